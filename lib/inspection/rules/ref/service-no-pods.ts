import { objectRule } from '../../rule/rule';
import type { Service } from '../../schema/wire-types';
import { nearestLabels } from './nearest-labels';

/** Finds Services whose selector selects no pod among the manifests. */
export const serviceNoPods = objectRule<Service>({
  id: 'ref/service-no-pods',
  summary: 'a Service whose selector selects no pod',
  kinds: ['Service'],
  check(object, { set, report }) {
    const { selector = {}, type } = object.manifest.spec ?? {};
    if (
      type === 'ExternalName' ||
      Object.keys(selector).length === 0 ||
      set.externals.has('Service', object.namespace, object.name)
    ) {
      return;
    }
    if (set.podsSelected(object.namespace, { matchLabels: selector }).length === 0) {
      const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
      report({
        path: ['spec', 'selector'],
        message: `no pod in the same namespace has the labels ${labels.join(', ')}`,
        fix:
          nearestLabels(object.namespace, selector, set) ??
          `correct the selector, add the workload, or name the Service as external: service/${object.name}`,
        certain: false,
      });
    }
  },
});
