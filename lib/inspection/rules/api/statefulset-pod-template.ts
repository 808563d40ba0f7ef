import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';

/** What the API server does check of the template of a StatefulSet. */
const checkedByServer = new Set([
  'api/selector-template-mismatch',
  'api/restart-policy',
  'api/progress-deadline',
  'api/label-syntax',
  'api/annotation-key',
  'api/annotation-size',
]);

/** What no API server would let pass in a pod. */
const refused = /^(api\/|schema\/(missing-required|bad-enum)$)/;

const template: Path = ['spec', 'template'];

/**
 * Finds StatefulSets that the API server takes and that never make a pod, since up to Kubernetes 1.33 it takes their template
 * unseen.
 */
export const statefulsetPodTemplate = objectRule({
  id: 'api/statefulset-pod-template',
  summary: 'a StatefulSet that is accepted and never makes a pod, since its pod template is broken',
  kinds: ['StatefulSet.apps'],
  check(_object, { found, version, report }) {
    if (isAtLeast(version, '1.34')) {
      return; // it checks the template as it does any other
    }
    const inPods = found.filter(
      ({ rule, path }) =>
        refused.test(rule) && !checkedByServer.has(rule) && template.every((step, index) => path[index] === step),
    );
    if (inPods.length > 0) {
      const rules = [...new Set(inPods.map(({ rule }) => rule))].sort().join(', ');
      const count = inPods.length === 1 ? 'an error' : `${inPods.length} errors`;
      report({
        path: template,
        message: `up to Kubernetes 1.33 the API server takes a StatefulSet without checking its pod template, which has ${count} (${rules}); every pod would be refused, and none would ever start`,
        fix: 'mend what is found in the template',
      });
    }
  },
});
