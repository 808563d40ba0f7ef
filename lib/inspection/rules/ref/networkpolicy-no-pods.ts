import { isEmpty } from '../../model/label-selection';
import { objectRule } from '../../rule/rule';
import type { NetworkPolicy } from '../../schema/wire-types';
import { isTransient } from './transient-pods';
import { nearestLabels } from './nearest-labels';

/** Finds NetworkPolicies that isolate no pod among the manifests. */
export const networkPolicyNoPods = objectRule<NetworkPolicy>({
  id: 'ref/networkpolicy-no-pods',
  summary: 'a NetworkPolicy whose podSelector selects no pod',
  kinds: ['NetworkPolicy.networking.k8s.io'],
  check({ name, namespace, manifest: { spec: { podSelector } = {} } }, { set, report }) {
    if (
      podSelector === undefined ||
      isTransient(podSelector) ||
      isEmpty(podSelector) || // every pod of the namespace, those to come as well
      set.podsSelected(namespace, podSelector).length > 0 ||
      set.externals.has('NetworkPolicy', namespace, name)
    ) {
      return;
    }
    report({
      path: ['spec', 'podSelector'],
      message: 'the podSelector selects no pod in the same namespace, so the policy isolates nothing',
      fix: nearestLabels(namespace, podSelector.matchLabels ?? {}, set) ?? 'write the labels of the pod template',
      certain: false,
    });
  },
});
