import { objectRule } from '../../rule/rule';
import type { PodDisruptionBudget } from '../../schema/wire-types';
import { nearestLabels } from './nearest-labels';

/** Finds PodDisruptionBudgets that protect no pod among the manifests. */
export const pdbNoPods = objectRule<PodDisruptionBudget>({
  id: 'ref/pdb-no-pods',
  summary: 'a PodDisruptionBudget whose selector selects no pod',
  kinds: ['PodDisruptionBudget.policy'],
  check({ name, namespace, manifest: { spec } }, { set, report }) {
    if (spec === undefined || set.externals.has('PodDisruptionBudget', namespace, name)) {
      return;
    }
    const { selector } = spec;
    if (selector === undefined) {
      const fix = 'add selector with the labels of the pods, or {} for every pod of the namespace';
      report({ path: ['spec'], message: 'without a selector it protects no pod', fix });
    } else if (set.podsSelected(namespace, selector).length === 0) {
      report({
        path: ['spec', 'selector'],
        message: 'the selector selects no pod in the same namespace, so nothing is protected',
        fix: nearestLabels(namespace, selector.matchLabels ?? {}, set) ?? 'write the labels of the pod template',
        certain: false,
      });
    }
  },
});
