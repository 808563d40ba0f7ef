import { objectRule } from '../../rule/rule';
import type { LimitRange, LimitRangeItem, Quantity } from '../../schema/wire-types';
import type { Problem } from './node-selector';
import { compareQuantities } from './resource-amounts';

/** The amounts of a limit, from the least to the greatest, as each may be no more than those behind it. */
const ascending = ['min', 'defaultRequest', 'default', 'max'] as const;

/** Finds limits of a namespace that contradict each other. */
export const limitRange = objectRule<LimitRange>({
  id: 'api/limit-range',
  summary: 'a LimitRange whose least, default and greatest amounts contradict each other, or a type',
  kinds: ['LimitRange'],
  check({ manifest: { spec = {} } }, { report }) {
    const types = new Set<string>();
    for (const [index, limit] of (spec.limits ?? []).entries()) {
      const { type = '' } = limit;
      const path = ['spec', 'limits', index];
      if (type !== '' && types.has(type)) {
        const message = `there is a limit of type ${type} already`;
        report({ path: [...path, 'type'], message, fix: 'put all its amounts into one' });
      }
      types.add(type);
      for (const [steps, message, fix] of [...ofType(limit), ...ofAmounts(limit)]) {
        report({ path: [...path, ...steps], message, fix });
      }
    }
  },
});

function* ofType({ type, min = {}, max = {}, ...limit }: LimitRangeItem): Iterable<Problem> {
  for (const field of type === 'Pod' ? (['default', 'defaultRequest'] as const) : []) {
    if (Object.keys(limit[field] ?? {}).length > 0) {
      yield [[field], `a limit of type Pod has no '${field}'`, 'move it to a limit of type Container'];
    }
  }
  if (type === 'PersistentVolumeClaim' && !Object.hasOwn(min, 'storage') && !Object.hasOwn(max, 'storage')) {
    yield [[], `a limit of type PersistentVolumeClaim needs min.storage or max.storage, got neither`, 'add one'];
  }
}

function* ofAmounts(limit: LimitRangeItem): Iterable<Problem> {
  for (const [index, higher] of ascending.entries()) {
    for (const lower of ascending.slice(0, index)) {
      const least: Readonly<Record<string, Quantity>> = limit[lower] ?? {};
      for (const [name, amount] of Object.entries(limit[higher] ?? {})) {
        const other = Object.hasOwn(least, name) ? least[name] : undefined;
        if (other !== undefined && compareQuantities(other, amount) > 0) {
          const message = `the '${lower}' of ${name} must be at most its '${higher}', ${amount}; got ${other}`;
          yield [[lower, name], message, `lower it, or raise '${higher}'`];
        }
      }
    }
  }
  for (const [name, ratio] of Object.entries(limit.maxLimitRequestRatio ?? {})) {
    if (compareQuantities(ratio, 1) < 0) {
      yield [['maxLimitRequestRatio', name], `the ratio must be 1 or more, got ${ratio}`, 'raise it'];
    }
  }
}
