import { objectRule } from '../../rule/rule';
import type { ClusterRole } from '../../schema/wire-types';
import { roleKinds } from './grants';

const fields = ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const;

/** Finds roles that allow what does not exist yet. */
export const rbacWildcard = objectRule<ClusterRole>({
  id: 'rbac/wildcard',
  summary: 'a role with a wildcard',
  kinds: roleKinds,
  check({ manifest: { rules = [] } }, { report }) {
    for (const [index, rule] of rules.entries()) {
      for (const field of fields) {
        const item = (rule[field] ?? []).indexOf('*');
        if (item >= 0) {
          report({
            path: ['rules', index, field, item],
            message: `the role allows all ${field}, those to come as well`,
            fix: `write the ${field} that are needed`,
          });
        }
      }
    }
  },
});
