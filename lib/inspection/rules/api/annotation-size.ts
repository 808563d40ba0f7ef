import { objectRule } from '../../rule/rule';
import { metadataOf } from './metadata-places';

/** The bytes that all annotations of an object may have together, keys included. */
const most = 256 * 1024;

/** Finds annotations that together are too large for the API server. */
export const annotationSize = objectRule({
  id: 'api/annotation-size',
  summary: 'annotations of more than 256 KiB together',
  fields: ['annotations', 'ephemeral', 'volumeClaimTemplates'],
  kinds: 'all',
  check(object, { report }) {
    for (const [path, { annotations = {} }] of metadataOf(object)) {
      let size = 0;
      for (const [key, value] of Object.entries(annotations)) {
        size += Buffer.byteLength(key) + Buffer.byteLength(value);
      }
      if (size > most) {
        report({
          path: [...path, 'annotations'],
          message: `all annotations together may have ${most} bytes, got ${size}`,
          fix: 'move the large ones into a ConfigMap; an object applied with kubectl holds itself as an annotation too, which --server-side avoids',
        });
      }
    }
  },
});
