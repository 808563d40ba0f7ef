import type { GroupKind } from '../../model/manifest-object';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { IntOrString } from '../../schema/wire-types';
import { valuesAt } from '../../model/values-at';
import { isShare, numberOf } from './share';

/** What each kind counts, by path; a `%` at the end: a share too, a `!` behind it: of at most 100%. */
const places: readonly (readonly [kinds: readonly GroupKind[], base: string, fields: string])[] = [
  [['Deployment.apps'], 'spec.strategy.rollingUpdate.', 'maxSurge% maxUnavailable%!'],
  [['Deployment.apps'], 'spec.', 'replicas minReadySeconds revisionHistoryLimit'],
  [['DaemonSet.apps'], 'spec.updateStrategy.rollingUpdate.', 'maxSurge%! maxUnavailable%!'],
  [['DaemonSet.apps'], 'spec.', 'minReadySeconds revisionHistoryLimit'],
  [['StatefulSet.apps'], 'spec.', 'replicas minReadySeconds ordinals.start updateStrategy.rollingUpdate.partition'],
  [['ReplicaSet.apps', 'ReplicationController'], 'spec.', 'replicas minReadySeconds'],
  [['PodDisruptionBudget.policy'], 'spec.', 'minAvailable%! maxUnavailable%!'],
  [['CronJob.batch'], 'spec.', 'startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit'],
  ...[['Job.batch', 'spec.'] as const, ['CronJob.batch', 'spec.jobTemplate.spec.'] as const].map(
    ([kind, base]) =>
      [
        [kind],
        base,
        'parallelism completions activeDeadlineSeconds backoffLimit backoffLimitPerIndex maxFailedIndexes ttlSecondsAfterFinished',
      ] as const,
  ),
];

interface Count {
  readonly path: string;
  readonly isShare: boolean;
  readonly isPart: boolean;
}

const counts = new Map<GroupKind, Count[]>();
for (const [kinds, base, fields] of places) {
  for (const kind of kinds) {
    const some = fields.split(' ').map((field) => ({
      path: base + field.replace(/%?!?$/, ''),
      isShare: field.includes('%'),
      isPart: field.endsWith('!'),
    }));
    counts.set(kind, [...(counts.get(kind) ?? []), ...some]);
  }
}

/** Finds counts below zero, and shares that are no percentages. */
export const intOrPercent = objectRule({
  id: 'api/int-or-percent',
  summary: 'a count below 0, or a share that is neither a whole number nor a percentage up to 100%',
  kinds: [...counts.keys()],
  check({ groupKind, manifest }, { report }) {
    for (const count of counts.get(groupKind) ?? []) {
      for (const [path, value] of valuesAt(manifest, count.path) as readonly [string[], IntOrString][]) {
        const problem = problemOf(value, count);
        if (problem !== undefined) {
          const key = path[path.length - 1] ?? '';
          report({ path, message: `'${key}' ${problem}, got ${describe(value)}`, fix: fixOf(count) });
        }
      }
    }
  },
});

function problemOf(value: IntOrString, { isPart }: Count): string | undefined {
  if (!isShare(value)) {
    return `must be a whole number, or a percentage as '25%'`;
  }
  if (typeof value === 'number') {
    return value < 0 ? 'must be 0 or more' : undefined;
  }
  return isPart && (numberOf(value) ?? 0) > 100 ? 'must be at most 100%' : undefined;
}

function fixOf({ isShare: share }: Count): string {
  return share ? `give a number of pods, as 1, or a percentage, as '25%'` : 'give a whole number from 0';
}
