import { containerRule } from '../../rule/rule';
import { amountsOf, compareQuantities, isExclusive, limitOf } from './resource-amounts';

/** Finds amounts of resources that the API server refuses: below 0, or requested beyond the limit. */
export const requestsOverLimits = containerRule({
  id: 'api/requests-over-limits',
  summary: 'a container that requests more of a resource than its limit, or less than 0',
  fields: ['resources'],
  check(container, { report }) {
    for (const { list, name, text, value } of amountsOf(container)) {
      const limit = limitOf(container, name);
      if (value < 0) {
        const path = container.at('resources', list, name);
        report({ path, message: `'${name}' must be 0 or more, got ${text}`, fix: 'give what the container needs' });
      } else if (
        list === 'requests' &&
        limit !== undefined &&
        !isExclusive(name) &&
        compareQuantities(text, limit) > 0
      ) {
        report({
          path: container.at('resources', list, name),
          message: `the ${name} request must be at most the limit of ${limit}, got ${text}`,
          fix: `lower the request, or raise the limit to ${text}`,
        });
      }
    }
  },
});
