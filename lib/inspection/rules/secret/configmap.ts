import { objectRule } from '../../rule/rule';
import type { ConfigMap } from '../../schema/wire-types';
import { isLiteral, isSecretName, secretIn } from '../../formats/secret-text';

/** Finds secrets in ConfigMaps. */
export const secretConfigMap = objectRule<ConfigMap>({
  id: 'secret/configmap',
  summary: 'a secret in a ConfigMap',
  kinds: ['ConfigMap'],
  check({ manifest: { data = {} } }, { report }) {
    for (const [key, value] of Object.entries(data)) {
      const plain = isSecretName(key) && isLiteral(value) && !value.includes('\n');
      const found = plain ? 'a secret' : secretIn(value);
      if (found !== undefined) {
        report({
          path: ['data', key],
          message: `'${key}' holds ${found}; whoever may read the namespace may read a ConfigMap`,
          fix: 'move it to a Secret',
        });
      }
    }
  },
});
