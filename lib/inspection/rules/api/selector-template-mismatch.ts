import { hasLabels, isEmpty, selects } from '../../model/label-selection';
import type { ManifestObject } from '../../model/manifest-object';
import { objectRule } from '../../rule/rule';
import type { Deployment, LabelSelector, ReplicationController } from '../../schema/wire-types';

/** Finds workloads whose selector does not select the pods that they make. */
export const selectorTemplateMismatch = objectRule({
  id: 'api/selector-template-mismatch',
  summary: 'a workload whose selector does not match the labels of its own pods, or that has no template of them',
  kinds: ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'],
  check(object, { report }) {
    const selector = selectorOf(object);
    const labels = object.pod?.labels ?? {};
    const mayLack = object.kind === 'ReplicaSet' ? isEmpty(selector) : object.kind !== 'ReplicationController';
    if (object.pod === undefined && !mayLack) {
      const message = `a ${object.kind} needs the template of its pods, got none`;
      report({ path: ['spec', 'template'], message, fix: 'add it, with the labels that the selector asks for' });
    }
    if (object.pod === undefined || isEmpty(selector) || selects(selector, labels)) {
      return;
    }
    const wanted = selector.matchLabels ?? {};
    const missing = Object.keys(wanted).filter((key) => !hasLabels(labels, { [key]: wanted[key] ?? '' }));
    const pairs = missing.map((key) => `${key}: ${wanted[key] ?? ''}`).join(', ');
    const had = missing.filter((key) => Object.hasOwn(labels, key)).map((key) => `${key}: ${labels[key] ?? ''}`);
    report({
      path: [...object.pod.path, 'metadata', 'labels'],
      message:
        missing.length === 0
          ? 'the selector has expressions that the labels of the pods do not fulfil'
          : `the selector asks for ${pairs}, the pods have ${had.length === 0 ? 'no such label' : had.join(', ')}`,
      fix: 'give the pods the labels that the selector asks for',
    });
  },
});

/** The selector of a workload; that of a ReplicationController is a plain map. */
function selectorOf(object: ManifestObject): LabelSelector {
  const { manifest } = object;
  return object.groupKind === 'ReplicationController'
    ? { matchLabels: (manifest as ReplicationController).spec?.selector ?? {} }
    : ((manifest as Deployment).spec?.selector ?? {});
}
