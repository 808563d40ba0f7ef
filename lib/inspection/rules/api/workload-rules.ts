import type { Rule } from '../../rule/rule';
import { podFailurePolicy } from './pod-failure-policy';
import { statefulsetPodTemplate } from './statefulset-pod-template';
import { intOrPercent } from './int-or-percent';
import { jobSelector } from './job-selector';
import { jobIndexed } from './job-indexed';
import { cronjobTimezone } from './cronjob-timezone';
import { cronjobSchedule } from './cronjob-schedule';
import { progressDeadline } from './progress-deadline';
import { strategyConflict } from './strategy-conflict';
import { rolloutBothZero } from './rollout-both-zero';
import { restartPolicy } from './restart-policy';
import { emptySelector } from './empty-selector';
import { selectorTemplateMismatch } from './selector-template-mismatch';

/** Rules on how workloads are rolled out, selected and scheduled. */
export const workloadRules: readonly Rule[] = [
  selectorTemplateMismatch,
  emptySelector,
  restartPolicy,
  rolloutBothZero,
  strategyConflict,
  progressDeadline,
  cronjobSchedule,
  cronjobTimezone,
  jobIndexed,
  jobSelector,
  intOrPercent,
  podFailurePolicy,
  statefulsetPodTemplate,
];
