import { podRule } from '../../rule/rule';
import type { ServiceAccount } from '../../schema/wire-types';
import { isBound } from './bound-accounts';

/** Finds pods that carry a token of the API server and have no rights to use it for. */
export const automountToken = podRule({
  id: 'sec/automount-token',
  summary: 'a pod that gets a token of the API server without rights to use it for',
  check(pod, { set, report }) {
    const { object } = pod;
    const { serviceAccountName = '', serviceAccount = '', automountServiceAccountToken: own } = pod.spec;
    const name = serviceAccountName || serviceAccount || 'default';
    const account = set.find<ServiceAccount>('ServiceAccount', object.namespace, name);
    const ofAccount = account?.wellFormed === true ? account.manifest.automountServiceAccountToken : undefined;
    const known = name === 'default' || account !== undefined; // the rights of others are elsewhere too
    if (own === undefined && ofAccount !== false && known && !isBound(set, object.namespace, name)) {
      report({
        path: pod.at('automountServiceAccountToken'),
        message: `the pod gets the token of ServiceAccount '${name}', to which no manifest gives any rights`,
        fix: 'set automountServiceAccountToken: false, or bind a role to the account',
        certain: false,
      });
    }
  },
});
