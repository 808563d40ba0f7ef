import { podRule } from '../../rule';
import { isIsolated } from './isolated-pods';

/** Finds pods that everything in the cluster may reach. */
export const policyMissing = podRule({
  id: 'net/policy-missing',
  summary: 'a pod that no NetworkPolicy selects',
  check(pod, { set, report }) {
    if (pod.spec.hostNetwork === true || isIsolated(pod, set)) {
      return; // policies do not hold for the network of the node
    }
    report({
      path: [...pod.path, 'metadata', 'labels'],
      message:
        'no NetworkPolicy selects the pod; every pod of the cluster may connect to it, and it may connect to anything',
      fix: 'add a NetworkPolicy that says who may, or one with an empty podSelector for the whole namespace',
      certain: false,
    });
  },
});
