import { objectRule } from '../../rule/rule';
import type { ClusterRole } from '../../schema/wire-types';
import { names, roleKinds } from './grants';

/** Finds roles that let their subjects into running containers. */
export const rbacExec = objectRule<ClusterRole>({
  id: 'rbac/exec',
  summary: 'a role that lets its subjects run commands in pods',
  kinds: roleKinds,
  check({ manifest: { rules = [] } }, { report }) {
    for (const [index, { apiGroups, resources = [], verbs }] of rules.entries()) {
      for (const [item, resource] of resources.entries()) {
        const enters = ['pods/exec', 'pods/attach', 'pods/ephemeralcontainers', 'pods/*', '*/exec'].includes(resource);
        if (enters && names(apiGroups, '', '*') && names(verbs, 'create', 'get', 'update', 'patch', '*')) {
          report({
            path: ['rules', index, 'resources', item],
            message: `${resource} lets the subjects run commands in every pod, with its secrets and rights`,
            fix: 'remove it, or give it to people for the time they need it',
          });
        }
      }
    }
  },
});
