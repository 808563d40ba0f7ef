import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import type { ClusterRole, PolicyRule, RoleBinding } from '../../schema/wire-types';
import { roleRefProblems, subjectProblems } from './binding-problems';
import type { Problem } from './node-selector';

/** Finds roles and bindings that the API server refuses. */
export const rbacRule = objectRule<ClusterRole & RoleBinding>({
  id: 'api/rbac-rule',
  summary: 'a role whose rule names no verbs, groups or resources, or a binding of a role or subject that cannot be',
  kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map(
    (kind) => `${kind}.rbac.authorization.k8s.io`,
  ),
  check({ kind, manifest }, { report }) {
    const isCluster = kind.startsWith('Cluster');
    const { rules = [], aggregationRule, roleRef, subjects = [] } = manifest;
    const found: readonly (readonly [Path, Iterable<Problem>])[] = [
      ...rules.map((rule, index) => [['rules', index], ofRule(rule, isCluster)] as const),
      ...subjects.map((subject, index) => [['subjects', index], subjectProblems(subject, isCluster)] as const),
      [['roleRef'], roleRef === undefined ? [] : roleRefProblems(roleRef, isCluster)],
    ];
    for (const [base, problems] of found) {
      for (const [path, message, fix] of problems) {
        report({ path: [...base, ...path], message, fix });
      }
    }
    if (aggregationRule !== undefined && (aggregationRule.clusterRoleSelectors ?? []).length === 0) {
      const path = ['aggregationRule', 'clusterRoleSelectors'];
      report({
        path,
        message: 'an aggregationRule needs at least one selector, got none',
        fix: 'add one, or remove it',
      });
    }
  },
});

function* ofRule(rule: PolicyRule, isCluster: boolean): Iterable<Problem> {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (verbs?.length === 0) {
    yield [['verbs'], 'a rule needs at least one verb, got none', 'add verbs, as get, list and watch'];
  }
  if (nonResourceURLs.length === 0) {
    for (const [key, list] of Object.entries({ apiGroups, resources })) {
      const fix = key === 'apiGroups' ? `add one, '' for the core group` : 'add one, as pods';
      if (list.length === 0) {
        yield [[key], `a rule needs at least one item in '${key}', got none`, fix];
      }
    }
  } else if (!isCluster) {
    yield [['nonResourceURLs'], 'a Role cannot allow URLs, which belong to no namespace', 'write a ClusterRole'];
  } else if (apiGroups.length + resources.length + resourceNames.length > 0) {
    yield [['nonResourceURLs'], 'a rule is for resources or for URLs, got both', 'make two rules of it'];
  }
}
