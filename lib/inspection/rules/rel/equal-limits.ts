import { containerRule } from '../../rule/rule';
import { parseQuantity } from '../../schema/quantity';

/** Finds containers that may use more than the scheduler keeps for them. */
export const equalLimits = containerRule({
  id: 'rel/equal-limits',
  summary: 'a container whose request differs from its limit',
  fields: ['resources'],
  check({ container: { resources: { requests = {}, limits = {} } = {} }, label, at }, { report }) {
    for (const name of ['cpu', 'memory', 'ephemeral-storage'] as const) {
      const request = requests[name];
      const limit = limits[name];
      if (request !== undefined && limit !== undefined && parseQuantity(request) !== parseQuantity(limit)) {
        report({
          path: at('resources', 'requests', name),
          message: `container '${label}' requests ${request} ${name} and is limited to ${limit}`,
          fix: `write ${limit}`,
        });
      }
    }
  },
});
