import { objectRule } from '../../rule/rule';
import { isClusterScoped } from '../../../core/kubernetes/cluster-scoped';

/** Finds namespaces on objects that belong to the cluster. The API server drops them without a word, so it is no error. */
export const namespaceScope = objectRule({
  id: 'api/namespace-scope',
  summary: 'a namespace on an object that belongs to the whole cluster',
  kinds: 'all',
  check({ kind, groupKind, namespace }, { report }) {
    if (namespace !== '' && isClusterScoped(groupKind)) {
      report({
        path: ['metadata', 'namespace'],
        message: `a ${kind} belongs to the whole cluster, so that the namespace '${namespace}' is ignored`,
        fix: 'remove it',
        certain: false,
      });
    }
  },
});
