import { objectRule } from '../../rule/rule';
import { isClusterScoped } from '../../../core/kubernetes/cluster-scoped';

/** Finds objects that land wherever the one who applies them stands. */
export const defaultNamespace = objectRule({
  id: 'meta/default-namespace',
  summary: 'an object that names no namespace, or default',
  kinds: 'all',
  check({ groupKind, namespace, knowledge }, { report }) {
    if (knowledge === 'built-in' && !isClusterScoped(groupKind) && (namespace === '' || namespace === 'default')) {
      report({
        path: ['metadata', 'namespace'],
        message:
          namespace === ''
            ? 'the object lands in whatever namespace is current when it is applied'
            : 'the object shares the namespace default with all that names none',
        fix: 'write the namespace of the application',
      });
    }
  },
});
