import { objectRule } from '../../rule/rule';
import type { ClusterRole } from '../../schema/wire-types';
import { names, roleKinds } from './grants';

/** What makes pods, by its API group. */
const makers: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'replicationcontrollers'],
  apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  batch: ['jobs', 'cronjobs'],
};

/** Finds roles that may make pods, and so use whatever a pod of the namespace may. */
export const createPods = objectRule<ClusterRole>({
  id: 'rbac/create-pods',
  summary: 'a role that may create pods, or what makes them',
  kinds: roleKinds,
  check({ manifest: { rules = [] } }, { report }) {
    for (const [index, { apiGroups = [], resources = [], verbs }] of rules.entries()) {
      const known = Object.entries(makers).flatMap(([group, kinds]) => (names(apiGroups, group, '*') ? kinds : []));
      for (const [item, resource] of names(verbs, 'create', '*') ? resources.entries() : []) {
        if (known.includes(resource)) {
          report({
            path: ['rules', index, 'resources', item],
            message: `who may create ${resource} may use every Secret and ServiceAccount of the namespace`,
            fix: 'remove it, or give it to the deployer alone',
          });
        }
      }
    }
  },
});
