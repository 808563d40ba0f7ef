import { podRule } from '../../rule/rule';
import { isIsolated } from './isolated-pods';

/** Finds pods that everything in the cluster may reach. */
export const policyMissing = podRule({
  id: 'net/policy-missing',
  summary: 'a pod that no NetworkPolicy protects from incoming traffic',
  check(pod, { set, report }) {
    if (!isIsolated(pod, 'Ingress', set)) {
      report({
        path: [...pod.path, 'metadata', 'labels'],
        message: 'no NetworkPolicy selects the pod; every pod of the cluster may connect to it',
        fix: 'add a NetworkPolicy that says who may, or one with an empty podSelector for the whole namespace',
        certain: false,
      });
    }
  },
});
