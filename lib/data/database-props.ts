import type { Size } from 'cdk8s';
import {
  anyText,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  either,
  instance,
  mapOf,
  oneOf,
  quantity,
  struct,
  text,
} from '../core/fields';
import { fieldsOf, required, type Field, type Shape } from '../core/shape';
import {
  AccessMode,
  claimRetentionPolicy,
  type ClaimRetentionPolicy,
  type ClaimTemplate,
} from '../parts/storage/claim-template';
import { ConfigFiles, ConfigRollout } from '../parts/configuration/config-files';
import type { Disruption } from '../parts/scheduling/disruption';
import { EnvValue } from '../parts/configuration/env-value';
import type { Exposure } from '../parts/routing/exposure';
import { type HeadlessOptions } from '../parts/routing/exposure';
import { imageReference } from '../parts/images/image-reference';
import { networkAccess, type NetworkAccess } from '../parts/routing/network-peer';
import type { Probe } from '../parts/containers/probe';
import { resources, type Resources } from '../parts/scheduling/resources';
import type { StatefulRollout } from '../parts/release/rollout';
import type { Scrape } from '../parts/observability/scrape';
import { SecretKey } from '../parts/configuration/secret-key';
import { ImagePullPolicy } from '../pod/container-options';
import { podSettings, type PodSettings } from '../pod/pod-options';
import { backup, type BackupOptions } from './database-backup';
import { workloadNaming, type WorkloadNaming } from '../pod/workload-props';
import {
  statefulServiceProps,
  type StatefulServiceOverride,
  type StatefulServiceProps,
} from '../workloads/stateful-service';

/** A sidecar that tells Prometheus how a database is. */
export interface ExporterOptions {
  /** User of the database that the sidecar logs in as; it must exist. */
  readonly user: string;
  /** Where its password is. */
  readonly password: SecretKey;
  /** Image of the sidecar. @default - the official exporter, at the version that was current when this was released */
  readonly image?: string;
  /** What the sidecar asks for and what it may use. @default - requests of 10m CPU and 32Mi memory, a limit of 128Mi memory */
  readonly resources?: Resources;
}

/** What every database can say. */
export interface DatabaseProps extends WorkloadNaming, PodSettings {
  /** Size of the volume: `"4Gi"` or `Size.gibibytes(4)`. */
  readonly size: string | Size;
  /** Class of the storage. @default - not said: the cluster's default class */
  readonly storageClassName?: string;
  /** Name of the volume; the claim is called `<name>-<pod>`. @default 'data' */
  readonly claimName?: string;
  /** Who may mount the volume at a time. @default AccessMode.READ_WRITE_ONCE */
  readonly accessMode?: AccessMode;
  /** What becomes of the claims. @default - not said: they stay */
  readonly claimRetention?: ClaimRetentionPolicy;
  /**
   * Image: the official one, or one like it. It must be given, with the version that the data is for: a server of another
   * version may not read the volume, and no release of this package is to change which one runs.
   */
  readonly image: string;
  /** When a node fetches the image. @default - not said: always for the tag "latest", else when the node does not have it */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** Name of the server's container. @default - the name of the database's workload */
  readonly containerName?: string;
  /** What the server asks for and what it may use. @default - nothing is said */
  readonly resources?: Resources;
  /** Environment variables of the server beside those that the construct sets. @default - none */
  readonly env?: { readonly [name: string]: string | EnvValue };
  /** Configuration files of the server, by name. @default - none */
  readonly config?: { readonly [file: string]: string };
  /** Scripts that run once, on an empty volume, by name and in the order of the names. They must hold no password. @default - none */
  readonly initScripts?: { readonly [file: string]: string };
  /** How pods notice a change of `config`. @default ConfigRollout.CHECKSUM, and NONE in the plain profile */
  readonly configRollout?: ConfigRollout;
  /** Whether the server lives. @default - asked by the image's own means */
  readonly livenessProbe?: Probe;
  /** Whether the server is ready. @default - asked by the image's own means */
  readonly readinessProbe?: Probe;
  /** Whether the server has started. @default - asked by the image's own means, for five minutes */
  readonly startupProbe?: Probe;
  /** The headless Service. @default - the workload's name, also for pods that are not ready */
  readonly headless?: HeadlessOptions;
  /** A second Service, with an address of its own. @default - none */
  readonly clientService?: Exposure;
  /** How a new pod takes the place of the old one. @default - not said: at once, by Kubernetes */
  readonly rollout?: StatefulRollout;
  /** How many pods may be missing while nodes are drained. @default - not said: all */
  readonly disruption?: Disruption;
  /** Who may connect, beside those that are bound to it. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** How Prometheus finds it; its metrics are those of the exporter. @default - it is not scraped */
  readonly scrape?: Scrape;
  /** A sidecar that tells Prometheus how the database is. @default - none */
  readonly exporter?: ExporterOptions;
  /** When all of it is saved to a volume of its own. @default - never */
  readonly backup?: BackupOptions;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: StatefulServiceOverride;
}

const secretKey = instance(SecretKey, "SecretKey.of('secret', 'key')");

/** A field that takes the place of a password. @internal */
export const password: Field<false> = secretKey;

/** A name that is said, or where it is to be found. @internal */
export const nameOrValue: Field<false> = either(
  (value) => typeof value === 'object',
  instance(EnvValue, 'EnvValue.secret(key), …'),
  text,
);

const exporterOptions: Shape<ExporterOptions> = {
  user: required(text),
  password: required(secretKey),
  image: imageReference,
  resources: struct(() => resources),
};

/** The field of a database's image. @param current what a new database best runs on @internal */
export function databaseImage(current: string): Field<true> {
  return required(imageReference, `name the version that your data is for; the current one is '${current}'`);
}

/** @internal */
export const databaseProps: Shape<Omit<DatabaseProps, 'image'>> = {
  ...workloadNaming,
  ...podSettings,
  size: required(quantity),
  storageClassName: dnsSubdomain,
  claimName: dnsLabel,
  accessMode: oneOf(Object.values(AccessMode)),
  claimRetention: struct(() => claimRetentionPolicy),
  imagePullPolicy: oneOf(Object.values(ImagePullPolicy)),
  containerName: statefulServiceProps.containerName,
  resources: struct(() => resources),
  env: statefulServiceProps.env,
  config: mapOf(dataKey, anyText),
  initScripts: mapOf(dataKey, anyText),
  configRollout: oneOf(Object.values(ConfigRollout)),
  livenessProbe: statefulServiceProps.livenessProbe,
  readinessProbe: statefulServiceProps.readinessProbe,
  startupProbe: statefulServiceProps.startupProbe,
  headless: statefulServiceProps.headless,
  clientService: statefulServiceProps.clientService,
  rollout: statefulServiceProps.rollout,
  disruption: statefulServiceProps.disruption,
  networkPolicy: struct(() => networkAccess),
  scrape: statefulServiceProps.scrape,
  exporter: struct(() => exporterOptions),
  backup,
  override: statefulServiceProps.override,
};

/** What a database passes on to the StatefulService that it is. @internal */
export function serviceProps(props: DatabaseProps): Partial<StatefulServiceProps> & Pick<StatefulServiceProps, 'name'> {
  return {
    ...fieldsOf(props, statefulServiceProps),
    name: props.name,
    replicas: 1,
    headless: { publishNotReadyAddresses: true, ...props.headless },
  };
}

/** The claim for the data of a database, in a directory of the volume: the root of a file system holds `lost+found`. @internal */
export function dataClaim(props: DatabaseProps, mountPath: string, subPath: string): ClaimTemplate {
  return {
    name: props.claimName ?? 'data',
    mountPath,
    subPath,
    size: props.size,
    ...(props.accessMode === undefined ? {} : { accessModes: [props.accessMode] }),
    ...(props.storageClassName === undefined ? {} : { storageClassName: props.storageClassName }),
  };
}

/** The configuration files and first scripts of a database. @internal */
export function databaseFiles(
  props: DatabaseProps,
  paths: { readonly config: string; readonly initScripts: string },
  initScripts: { readonly [file: string]: string } = props.initScripts ?? {},
): readonly ConfigFiles[] {
  const { config, configRollout, name } = props;
  return [
    ...(config === undefined
      ? []
      : [
          ConfigFiles.of(config, {
            name,
            volumeName: 'config',
            mountPath: paths.config,
            besideImageFiles: true,
            ...(configRollout === undefined ? {} : { rollout: configRollout }),
          }),
        ]),
    ...(Object.keys(initScripts).length === 0
      ? []
      : [
          // They run on an empty volume only: a change of them is no reason to restart the server.
          ConfigFiles.of(initScripts, {
            name: `${name}-init`,
            volumeName: 'init-scripts',
            mountPath: paths.initScripts,
            rollout: ConfigRollout.NONE,
          }),
        ]),
  ];
}
