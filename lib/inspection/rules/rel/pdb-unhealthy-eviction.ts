import { objectRule } from '../../rule/rule';
import type { PodDisruptionBudget } from '../../schema/wire-types';

/** Finds budgets that hold pods on a node which do not even work. */
export const pdbUnhealthyEviction = objectRule<PodDisruptionBudget>({
  id: 'rel/pdb-unhealthy-eviction',
  summary: 'a PodDisruptionBudget that keeps pods from eviction which are not healthy',
  kinds: ['PodDisruptionBudget.policy'],
  check({ manifest: { spec = {} } }, { report }) {
    const { unhealthyPodEvictionPolicy: policy } = spec;
    if (policy !== 'AlwaysAllow') {
      report({
        path: ['spec', 'unhealthyPodEvictionPolicy'],
        message: `a pod that never becomes ready blocks the drain of its node, got ${policy ?? 'IfHealthyBudget by default'}`,
        fix: 'write unhealthyPodEvictionPolicy: AlwaysAllow',
      });
    }
  },
});
