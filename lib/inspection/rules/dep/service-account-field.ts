import { podRule } from '../../rule/rule';

/** Finds the old name of `serviceAccountName`. */
export const serviceAccountField = podRule({
  id: 'dep/service-account-field',
  summary: 'a pod that names its ServiceAccount by the deprecated field serviceAccount',
  fields: ['serviceAccount'],
  check(pod, { report }) {
    const { serviceAccount = '', serviceAccountName = '' } = pod.spec;
    if (serviceAccount !== '' && serviceAccountName !== serviceAccount) {
      const message =
        serviceAccountName === ''
          ? `serviceAccount is deprecated, got '${serviceAccount}'`
          : `serviceAccount is deprecated and does not count, got '${serviceAccount}'; serviceAccountName is '${serviceAccountName}'`;
      report({
        path: pod.at('serviceAccount'),
        message,
        fix: serviceAccountName === '' ? `write serviceAccountName: ${serviceAccount}` : 'remove serviceAccount',
      });
    }
  },
});
