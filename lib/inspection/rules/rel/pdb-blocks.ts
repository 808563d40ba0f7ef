import type { Pod } from '../../model/pod';
import { objectRule } from '../../rule/rule';
import type { IntOrString, PodDisruptionBudget } from '../../schema/wire-types';
import { fewestReplicas } from './scaling';

/** Finds budgets that never let a pod be evicted. */
export const pdbBlocks = objectRule<PodDisruptionBudget>({
  id: 'rel/pdb-blocks',
  summary: 'a PodDisruptionBudget that never allows an eviction, so that no node can be drained',
  kinds: ['PodDisruptionBudget.policy'],
  check({ namespace, manifest: { spec = {} } }, { set, report }) {
    const { minAvailable, maxUnavailable, selector } = spec;
    if (maxUnavailable === 0 || maxUnavailable === '0%') {
      report({
        path: ['spec', 'maxUnavailable'],
        message: `no pod may ever be evicted, got maxUnavailable ${maxUnavailable}; a drain of the node waits for ever`,
        fix: 'write maxUnavailable: 1',
      });
    }
    if (minAvailable === undefined) {
      return;
    }
    const pods = selector === undefined ? [] : set.podsSelected(namespace, selector);
    const counts = pods.map(({ object }: Pod) => fewestReplicas(object, set));
    const known = counts.every((count) => count !== undefined);
    const total = known ? counts.reduce((sum: number, count) => sum + (count ?? 0), 0) : 0;
    if (minAvailable === '100%' || (total > 0 && wanted(minAvailable, total) >= total)) {
      report({
        path: ['spec', 'minAvailable'],
        message: `no pod may ever be evicted, got minAvailable ${minAvailable}${total > 0 ? ` of ${total}` : ''}; a drain of the node waits for ever`,
        fix: total === 1 ? 'run two replicas, or write maxUnavailable: 1' : 'write maxUnavailable: 1',
      });
    }
  },
});

/** How many pods must stay, percentages rounded up as the disruption controller does. */
function wanted(amount: IntOrString, total: number): number {
  const [, percent] = /^(\d+)%$/.exec(String(amount)) ?? [];
  return percent === undefined ? Number(amount) : Math.ceil((Number(percent) * total) / 100);
}
