import type { Construct } from 'constructs';
import { Chart } from '../core/cdk8s';
import { Identity } from '../core/identity';
import type { ManifestProps } from '../core/manifest';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import type { WorkloadNaming } from './workload-props';

type Labels = { readonly [key: string]: string };

/** What the objects of one workload have in common. */
export interface WorkloadContext {
  /** The construct that defines them. */
  readonly owner: Construct;
  /** Name of the workload. */
  readonly name: string;
  /** Namespace, where one is known. */
  readonly namespace?: string;
  /** What the pods are known by. */
  readonly identity: Identity;
  /** The caller's labels for all objects. */
  readonly labels?: Labels;
}

/** What a workload's objects have in common, from its props. */
export function workloadContext(owner: Construct, props: WorkloadNaming): WorkloadContext {
  if (props.securityProfile !== undefined) SecurityProfiles.set(owner, props.securityProfile);
  const namespace = props.namespace ?? Chart.of(owner).namespace;
  return {
    owner,
    name: props.name,
    ...(namespace === undefined ? {} : { namespace }),
    identity: props.identity ?? Identity.of({ name: props.name }),
    ...(props.labels === undefined ? {} : { labels: props.labels }),
  };
}

/**
 * The metadata of an object that goes with a workload: its own labels last, after those of all objects.
 *
 * The plain profile adds no labels that were not asked for; the others identify every object.
 */
export function metadataOf(
  context: WorkloadContext,
  own: { readonly name?: string; readonly labels?: Labels; readonly annotations?: Labels } = {},
): Omit<ManifestProps, 'apiVersion' | 'kind'> {
  const plain = SecurityProfiles.of(context.owner) === SecurityProfile.PLAIN;
  return {
    name: own.name ?? context.name,
    ...(context.namespace === undefined ? {} : { namespace: context.namespace }),
    labels: { ...(plain ? {} : context.identity.labels), ...context.labels, ...own.labels },
    ...(own.annotations === undefined ? {} : { annotations: own.annotations }),
  };
}

/** The metadata of the workload itself, which carries its identity under every profile. */
export function metadataOfWorkload(
  context: WorkloadContext,
  annotations?: Labels,
): Omit<ManifestProps, 'apiVersion' | 'kind'> {
  return metadataOf(context, { labels: { ...context.identity.labels, ...context.labels }, annotations });
}
