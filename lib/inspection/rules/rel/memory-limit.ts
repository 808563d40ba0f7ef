import { containerRule } from '../../rule/rule';
import { limitOf } from './container-resources';

/** Finds containers that may use all memory of their node. */
export const memoryLimit = containerRule({
  id: 'rel/memory-limit',
  summary: 'a container without a memory limit',
  check(each, { set, report }) {
    if (each.role !== 'ephemeral' && limitOf(each, 'memory', set) === undefined) {
      report({
        path: each.at('resources', 'limits'),
        message: `container '${each.label}' has no memory limit; a leak takes its neighbours on the node with it`,
        fix: 'add resources.limits.memory',
      });
    }
  },
});
