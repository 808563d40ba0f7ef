import { podKinds } from '../../model/pod';
import { objectRule } from '../../rule/rule';

/** Finds workloads without the labels that the house asks for. */
export const requiredLabels = objectRule({
  id: 'meta/required-labels',
  summary: 'a workload without a label that the settings require',
  kinds: podKinds,
  check(object, { settings, report }) {
    for (const key of settings.requiredLabels ?? []) {
      if (!Object.hasOwn(object.labels, key) || object.labels[key] === '') {
        report({ path: ['metadata', 'labels', key], message: `the label ${key} is missing`, fix: `add ${key}` });
      }
    }
  },
});
