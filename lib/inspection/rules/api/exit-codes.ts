import type { Path } from '../../formats/path';
import { describe } from '../../schema/validator';
import type { PodFailurePolicyOnExitCodesRequirement } from '../../schema/wire-types';

type Problem = readonly [path: Path, message: string, fix: string];

const mostCodes = 255;

/** What is wrong with the exit codes of a rule of a podFailurePolicy. */
export function* exitCodeProblems(
  codes: PodFailurePolicyOnExitCodesRequirement | undefined,
  names: readonly string[],
): Iterable<Problem> {
  const { containerName, operator, values = [] } = codes ?? {};
  const fail = (key: string | number, message: string, fix: string): Problem => [['onExitCodes', key], message, fix];
  if (operator === '') {
    yield fail('operator', 'the operator must not be empty', 'write In or NotIn');
  }
  if (containerName !== undefined && !names.includes(containerName)) {
    const message = `the pod has no container ${describe(containerName)}; it has ${names.join(', ') || 'none'}`;
    yield fail('containerName', message, 'name one of them, or remove it');
  }
  const isOrdered = values.every((value, index) => index === 0 || (values[index - 1] ?? 0) < value);
  if (codes !== undefined && (values.length > mostCodes || (values.length === 0 && codes.values !== undefined))) {
    yield fail('values', `1 to ${mostCodes} exit codes are allowed, got ${values.length}`, 'list those that matter');
  } else if (!isOrdered) {
    yield fail('values', `exit codes must rise, none twice, got ${values.join(', ')}`, 'sort them');
  }
  if (operator === 'In' && values.includes(0)) {
    yield fail('values', '0 is no failure and may not stand beside the operator In', 'remove it');
  }
}
