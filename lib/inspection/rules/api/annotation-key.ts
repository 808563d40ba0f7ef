import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import { metadataOf } from './metadata-places';

/** Finds keys of annotations that the API server refuses; unlike those of labels, their domains may be in upper case. */
export const annotationKey = objectRule({
  id: 'api/annotation-key',
  summary: 'an annotation whose key is no qualified name',
  fields: ['annotations', 'ephemeral', 'volumeClaimTemplates'],
  kinds: 'all',
  check(object, { report }) {
    for (const [path, { annotations = {} }] of metadataOf(object)) {
      for (const key of Object.keys(annotations)) {
        const problem = qualifiedNameProblem(key.toLowerCase());
        if (problem !== undefined) {
          report({
            path: [...path, 'annotations', key],
            message: `the key of an annotation ${problem}; got ${describe(key)}`,
            fix: `write it as 'name' or 'example.com/name'`,
          });
        }
      }
    }
  },
});
