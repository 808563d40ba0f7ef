import type { Path } from '../../formats/path';
import { parseQuantity } from '../../schema/quantity';
import type { MetricTargetV2 } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** What the API server refuses in the target of a metric, which may be one of those that its type allows. */
export function* metricTargetProblems(
  path: Path,
  target: MetricTargetV2,
  allowed: readonly (keyof MetricTargetV2)[],
  type: string,
): Iterable<Problem> {
  const given = allowed.filter((key) => target[key] !== undefined);
  if (target.type === '') {
    yield [[...path, 'type'], 'the type of a target must not be empty', 'write Utilization, Value or AverageValue'];
  }
  if (given.length === 0) {
    yield [path, `the target needs ${allowed.join(' or ')}, got none`, `add ${allowed[0]}`];
  } else if (given.length > 1 && type !== 'Object') {
    yield [[...path, given[1] ?? ''], `the target may have one of ${allowed.join(' and ')}, got both`, 'remove one'];
  }
  for (const key of ['value', 'averageValue', 'averageUtilization'] as const) {
    const number = target[key] === undefined ? undefined : parseQuantity(target[key]);
    if (number !== undefined && number <= 0) {
      yield [[...path, key], `${key} must be more than 0, got ${target[key]}`, 'give the value to hold'];
    }
  }
}
