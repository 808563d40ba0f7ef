import type { ManifestProps } from '../core/manifest';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import { metadataOf, type WorkloadContext } from './workload-context';
import type { WorkloadNaming } from './workload-props';

/**
 * Whether the pods of a workload that has no selector of its own carry the labels of its identity.
 *
 * In the plain profile only where the caller gives an identity, or an object beside the workload selects the pods.
 */
export function isIdentified(context: WorkloadContext, props: WorkloadNaming, selected: boolean): boolean {
  return props.identity !== undefined || selected || SecurityProfiles.of(context.owner) !== SecurityProfile.PLAIN;
}

/** The metadata of such a workload. */
export function metadataOfIdentified(
  context: WorkloadContext,
  identified: boolean,
  annotations?: { readonly [key: string]: string },
): Omit<ManifestProps, 'apiVersion' | 'kind'> {
  const labels = { ...(identified ? context.identity.labels : {}), ...context.labels };
  return metadataOf(context, { labels, annotations });
}
