import { isEmpty } from '../../model/label-selection';
import { objectRule } from '../../rule/rule';
import type { LabelSelector, NetworkPolicy, NetworkPolicyPeer } from '../../schema/wire-types';
import { valuesAt } from '../../model/values-at';
import { isTransient } from './transient-pods';
import { nearestLabels } from './nearest-labels';

const nameLabel = 'kubernetes.io/metadata.name';

/** Finds peers of NetworkPolicies that are no pod among the manifests. */
export const networkPolicyPeer = objectRule<NetworkPolicy>({
  id: 'ref/networkpolicy-peer',
  summary: 'a peer in a NetworkPolicy whose podSelector selects no pod',
  kinds: ['NetworkPolicy.networking.k8s.io'],
  check({ name, namespace, manifest }, { set, report }) {
    if (set.externals.has('NetworkPolicy', namespace, name)) {
      return;
    }
    const peers = ['spec.ingress.*.from.*', 'spec.egress.*.to.*'].flatMap((place) => valuesAt(manifest, place));
    for (const [path, value] of peers) {
      const { podSelector, namespaceSelector } = value as NetworkPolicyPeer;
      if (podSelector === undefined || isEmpty(podSelector) || isTransient(podSelector)) {
        continue;
      }
      const known = namespacesNamed(namespaceSelector, namespace).filter(
        (each) => namespaceSelector === undefined || set.podsSelected(each, {}).length > 0,
      );
      if (known.length === 0 || known.some((each) => set.podsSelected(each, podSelector).length > 0)) {
        continue;
      }
      const [first = namespace] = known;
      report({
        path: [...path, 'podSelector'],
        message: `no pod in ${namespaceSelector === undefined ? 'the same namespace' : `namespace ${known.join(', ')}`} is selected, so the peer is nobody`,
        fix:
          nearestLabels(first, podSelector.matchLabels ?? {}, set) ??
          (namespaceSelector === undefined
            ? 'write the labels of the peer, and a namespaceSelector where it is in another namespace'
            : 'write the labels of the peer'),
        certain: false,
      });
    }
  },
});

/** The namespaces that a selector names; none where it selects by other labels, which the cluster alone knows. */
function namespacesNamed(selector: LabelSelector | undefined, own: string): readonly string[] {
  if (selector === undefined) {
    return [own];
  }
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const listed = matchExpressions.find(({ key, operator }) => key === nameLabel && operator === 'In')?.values ?? [];
  const named = Object.hasOwn(matchLabels, nameLabel) ? matchLabels[nameLabel] : undefined;
  return named === undefined ? listed : [named];
}
