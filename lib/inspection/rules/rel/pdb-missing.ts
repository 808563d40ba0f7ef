import { objectRule } from '../../rule/rule';
import { hasBudget } from './budgets';
import { fewestReplicas } from './scaling';

/** Finds workloads of several replicas that a drain of the nodes may take all at once. */
export const pdbMissing = objectRule({
  id: 'rel/pdb-missing',
  summary: 'a workload of several replicas without a PodDisruptionBudget',
  kinds: ['Deployment.apps', 'StatefulSet.apps'],
  check(object, { set, report }) {
    const count = fewestReplicas(object, set) ?? 0;
    if (object.pod !== undefined && count > 1 && !hasBudget(object.pod, set)) {
      report({
        path: ['spec', 'replicas'],
        message: `no PodDisruptionBudget selects the pods; a drain of the nodes may evict all ${count} at once`,
        fix: 'add a PodDisruptionBudget with maxUnavailable: 1 and the selector of the workload',
        certain: false,
      });
    }
  },
});
