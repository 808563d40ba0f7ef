import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { instance, integer, listOf, oneOf, seconds } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { PodFailureRule } from './pod-failure-rule';
import { RestartPolicy } from './restart-policy';

/** How the pods of a Job are told apart. */
export enum CompletionMode {
  /** They are not: any pod that succeeds counts. */
  NON_INDEXED = 'NonIndexed',
  /** Each has a number from 0 (JOB_COMPLETION_INDEX in its environment), and each number must succeed once. */
  INDEXED = 'Indexed',
}

/** How a Job runs. */
export interface JobOptions {
  /** Pods that must succeed, from 1. @default - not said: 1, or with `parallelism` as many as finish when the first has succeeded */
  readonly completions?: number;
  /** Pods that run at a time, from 0, which pauses the Job. @default - Kubernetes': 1 */
  readonly parallelism?: number;
  /** How the pods are told apart; INDEXED needs `completions`. @default - Kubernetes': NON_INDEXED */
  readonly completionMode?: CompletionMode;
  /** Failures after which the Job has failed, from 0. @default - Kubernetes': 6 */
  readonly backoffLimit?: number;
  /** Time after which the Job has failed and its pods are ended, at least 1 s. @default - none */
  readonly activeDeadline?: Duration;
  /** Time after which a Job that is done is deleted, from 0. @default - it stays */
  readonly ttlAfterFinished?: Duration;
  /** What happens when a container fails: ON_FAILURE or NEVER, which leaves the pod and its log and starts another. @default RestartPolicy.NEVER - a Job must say one */
  readonly restartPolicy?: RestartPolicy;
  /** Failures that are treated in their own way, at most 20 rules; needs RestartPolicy.NEVER. @default - none: each counts */
  readonly podFailureRules?: readonly PodFailureRule[];
}

/** @internal */
export const jobOptions: Shape<JobOptions> = {
  completions: integer(1),
  parallelism: integer(0),
  completionMode: oneOf(Object.values(CompletionMode)),
  backoffLimit: integer(0),
  activeDeadline: seconds(1),
  ttlAfterFinished: seconds(0),
  restartPolicy: oneOf([RestartPolicy.ON_FAILURE, RestartPolicy.NEVER]),
  podFailureRules: listOf(instance(PodFailureRule, 'PodFailureRule.exitCodes(action, codes), …'), 1),
};

/** What the API server allows for a Job whose pods have numbers. */
const maximumIndexedParallelism = 100000;

/** The most rules that the API server takes. */
const maximumRules = 20;

/** The longest hostname, which for such a pod is the Job's name and the pod's number. */
const maximumHostname = 63;

/** Compares what the options of a Job say together. @internal */
export function checkJob(options: JobOptions, name: string, containers: readonly string[], at: Problems): void {
  const { completions, parallelism } = options;
  if (options.completionMode === CompletionMode.INDEXED) {
    if (completions === undefined) {
      at.at('completions').add(`is required with completionMode "${CompletionMode.INDEXED}"`, 'say how many pods');
    } else {
      const hostname = `${name}-${completions - 1}`;
      if (hostname.length > maximumHostname) {
        at.at('name').add(
          `must leave room for the number of the last pod: "${hostname}" has ${hostname.length} characters, at most ${maximumHostname} are allowed`,
          'shorten it',
        );
      }
    }
    if (parallelism !== undefined && parallelism > maximumIndexedParallelism) {
      at.at('parallelism').mustBe(
        `at most ${maximumIndexedParallelism} with completionMode "${CompletionMode.INDEXED}"`,
        parallelism,
      );
    }
  }
  if (options.podFailureRules === undefined) return;
  if (restartPolicyOf(options) !== RestartPolicy.NEVER) {
    at.at('restartPolicy').mustBe(`"${RestartPolicy.NEVER}" when 'podFailureRules' are given`, options.restartPolicy);
  }
  if (options.podFailureRules.length > maximumRules) {
    at.at('podFailureRules').mustBe(`at most ${maximumRules} rules`, options.podFailureRules.length);
  }
  options.podFailureRules.forEach((rule, i) => rule._checkContainers(containers, at.at('podFailureRules').at(i)));
}

/** A Job's restart policy, which must be said: the API would take "Always", and refuse it. @internal */
export function restartPolicyOf(options: JobOptions): RestartPolicy {
  return options.restartPolicy ?? RestartPolicy.NEVER;
}

/** A Job without its pods. @internal */
export function toJobSpec(options: JobOptions): Omit<Wire<k8s.JobSpec>, 'template'> {
  const { completions, parallelism, completionMode, backoffLimit, activeDeadline, ttlAfterFinished } = options;
  return {
    ...(completions === undefined ? {} : { completions }),
    ...(parallelism === undefined ? {} : { parallelism }),
    ...(completionMode === undefined ? {} : { completionMode }),
    ...(backoffLimit === undefined ? {} : { backoffLimit }),
    ...(activeDeadline === undefined ? {} : { activeDeadlineSeconds: activeDeadline.toSeconds() }),
    ...(ttlAfterFinished === undefined ? {} : { ttlSecondsAfterFinished: ttlAfterFinished.toSeconds() }),
    ...(options.podFailureRules === undefined
      ? {}
      : { podFailurePolicy: { rules: options.podFailureRules.map((rule) => rule._toWire()) } }),
  };
}
