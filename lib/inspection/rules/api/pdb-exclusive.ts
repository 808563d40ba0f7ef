import { objectRule } from '../../rule/rule';
import type { PodDisruptionBudget } from '../../schema/wire-types';

/** Finds budgets that say both how many pods must stay and how many may go. */
export const pdbExclusive = objectRule<PodDisruptionBudget>({
  id: 'api/pdb-exclusive',
  summary: 'a PodDisruptionBudget with both minAvailable and maxUnavailable',
  kinds: ['PodDisruptionBudget.policy'],
  check({ manifest: { spec = {} } }, { report }) {
    if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
      report({
        path: ['spec', 'minAvailable'],
        message: `minAvailable and maxUnavailable exclude each other, got ${spec.minAvailable} and ${spec.maxUnavailable}`,
        fix: `remove 'minAvailable'; the other follows the number of replicas`,
      });
    }
    if (spec.unhealthyPodEvictionPolicy === '') {
      const message = 'unhealthyPodEvictionPolicy must not be empty';
      report({ path: ['spec', 'unhealthyPodEvictionPolicy'], message, fix: 'write AlwaysAllow, or remove it' });
    }
  },
});
