import { objectRule } from '../../rule/rule';
import type { ClusterRole, RoleBinding } from '../../schema/wire-types';
import { bindingKinds, isAllPowerful } from './grants';

/** Finds bindings to a role that may do everything. */
export const clusterAdmin = objectRule<RoleBinding>({
  id: 'rbac/cluster-admin',
  summary: 'a binding to cluster-admin, or to a role that may do everything as well',
  kinds: bindingKinds,
  check({ namespace, manifest: { roleRef = {} } }, { set, report }) {
    const { kind = '', name = '' } = roleRef;
    const role = set.find<ClusterRole>(`${kind}.rbac.authorization.k8s.io`, namespace, name);
    const builtIn = kind === 'ClusterRole' && name === 'cluster-admin';
    if (builtIn || (role?.wellFormed === true && isAllPowerful(role.manifest))) {
      report({
        path: ['roleRef', 'name'],
        message: `the subjects may do everything, by the ${kind} '${name}'`,
        fix: 'bind a role with the rights that are needed',
      });
    }
  },
});
