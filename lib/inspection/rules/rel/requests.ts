import { containerRule } from '../../rule/rule';
import { requestOf } from './container-resources';

/** Finds containers for which the scheduler keeps no cpu or memory. */
export const requests = containerRule({
  id: 'rel/requests',
  summary: 'a container without a request for cpu or memory',
  check(each, { set, report }) {
    const missing = (['cpu', 'memory'] as const).filter((name) => requestOf(each, name, set) === undefined);
    if (each.role !== 'ephemeral' && missing.length > 0) {
      report({
        path: each.at('resources', 'requests'),
        message: `container '${each.label}' requests no ${missing.join(' and no ')}; it may land on a node that has none left`,
        fix: `add ${missing.map((name) => `resources.requests.${name}`).join(' and ')}: what it needs under load`,
      });
    }
  },
});
