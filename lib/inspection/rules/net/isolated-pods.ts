import type { GroupKind, ManifestObject } from '../../model/manifest-object';
import type { ManifestSet } from '../../model/manifest-set';
import type { Pod } from '../../model/pod';
import type { NetworkPolicy } from '../../schema/wire-types';

/** Which traffic a policy is about. */
export type Direction = 'Ingress' | 'Egress';

/** Policies of network plugins, whose selectors are of other forms. */
const foreignPolicies: readonly GroupKind[] = [
  'CiliumNetworkPolicy.cilium.io',
  'NetworkPolicy.crd.projectcalico.org',
  'NetworkPolicy.projectcalico.org',
];

/** What policies reach. */
interface Isolation {
  readonly pods: Readonly<Record<Direction, ReadonlySet<Pod>>>;
  /** The namespaces with policies whose selectors are not known here. */
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<ManifestSet, Isolation>();

/** The directions of a policy; where it names none, they are ingress, and egress if it has rules for that. */
function directionsOf({ spec = {} }: NetworkPolicy): readonly string[] {
  return spec.policyTypes ?? (spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']);
}

function find(set: ManifestSet): Isolation {
  const policies = set.ofKind<NetworkPolicy>('NetworkPolicy.networking.k8s.io').filter(({ wellFormed }) => wellFormed);
  const selected = ({ namespace, manifest }: ManifestObject<NetworkPolicy>): readonly Pod[] =>
    set.podsSelected(namespace, manifest.spec?.podSelector ?? {});
  const podsOf = (direction: Direction): ReadonlySet<Pod> =>
    new Set(policies.filter(({ manifest }) => directionsOf(manifest).includes(direction)).flatMap(selected));
  return {
    pods: { Ingress: podsOf('Ingress'), Egress: podsOf('Egress') },
    namespaces: new Set(foreignPolicies.flatMap((kind) => set.ofKind(kind).map(({ namespace }) => namespace))),
  };
}

/**
 * Whether a policy among the manifests isolates the pod in a direction, or may. Policies are looked up once a set. Those in
 * the network of their node are left alone: policies do not hold for it.
 */
export function isIsolated(pod: Pod, direction: Direction, set: ManifestSet): boolean {
  const isolation = known.get(set) ?? find(set);
  known.set(set, isolation);
  return (
    pod.spec.hostNetwork === true ||
    isolation.pods[direction].has(pod) ||
    isolation.namespaces.has(pod.object.namespace)
  );
}
