import type { ManifestSet } from '../../model/manifest-set';
import type { Pod } from '../../model/pod';
import type { PodDisruptionBudget } from '../../schema/wire-types';

const known = new WeakMap<ManifestSet, ReadonlySet<Pod>>();

/** Whether a PodDisruptionBudget among the manifests selects the pod. All of them are looked up once a set. */
export function hasBudget(pod: Pod, set: ManifestSet): boolean {
  let pods = known.get(set);
  if (pods === undefined) {
    pods = new Set(
      set.ofKind<PodDisruptionBudget>('PodDisruptionBudget.policy').flatMap(({ manifest, namespace, wellFormed }) => {
        const selector = wellFormed ? manifest.spec?.selector : undefined;
        return selector === undefined ? [] : set.podsSelected(namespace, selector);
      }),
    );
    known.set(set, pods);
  }
  return pods.has(pod);
}
