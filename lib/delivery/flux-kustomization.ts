import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsLabel, dnsSubdomain, flag, listOf, relativePath, seconds } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { toGoDuration } from '../parts/containers/go-duration';
import { override } from '../workloads/overrides';
import { fluxSource, FluxSourceKind, fluxSourceToWire, type IFluxSource } from './flux-source-reference';

/** A part of a Kustomization, merged into it at the end; `null` removes a field. */
export type FluxKustomizationOverride = CustomOverrideOf<'Kustomization'>;

/** What a Kustomization says beside its path and its order. */
export interface FluxKustomizationOptions {
  /** Where the manifests are: a FluxGitRepository, or FluxSourceReference.gitRepository(name), ociRepository(name), … */
  readonly source: IFluxSource;
  /** How often it is made sure that the cluster is as the source says, in whole seconds. */
  readonly interval: Duration;
  /** How long until another try after one that failed, in whole seconds. @default - Flux's: the interval */
  readonly retryInterval?: Duration;
  /** How long a try may take, in whole seconds. @default - Flux's: the interval */
  readonly timeout?: Duration;
  /** Whether objects that are not in the source any more are deleted. @default true */
  readonly prune?: boolean;
  /** Namespace of all objects, whatever they say themselves. @default - what they say */
  readonly targetNamespace?: string;
  /** ServiceAccount of its namespace with whose rights it is applied. @default - Flux's: the controller's own */
  readonly serviceAccountName?: string;
}

/** What one Kustomization can say. */
export interface FluxKustomizationProps extends ObjectProps, FluxKustomizationOptions {
  /** Folder in the source, such as `./dist/staging`; all below it belongs to it. */
  readonly path: string;
  /** Whether it is ready only when all that it applies is. @default - Flux's: it is when that is applied */
  readonly wait?: boolean;
  /** Kustomizations of the same namespace, by name, that have to be ready before. @default - none */
  readonly dependsOn?: readonly string[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: FluxKustomizationOverride;
}

/** @internal */
export const fluxKustomizationOptions: Shape<FluxKustomizationOptions> = {
  source: required(
    fluxSource(
      [FluxSourceKind.GIT_REPOSITORY, FluxSourceKind.OCI_REPOSITORY, FluxSourceKind.BUCKET],
      'a FluxGitRepository, or FluxSourceReference.gitRepository(name), .ociRepository(name) or .bucket(name)',
    ),
  ),
  interval: required(seconds(1)),
  retryInterval: seconds(1),
  timeout: seconds(1),
  prune: flag,
  targetNamespace: dnsLabel,
  serviceAccountName: dnsSubdomain,
};

const fluxKustomizationProps: Shape<FluxKustomizationProps> = {
  ...objectProps,
  ...fluxKustomizationOptions,
  path: required(relativePath),
  wait: flag,
  dependsOn: listOf(dnsSubdomain, 1),
  override,
};

/**
 * What Flux applies from a folder of a source: a Kustomization of kustomize.toolkit.fluxcd.io. It works with and without
 * a kustomization.yaml in the folder, which is a file of kustomize's own and no object of a cluster.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class FluxKustomization extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Kustomization. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    super(scope, id);
    checkProps(this, props, fluxKustomizationProps, (at) => {
      if (props.dependsOn?.includes(props.name)) {
        at.at('dependsOn').add(`names the Kustomization itself, "${props.name}"`);
      }
    });
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'kustomization',
      'Kustomization',
      metadataOfObject(props),
      () => ({ spec: kustomizationSpec(props, props, this.namespace) }),
      props.override,
    );
  }
}

/** The spec of a Kustomization of a namespace. @internal */
export function kustomizationSpec(
  options: FluxKustomizationOptions,
  own: Pick<FluxKustomizationProps, 'path' | 'wait' | 'dependsOn'>,
  namespace: string | undefined,
): Wire<KustomizationSpec> {
  const { source, interval, retryInterval, timeout, prune = true, targetNamespace, serviceAccountName } = options;
  const { path, wait, dependsOn } = own;
  return {
    sourceRef: fluxSourceToWire<'GitRepository' | 'OCIRepository' | 'Bucket'>(source, namespace),
    path,
    prune,
    wait,
    interval: toGoDuration(interval),
    retryInterval: retryInterval && toGoDuration(retryInterval),
    timeout: timeout && toGoDuration(timeout),
    dependsOn: dependsOn?.map((name) => ({ name })),
    targetNamespace,
    serviceAccountName,
  };
}
