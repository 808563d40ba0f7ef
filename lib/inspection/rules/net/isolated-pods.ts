import type { GroupKind } from '../../manifest-object';
import type { ManifestSet } from '../../manifest-set';
import type { Pod } from '../../pod';
import type { NetworkPolicy } from '../../schema/wire-types';

/** Policies of network plugins, whose selectors are of other forms. */
const foreignPolicies: readonly GroupKind[] = [
  'CiliumNetworkPolicy.cilium.io',
  'NetworkPolicy.crd.projectcalico.org',
  'NetworkPolicy.projectcalico.org',
];

/** What policies reach. */
interface Isolation {
  readonly pods: ReadonlySet<Pod>;
  /** The namespaces with policies whose selectors are not known here. */
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<ManifestSet, Isolation>();

function find(set: ManifestSet): Isolation {
  const policies = set.ofKind<NetworkPolicy>('NetworkPolicy.networking.k8s.io').filter(({ wellFormed }) => wellFormed);
  return {
    pods: new Set(
      policies.flatMap(({ namespace, manifest }) => set.podsSelected(namespace, manifest.spec?.podSelector ?? {})),
    ),
    namespaces: new Set(foreignPolicies.flatMap((kind) => set.ofKind(kind).map(({ namespace }) => namespace))),
  };
}

/** Whether a policy among the manifests selects the pod, or may. Policies are looked up once a set. */
export function isIsolated(pod: Pod, set: ManifestSet): boolean {
  const isolation = known.get(set) ?? find(set);
  known.set(set, isolation);
  return isolation.pods.has(pod) || isolation.namespaces.has(pod.object.namespace);
}
