import { podKinds } from '../../model/pod';
import { objectRule } from '../../rule/rule';

/** Finds workloads without the annotations that the house asks for. */
export const requiredAnnotations = objectRule({
  id: 'meta/required-annotations',
  summary: 'a workload without an annotation that the settings require',
  kinds: podKinds,
  check(object, { settings, report }) {
    for (const key of settings.requiredAnnotations ?? []) {
      if (!Object.hasOwn(object.annotations, key) || object.annotations[key] === '') {
        report({
          path: ['metadata', 'annotations', key],
          message: `the annotation ${key} is missing`,
          fix: `add ${key}`,
        });
      }
    }
  },
});
