import type { Construct } from 'constructs';
import { Chart } from './cdk8s';
import { annotations, dnsLabel, dnsSubdomain, instance, labels } from './fields';
import { Identity } from './identity';
import type { ManifestProps } from './manifest';
import { required, type Shape } from './shape';

/** What an object outside of namespaces can say about itself. */
export interface ClusterObjectProps {
  /** Name of the object. */
  readonly name: string;
  /** What it belongs to: the labels of that identity are its own. @default - no such labels */
  readonly identity?: Identity;
  /** Labels. @default - the chart's labels */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** What an object of a namespace can say about itself. */
export interface ObjectProps extends ClusterObjectProps {
  /** Namespace. @default - the chart's namespace */
  readonly namespace?: string;
}

/** @internal */
export const clusterObjectProps: Shape<ClusterObjectProps> = {
  name: required(dnsSubdomain),
  identity: instance(Identity, 'Identity.of({ name }), Identity.labels({ … })'),
  labels,
  annotations,
};

/** @internal */
export const objectProps: Shape<ObjectProps> = { ...clusterObjectProps, namespace: dnsLabel };

/** The namespace that an object gets: its own, or the chart's. @internal */
export function namespaceOf(scope: Construct, props: { readonly namespace?: string }): string | undefined {
  return props.namespace ?? Chart.of(scope).namespace;
}

/** The metadata of an object that stands alone: what its props say, its own labels after those of the identity. @internal */
export function metadataOfObject(
  props: ObjectProps,
  more: { readonly labels?: ObjectProps['labels']; readonly annotations?: ObjectProps['annotations'] } = {},
): Omit<ManifestProps, 'apiVersion' | 'kind'> {
  const labels = { ...props.identity?.labels, ...more.labels, ...props.labels };
  const annotations = { ...more.annotations, ...props.annotations };
  return {
    name: props.name,
    ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
