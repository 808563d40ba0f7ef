import { objectRule } from '../../rule/rule';
import type { ClusterRole } from '../../schema/wire-types';
import { names, roleKinds } from './grants';

/** Finds roles that may read every Secret. */
export const rbacSecrets = objectRule<ClusterRole>({
  id: 'rbac/secrets',
  summary: 'a role that may read all Secrets',
  kinds: roleKinds,
  check({ manifest: { rules = [] } }, { report }) {
    for (const [index, { apiGroups, resources = [], resourceNames = [], verbs }] of rules.entries()) {
      const item = resources.indexOf('secrets');
      if (
        item >= 0 &&
        resourceNames.length === 0 &&
        names(apiGroups, '', '*') &&
        names(verbs, 'get', 'list', 'watch', '*')
      ) {
        report({
          path: ['rules', index, 'resources', item],
          message: 'the role may read all Secrets in its reach',
          fix: 'add resourceNames with the Secrets that are needed',
        });
      }
    }
  },
});
