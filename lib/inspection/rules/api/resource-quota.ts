import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { ResourceQuota, ResourceQuotaSpec } from '../../schema/wire-types';
import type { Problem } from './node-selector';
import { countable, quotaScopeProblems } from './quota-scopes';

/** Finds quotas that the API server refuses. */
export const resourceQuota = objectRule<ResourceQuota>({
  id: 'api/resource-quota',
  summary: 'a quota of something that cannot be counted, of less than 0, or with a scope that is none',
  kinds: ['ResourceQuota'],
  check({ manifest: { spec = {} } }, { report }) {
    for (const [path, message, fix] of [...ofAmounts(spec), ...quotaScopeProblems(spec)]) {
      report({ path: ['spec', ...path], message, fix });
    }
  },
});

function* ofAmounts({ hard = {} }: ResourceQuotaSpec): Iterable<Problem> {
  for (const [name, amount] of Object.entries(hard)) {
    const isHuge = /^(requests\.)?hugepages-/.test(name);
    if (qualifiedNameProblem(name) !== undefined || (!name.includes('/') && !isHuge && !countable.includes(name))) {
      const near = name === 'storage' ? 'requests.storage' : nearest(name, countable);
      const message = `a quota cannot count ${describe(name)}`;
      const fix = `write ${near ?? `'count/<resource>.<group>' for objects, as 'count/jobs.batch'`}`;
      yield [['hard', name], message, fix];
    } else if ((parseQuantity(amount) ?? 0) < 0) {
      yield [['hard', name], `the quota of '${name}' must be 0 or more, got ${amount}`, 'raise it'];
    } else if (isCount(name) && !Number.isInteger(parseQuantity(amount) ?? 0)) {
      yield [['hard', name], `the quota of '${name}' must be a whole number, got ${amount}`, 'round it'];
    }
  }
}

/** Whether a quota of that name counts objects. */
function isCount(name: string): boolean {
  return countable.includes(name) && !/^(requests|limits)\.|^(cpu|memory|ephemeral-storage)$/.test(name);
}
