import { containerRule } from '../../rule/rule';
import { limitOf, requestOf } from './container-resources';

/** Finds containers that may fill the disk of their node. */
export const ephemeralStorage = containerRule({
  id: 'rel/ephemeral-storage',
  summary: 'a container without a request or a limit for ephemeral storage',
  check(each, { set, report }) {
    const missing = [
      ...(requestOf(each, 'ephemeral-storage', set) === undefined ? ['requests'] : []),
      ...(limitOf(each, 'ephemeral-storage', set) === undefined ? ['limits'] : []),
    ];
    if (each.role !== 'ephemeral' && missing.length > 0) {
      report({
        path: each.at('resources'),
        message: `container '${each.label}' may fill the disk of its node with logs and files`,
        fix: `add ${missing.map((list) => `resources.${list}.ephemeral-storage`).join(' and ')}`,
      });
    }
  },
});
