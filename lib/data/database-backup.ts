import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Duration } from '../core/cdk8s';
import { dnsSubdomain, quantity, seconds, struct } from '../core/fields';
import { Identity } from '../core/identity';
import { defineObject } from '../core/manifest';
import { required, type Field, type Shape } from '../core/shape';
import { toClaim } from '../parts/storage/claim-template';
import type { EnvValue } from '../parts/configuration/env-value';
import { NetworkPeer } from '../parts/routing/network-peer';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import { RestartPolicy } from '../parts/scheduling/restart-policy';
import { schedule, timeZone } from '../parts/scheduling/schedule';
import { Volume } from '../parts/storage/volume';
import type { PodSettings } from '../pod/pod-options';
import { metadataOf } from '../pod/workload-context';
import type { WorkloadNaming } from '../pod/workload-props';
import { ConcurrencyPolicy, ScheduledJob } from '../workloads/scheduled-job';
import type { StatefulService } from '../workloads/stateful-service';

/** When and where all of a database is saved, and for how long. */
export interface BackupOptions {
  /** When: minute, hour, day of month, month and day of week, or a macro such as `@daily`. */
  readonly schedule: string;
  /** Time zone of the schedule. @default - that of the cluster's controller manager */
  readonly timeZone?: string;
  /** Size of the volume that the backups go to: `"20Gi"` or `Size.gibibytes(20)`. */
  readonly size: string | Size;
  /** Class of the storage, best another than that of the database. @default - not said: the cluster's default class */
  readonly storageClassName?: string;
  /** How long a backup is kept, in whole days, at least 1. @default Duration.days(7) */
  readonly keep?: Duration;
  /** What a run asks for and what it may use. @default - requests of 100m CPU and 128Mi memory, a limit of 512Mi memory */
  readonly resources?: Resources;
}

const backupOptions: Shape<BackupOptions> = {
  schedule: required(schedule),
  timeZone,
  size: required(quantity),
  storageClassName: dnsSubdomain,
  keep: seconds(86400),
  resources: struct(() => resources),
};

/** @internal */
export const backup: Field<false> = struct(() => backupOptions);

/** How a database is saved: by a command that writes to the file `$target`. @internal */
export interface BackupMethod {
  readonly image: string;
  readonly command: string;
  readonly extension: string;
  readonly env: { readonly [name: string]: string | EnvValue };
  readonly port: number;
}

/** Where the backups are in the container. */
const folder = '/backup';

/** A run that is missed starts when the cluster is back within this time; after it, the next one is near enough. */
const startingDeadline = Duration.hours(1);

/**
 * Defines the claim for the backups and the CronJob that writes them; the network policy of the database lets it through.
 *
 * @internal
 */
export function defineBackup(
  owner: Construct,
  database: StatefulService,
  props: WorkloadNaming & PodSettings,
  options: BackupOptions,
  method: BackupMethod,
): ScheduledJob {
  const name = `${props.name}-backup`;
  // The labels of the database would have its Service lead to the pods of the backup.
  const identity = Identity.of({ name });
  const context = {
    owner,
    name,
    identity,
    ...(database.namespace === undefined ? {} : { namespace: database.namespace }),
    ...(props.labels === undefined ? {} : { labels: props.labels }),
  };
  defineObject(owner, 'backup-claim', 'PersistentVolumeClaim', metadataOf(context), () => ({
    spec: toClaim({ ...options, name, mountPath: folder }).spec,
  }));
  const job = new ScheduledJob(owner, 'backup', {
    name,
    identity,
    ...(context.namespace === undefined ? {} : { namespace: context.namespace }),
    ...(props.labels === undefined ? {} : { labels: props.labels }),
    ...(props.securityProfile === undefined ? {} : { securityProfile: props.securityProfile }),
    schedule: options.schedule,
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    concurrencyPolicy: ConcurrencyPolicy.FORBID,
    startingDeadline,
    restartPolicy: RestartPolicy.NEVER,
    backoffLimit: 2,
    image: method.image,
    command: ['bash', '-euo', 'pipefail', '-c', script(props.name, options, method)],
    env: method.env,
    resources: options.resources ?? addedContainerResources.backup,
    podSecurityContext: { fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' },
    volumeMounts: [{ mountPath: folder, volume: Volume.claim('backup', name) }],
    ...(props.imagePullSecrets === undefined ? {} : { imagePullSecrets: props.imagePullSecrets }),
    // Nobody has to connect to it, and it only to the database: so it also runs where a namespace denies all else.
    networkPolicy: {
      ingress: [],
      egress: [{ to: NetworkPeer.workload(database.identity), ports: [{ port: method.port }] }],
    },
  });
  database.allowFrom({ from: NetworkPeer.workload(identity), ports: [{ port: method.port }] });
  return job;
}

/** A backup has its name only when it is whole; those of former runs that were not are taken away with the old ones. */
function script(name: string, options: BackupOptions, method: BackupMethod): string {
  const days = Math.floor((options.keep ?? Duration.days(7)).toDays({ integral: false }));
  return [
    'umask 077',
    `target="${folder}/${name}-$(date -u +%Y%m%dT%H%M%SZ).${method.extension}"`,
    `${method.command} > "$target.part"`,
    'mv "$target.part" "$target"',
    `find ${folder} -name '${name}-*.${method.extension}*' -mtime +${days - 1} -delete`,
    '',
  ].join('\n');
}
