import type { ManifestSet } from '../../model/manifest-set';
import type { RoleBinding } from '../../schema/wire-types';

const kinds = ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'];
const known = new WeakMap<ManifestSet, ReadonlySet<string>>();

function find(set: ManifestSet): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const binding of kinds.flatMap((kind) => set.ofKind<RoleBinding>(kind))) {
    for (const { kind, name = '', namespace = '' } of binding.wellFormed ? (binding.manifest.subjects ?? []) : []) {
      if (kind === 'ServiceAccount') {
        bound.add(`${namespace === '' ? binding.namespace : namespace}/${name}`);
      }
    }
  }
  return bound;
}

/** Whether a binding among the manifests gives rights to a ServiceAccount, so that its pods have a use for its token. */
export function isBound(set: ManifestSet, namespace: string, account: string): boolean {
  const bound = known.get(set) ?? find(set);
  known.set(set, bound);
  return bound.has(`${namespace}/${account}`);
}
