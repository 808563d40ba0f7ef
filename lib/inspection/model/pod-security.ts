import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';

/** A level of Pod Security. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const label = 'pod-security.kubernetes.io/enforce';

/**
 * The level that the pod's namespace enforces.
 *
 * @returns undefined where the namespace is not among the manifests, or enforces none
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function enforcedLevel(pod: Pod, set: ManifestSet): PodSecurityLevel | undefined {
  const labels = set.find('Namespace', '', pod.object.namespace)?.labels ?? {};
  const level = Object.hasOwn(labels, label) ? labels[label] : undefined;
  return level === 'privileged' || level === 'baseline' || level === 'restricted' ? level : undefined;
}
