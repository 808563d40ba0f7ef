import type { GroupKind } from '../../model/manifest-object';
import type { ClusterRole, PolicyRule } from '../../schema/wire-types';

/** The kinds that hold rules. */
export const roleKinds: readonly GroupKind[] = [
  'Role.rbac.authorization.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
];

/** The kinds that give a role to somebody. */
export const bindingKinds: readonly GroupKind[] = [
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
];

/** Whether a list of a rule names one of the words. A wildcard is a finding of its own: rbac/wildcard. */
export function names(list: readonly string[] | undefined, ...wanted: readonly string[]): boolean {
  return wanted.some((word) => (list ?? []).includes(word));
}

/** Whether a role may do everything to everything. */
export function isAllPowerful({ rules = [] }: ClusterRole): boolean {
  return rules.some(
    ({ apiGroups, resources, verbs }: PolicyRule) =>
      names(apiGroups, '*') && names(resources, '*') && names(verbs, '*'),
  );
}
