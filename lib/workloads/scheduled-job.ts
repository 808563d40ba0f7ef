import type { Cron, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { flag, integer, oneOf, seconds, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import type { EnvValue } from '../parts/configuration/env-value';
import { checkJob, jobOptions, restartPolicyOf, toJobSpec, type JobOptions } from '../parts/scheduling/job-options';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { schedule, timeZone, toSchedule } from '../parts/scheduling/schedule';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import { isIdentified, metadataOfIdentified } from '../pod/identification';
import { checkPod, containerNames, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import { checkOverrides, override, type CronJobOverride, type NetworkPolicyOverride } from './overrides';
import type { IWorkload } from './workload';

/** What happens when a run is due while one before it still runs. */
export enum ConcurrencyPolicy {
  /** Both run. */
  ALLOW = 'Allow',
  /** The new one is left out. */
  FORBID = 'Forbid',
  /** The old one is ended. */
  REPLACE = 'Replace',
}

/** What is merged into the objects of a ScheduledJob at the very end. */
export interface ScheduledJobOverride {
  /** Into the CronJob. @default - nothing */
  readonly cronJob?: CronJobOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
}

const scheduledJobOverride: Shape<ScheduledJobOverride> = { cronJob: override, networkPolicy: override };

/** What a ScheduledJob can say. */
export interface ScheduledJobProps extends WorkloadProps, JobOptions {
  /**
   * When it runs: minute, hour, day of month, month and day of week, or a macro such as `@daily`; or a cdk8s Cron.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string | Cron;
  /** Time zone of the schedule, by its name in the IANA database, such as `Europe/Madrid`. @default - that of the cluster's controller manager */
  readonly timeZone?: string;
  /** What happens when a run is due while one before it still runs. @default - Kubernetes': both run */
  readonly concurrencyPolicy?: ConcurrencyPolicy;
  /** How late a run may still start, at least 10 s: the controller looks every 10 s. @default - any time, and none after 100 missed runs */
  readonly startingDeadline?: Duration;
  /** Runs that succeeded and are kept, from 0. @default - Kubernetes': 3 */
  readonly successfulJobsHistoryLimit?: number;
  /** Runs that failed and are kept, from 0. @default - Kubernetes': 1 */
  readonly failedJobsHistoryLimit?: number;
  /** Whether no more runs are started. @default - not said: they are */
  readonly suspend?: boolean;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: ScheduledJobOverride;
}

const scheduledJobProps: Shape<ScheduledJobProps> = {
  ...workloadProps,
  ...jobOptions,
  schedule: required(schedule),
  timeZone,
  concurrencyPolicy: oneOf(Object.values(ConcurrencyPolicy)),
  startingDeadline: seconds(10),
  successfulJobsHistoryLimit: integer(0),
  failedJobsHistoryLimit: integer(0),
  suspend: flag,
  networkPolicy: struct(() => networkAccess),
  override: struct(() => scheduledJobOverride),
};

/** A run's name is that of the CronJob, a hyphen and ten digits, and has at most 63 characters. */
const maximumName = 52;

/**
 * Work that runs to its end again and again: a CronJob and, on request, NetworkPolicy and ConfigMaps.
 *
 * In the plain profile its pods carry the labels of `identity` only where that is given.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class ScheduledJob extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The CronJob. */
  readonly cronJob: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    checkProps(this, props, scheduledJobProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;

    if (props.networkPolicy !== undefined) {
      const override = props.override?.networkPolicy;
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, portsOf(props).all, override);
      this.networkPolicy = this.access.object;
    }
    const identified = isIdentified(context, props, props.networkPolicy !== undefined);
    this.pods = new PodTemplate(context, props, {
      identified,
      replaced: false,
      fields: { restartPolicy: restartPolicyOf(props) },
    });
    const plain = SecurityProfiles.of(this) === SecurityProfile.PLAIN;
    const { concurrencyPolicy, startingDeadline, successfulJobsHistoryLimit, failedJobsHistoryLimit, suspend } = props;
    this.cronJob = defineObject(
      this,
      'cron-job',
      'CronJob',
      metadataOfIdentified(context, identified, props.annotations),
      () => ({
        spec: {
          schedule: toSchedule(props.schedule),
          ...(props.timeZone === undefined ? {} : { timeZone: props.timeZone }),
          ...(concurrencyPolicy === undefined ? {} : { concurrencyPolicy }),
          ...(startingDeadline === undefined ? {} : { startingDeadlineSeconds: startingDeadline.toSeconds() }),
          ...(successfulJobsHistoryLimit === undefined ? {} : { successfulJobsHistoryLimit }),
          ...(failedJobsHistoryLimit === undefined ? {} : { failedJobsHistoryLimit }),
          ...(suspend === undefined ? {} : { suspend }),
          jobTemplate: {
            // The runs are objects too, and are found by the same labels.
            ...(plain ? {} : { metadata: { labels: { ...context.identity.labels, ...context.labels } } }),
            spec: { ...toJobSpec(props), template: this.pods.toTemplate() },
          },
        },
      }),
      props.override?.cronJob,
    );
  }

  /** Adds an environment variable to the main container. @throws DrydockError when it is there with another value */
  addEnv(name: string, value: string | EnvValue): void {
    this.pods.addEnv(name, value);
  }

  /** Lets a peer connect to it, where `networkPolicy` restricts who may. @throws DrydockError when the access is not sound */
  allowFrom(access: IngressAccess): void {
    allowFrom(this, this.access, access);
  }

  /** Lets it connect to a peer, where `networkPolicy` restricts where it may. @throws DrydockError when the access is not sound */
  allowTo(access: EgressAccess): void {
    allowTo(this, this.access, access);
  }
}

function checkTogether(props: ScheduledJobProps, at: Problems): void {
  if (props.name.length > maximumName) {
    at.at('name').add(
      `must have at most ${maximumName} characters, so that the name of a run has room, got "${props.name}" (${props.name.length})`,
      'shorten it',
    );
  }
  checkPod(props, props.name, at);
  checkJob(props, props.name, containerNames(props, props.name), at);
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { networkPolicy: props.networkPolicy !== undefined },
    at.at('override'),
  );
}
