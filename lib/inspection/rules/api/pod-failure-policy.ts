import type { Path } from '../../formats/path';
import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { PodFailurePolicyRule } from '../../schema/wire-types';
import { exitCodeProblems } from './exit-codes';
import { jobOf } from './job-places';

type Problem = readonly [path: Path, message: string, fix: string];
const most = { rules: 20, conditions: 20 };

/** Finds policies for failed pods that the API server refuses. */
export const podFailurePolicy = objectRule({
  id: 'api/pod-failure-policy',
  summary: 'a podFailurePolicy with a rule that says nothing, or what the API server refuses',
  kinds: ['Job.batch', 'CronJob.batch'],
  check(object, { report }) {
    const [base, spec] = jobOf(object) ?? [[], {}];
    const rules = spec.podFailurePolicy?.rules ?? [];
    const { containers = [], initContainers = [] } = object.pod?.spec ?? {};
    const names = [...containers, ...initContainers].map(({ name = '' }) => name);
    const at = [...base, 'podFailurePolicy', 'rules'];
    if (rules.length > most.rules) {
      report({ path: at, message: `at most ${most.rules} rules are allowed, got ${rules.length}`, fix: 'merge some' });
    }
    for (const [index, rule] of rules.entries()) {
      for (const [path, message, fix] of [
        ...ofRule(rule, object.kind === 'Job'),
        ...exitCodeProblems(rule.onExitCodes, names),
      ]) {
        report({ path: [...at, index, ...path], message, fix });
      }
    }
  },
});

function* ofRule(
  { action, onExitCodes, onPodConditions = [] }: PodFailurePolicyRule,
  isJob: boolean,
): Iterable<Problem> {
  if (action === '') {
    yield [['action'], 'the action must not be empty', 'write Count, FailJob or Ignore'];
  }
  if ((onExitCodes !== undefined) === onPodConditions.length > 0) {
    const got = onExitCodes === undefined ? 'none' : 'both';
    yield [[], `a rule takes onExitCodes or onPodConditions, got ${got}`, 'give one of the two'];
  }
  if (onPodConditions.length > most.conditions) {
    const message = `at most ${most.conditions} conditions are allowed, got ${onPodConditions.length}`;
    yield [['onPodConditions'], message, 'remove some'];
  }
  for (const [index, { type = '', status = '' }] of onPodConditions.entries()) {
    const problem = qualifiedNameProblem(type);
    if (problem !== undefined) {
      const message = `the type of a condition ${problem}; got ${describe(type)}`;
      yield [['onPodConditions', index, 'type'], message, 'write it as DisruptionTarget'];
    }
    if (!['True', 'False', 'Unknown', isJob ? '' : 'True'].includes(status)) {
      const message = `the status must be True, False or Unknown, got ${status === '' ? 'none' : describe(status)}`;
      yield [['onPodConditions', index, 'status'], message, `write 'True', in quotes`];
    }
  }
}
