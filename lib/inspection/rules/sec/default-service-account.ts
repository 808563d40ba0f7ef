import { podRule } from '../../rule/rule';

/** Finds pods without a ServiceAccount of their own. */
export const defaultServiceAccount = podRule({
  id: 'sec/default-service-account',
  summary: `a pod that runs as the ServiceAccount 'default', which all pods of the namespace share`,
  check(pod, { report }) {
    const { serviceAccountName = '', serviceAccount = '', automountServiceAccountToken } = pod.spec;
    const name = serviceAccountName || serviceAccount || 'default';
    if (name === 'default' && automountServiceAccountToken !== false) {
      report({
        path: pod.at('serviceAccountName'),
        message: `the pod runs as the ServiceAccount 'default', so it has the rights that any other pod was given by it`,
        fix: 'add a ServiceAccount for it, or set automountServiceAccountToken: false',
      });
    }
  },
});
