import { objectRule } from '../../rule/rule';
import { dataOf, sizeOf } from './data-places';

/** The most bytes that all values have together. */
const most = 1024 * 1024;

/** Finds ConfigMaps and Secrets that are too large for the API server. */
export const dataSize = objectRule({
  id: 'api/data-size',
  summary: 'a ConfigMap or Secret whose values have more than 1 MiB together',
  kinds: ['ConfigMap', 'Secret'],
  check(object, { report }) {
    const sizes = new Map<string, number>(); // a key of stringData replaces that of data
    for (const value of dataOf(object)) {
      sizes.set(object.kind === 'Secret' ? value.key : value.path.join('/'), sizeOf(value));
    }
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total > most) {
      report({
        path: ['data'],
        message: `all values together may have ${most} bytes, got ${total}`,
        fix: `split the ${object.kind}, or put large files into an image or a volume`,
      });
    }
  },
});
