import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { ConfigMap } from '../../schema/wire-types';
import { dataOf } from './data-places';

/** The most characters of a key. */
const longest = 253;

/** Finds keys of ConfigMaps and Secrets that the API server refuses. */
export const configmapKey = objectRule<ConfigMap>({
  id: 'api/configmap-key',
  summary: 'a key of a ConfigMap or Secret that can be no file name, or that stands in both data and binaryData',
  kinds: ['ConfigMap', 'Secret'],
  check(object, { report }) {
    const { data = {} } = object.manifest;
    for (const { path, key } of dataOf(object)) {
      if (!/^[-._a-zA-Z0-9]+$/.test(key) || key === '.' || key.startsWith('..') || key.length > longest) {
        const near = key.replace(/[^-._a-zA-Z0-9]+/g, '_').replace(/^\.+(?=\.)/, '');
        report({
          path,
          message: `a key must consist of letters, digits, '-', '_' and '.', must not begin with '..', and has at most ${longest} characters; got ${describe(key)}`,
          fix: near === '' || near === '.' || near.length > longest ? 'choose another key' : `write ${near}`,
        });
      } else if (path[0] === 'binaryData' && Object.hasOwn(data, key)) {
        report({ path, message: `the key '${key}' stands in 'data' too`, fix: 'keep one of the two' });
      }
    }
  },
});
