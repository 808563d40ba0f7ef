import type { Duration } from 'cdk8s';
import type { ApplicationSpecSyncPolicy } from '../../imports/argoproj.io';
import { flag, integer, seconds, struct } from '../core/fields';
import { required, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { toGoDuration } from '../parts/containers/go-duration';

/** Syncing without being asked. */
export interface ArgoCdAutomatedSync {
  /** Whether objects that are not in Git any more are deleted. @default - Argo CD's: they stay */
  readonly prune?: boolean;
  /** Whether what was changed in the cluster alone is changed back. @default - Argo CD's: it stays */
  readonly selfHeal?: boolean;
  /** Whether all objects may be pruned at once, so that a source that is empty by mistake deletes everything. @default - Argo CD's: they may not */
  readonly allowEmpty?: boolean;
}

/** Trying again after a sync that failed. */
export interface ArgoCdRetry {
  /** How often; -1 is without end. */
  readonly limit: number;
  /** How long before the first one, in whole seconds. @default - Argo CD's: 5 s */
  readonly duration?: Duration;
  /** By what each wait is longer than the one before. @default - Argo CD's: 2 */
  readonly factor?: number;
  /** How long at most, in whole seconds. @default - Argo CD's: 3 min */
  readonly maxDuration?: Duration;
}

/**
 * How Argo CD brings a cluster to what Git says.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export interface ArgoCdSyncPolicy {
  /** Syncing without being asked. @default - a person starts each sync */
  readonly automated?: ArgoCdAutomatedSync;
  /** Whether the destination's namespace is created where there is none. @default - not said: it is not */
  readonly createNamespace?: boolean;
  /** Whether the API server merges what is applied, as large objects need. @default - not said: Argo CD does */
  readonly serverSideApply?: boolean;
  /** Whether objects that are gone are deleted after all others are synced and healthy. @default - not said: with the others */
  readonly pruneLast?: boolean;
  /** Whether only objects that differ are applied. @default - not said: all are */
  readonly applyOutOfSyncOnly?: boolean;
  /** Whether an object that another Application has fails the sync. @default - not said: it does not */
  readonly failOnSharedResource?: boolean;
  /** Trying again after a sync that failed. @default - Argo CD's: 5 times where it syncs without being asked */
  readonly retry?: ArgoCdRetry;
}

const automatedSync: Shape<ArgoCdAutomatedSync> = { prune: flag, selfHeal: flag, allowEmpty: flag };

const retry: Shape<ArgoCdRetry> = {
  limit: required(integer(-1)),
  duration: seconds(1),
  factor: integer(1),
  maxDuration: seconds(1),
};

/** @internal */
export const argoCdSyncPolicy: Shape<ArgoCdSyncPolicy> = {
  automated: struct(() => automatedSync),
  createNamespace: flag,
  serverSideApply: flag,
  pruneLast: flag,
  applyOutOfSyncOnly: flag,
  failOnSharedResource: flag,
  retry: struct(() => retry),
};

/** @internal */
export function argoCdSyncPolicyToWire(policy: ArgoCdSyncPolicy): Wire<ApplicationSpecSyncPolicy> {
  const { automated, retry, ...flags } = policy;
  const syncOptions = [
    option('CreateNamespace', flags.createNamespace),
    option('ServerSideApply', flags.serverSideApply),
    option('PruneLast', flags.pruneLast),
    option('ApplyOutOfSyncOnly', flags.applyOutOfSyncOnly),
    option('FailOnSharedResource', flags.failOnSharedResource),
  ].flat();
  return {
    automated,
    ...(syncOptions.length === 0 ? {} : { syncOptions }),
    ...(retry === undefined ? {} : { retry: retryToWire(retry) }),
  };
}

function option(name: string, value: boolean | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}=${String(value)}`];
}

function retryToWire({ limit, duration, factor, maxDuration }: ArgoCdRetry): Wire<ApplicationSpecSyncPolicy>['retry'] {
  const backoff = {
    duration: duration && toGoDuration(duration),
    factor,
    maxDuration: maxDuration && toGoDuration(maxDuration),
  };
  return { limit, ...(Object.values(backoff).every((value) => value === undefined) ? {} : { backoff }) };
}
