import { qualifiedNameProblem } from '../../formats/qualified-name';
import type { Path } from '../../formats/path';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { TopologySpreadConstraint } from '../../schema/wire-types';

/** Finds spread constraints that the API server refuses; their label selectors are api/label-syntax's. */
export const topologySpread = podRule({
  id: 'api/topology-spread',
  summary: 'a topology spread constraint that stands twice, or whose numbers or keys the API server refuses',
  fields: ['topologySpreadConstraints'],
  check(pod, { report }) {
    const seen = new Set<string>();
    for (const [index, each] of (pod.spec.topologySpreadConstraints ?? []).entries()) {
      const { topologyKey = '', whenUnsatisfiable = '' } = each;
      const path = pod.at('topologySpreadConstraints', index);
      for (const [steps, message, fix] of problems(each)) {
        report({ path: [...path, ...steps], message, fix });
      }
      const pair = `${topologyKey}, ${whenUnsatisfiable}`;
      if (topologyKey !== '' && seen.has(pair)) {
        const message = `there is a constraint on ${pair} already`;
        report({ path, message, fix: 'remove one of the two, or give it another topologyKey' });
      }
      seen.add(pair);
    }
  },
});

type Problem = readonly [path: Path, message: string, fix: string];

function* problems(constraint: TopologySpreadConstraint): Iterable<Problem> {
  const { maxSkew, minDomains, topologyKey, whenUnsatisfiable, matchLabelKeys = [], labelSelector } = constraint;
  if (maxSkew !== undefined && maxSkew < 1) {
    yield [['maxSkew'], `maxSkew must be 1 or more, got ${maxSkew}`, 'give 1 for the evenest spread'];
  }
  if (topologyKey === '') {
    yield [
      ['topologyKey'],
      'the topology key must not be empty',
      `write a label of nodes, as 'kubernetes.io/hostname'`,
    ];
  }
  if (whenUnsatisfiable === '') {
    const fix = 'write DoNotSchedule or ScheduleAnyway';
    yield [['whenUnsatisfiable'], 'whenUnsatisfiable must not be empty', fix];
  }
  if (minDomains !== undefined && minDomains < 1) {
    yield [['minDomains'], `minDomains must be 1 or more, got ${minDomains}`, 'give the least number of domains'];
  } else if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
    const message = `minDomains needs whenUnsatisfiable: DoNotSchedule, got ${describe(whenUnsatisfiable ?? '')}`;
    yield [['minDomains'], message, `remove 'minDomains', or write whenUnsatisfiable: DoNotSchedule`];
  }
  for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
    if (constraint[field] === '') {
      yield [[field], `${field} must not be empty`, `write Honor or Ignore, or remove it`];
    }
  }
  if (matchLabelKeys.length > 0 && labelSelector === undefined) {
    const fix = `add a labelSelector, or remove 'matchLabelKeys'`;
    yield [['matchLabelKeys'], 'matchLabelKeys needs a labelSelector, got none', fix];
  }
  const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
  const selected = new Set([...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)]);
  for (const [index, key] of matchLabelKeys.entries()) {
    const problem = qualifiedNameProblem(key);
    if (problem !== undefined) {
      const fix = `write the key of a label of the pods, as 'pod-template-hash'`;
      yield [['matchLabelKeys', index], `the key of a label ${problem}; got ${describe(key)}`, fix];
    } else if (selected.has(key)) {
      yield [['matchLabelKeys', index], `the label '${key}' stands in labelSelector too`, 'name it in one of the two'];
    }
  }
}
