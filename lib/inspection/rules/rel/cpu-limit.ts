import { containerRule } from '../../rule/rule';
import { limitOf } from './container-resources';

/** Finds containers that may use all cpu of their node. */
export const cpuLimit = containerRule({
  id: 'rel/cpu-limit',
  summary: 'a container without a cpu limit',
  check(each, { set, report }) {
    if (each.role !== 'ephemeral' && limitOf(each, 'cpu', set) === undefined) {
      report({
        path: each.at('resources', 'limits'),
        message: `container '${each.label}' has no cpu limit`,
        fix: 'add resources.limits.cpu',
      });
    }
  },
});
