import { objectRule } from '../../rule/rule';
import type { PodDisruptionBudget } from '../../schema/wire-types';

/** Finds budgets that say nothing. */
export const pdbEmpty = objectRule<PodDisruptionBudget>({
  id: 'rel/pdb-empty',
  summary: 'a PodDisruptionBudget that has neither minAvailable nor maxUnavailable',
  kinds: ['PodDisruptionBudget.policy'],
  check({ manifest: { spec = {} } }, { report }) {
    if (spec.minAvailable === undefined && spec.maxUnavailable === undefined) {
      const message = 'without minAvailable or maxUnavailable it allows every eviction';
      report({ path: ['spec'], message, fix: 'add maxUnavailable: 1' });
    }
  },
});
