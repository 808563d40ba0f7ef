import { podRule } from '../../rule/rule';
import { isIsolated } from './isolated-pods';

/** Finds pods that may connect to anything. */
export const egressOpen = podRule({
  id: 'net/egress-open',
  summary: 'a pod that no NetworkPolicy keeps from connecting to anything',
  check(pod, { set, report }) {
    if (!isIsolated(pod, 'Egress', set)) {
      report({
        path: [...pod.path, 'metadata', 'labels'],
        message: 'no NetworkPolicy says where the pod may connect to; it may reach the whole cluster and the internet',
        fix: `add egress to a NetworkPolicy that selects the pod, and 'Egress' to its policyTypes`,
        certain: false,
      });
    }
  },
});
