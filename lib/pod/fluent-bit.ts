import { Yaml } from '../core/cdk8s';
import { ConfigFiles } from '../parts/configuration/config-files';
import type { LogDestination } from '../parts/observability/log-destination';
import type { Volume, VolumeMount } from '../parts/storage/volume';
import type { ContainerProps } from './container-options';

/** Image of Fluent Bit when the caller names none. */
export const fluentBitImage = 'fluent/fluent-bit:5.1';

const configFile = 'fluent-bit.yaml';
const bufferPath = '/fluent-bit/buffer';

/** How much of the logs is kept on disk while the destination does not answer; the oldest go first. */
const bufferLimit = '256M';

/** What a Fluent Bit reads, and where it sends it. */
interface FluentBit {
  readonly name: string;
  readonly image: string;
  /** Where the logs are. */
  readonly logs: VolumeMount;
  /** What it keeps between two starts: how far it has read, and what it could not send yet. */
  readonly buffer: Volume;
  /** The `tail` input, without what it keeps. */
  readonly input: { readonly [setting: string]: string | boolean };
  readonly filters?: readonly { readonly [setting: string]: string | boolean }[];
  readonly parsers?: readonly { readonly [setting: string]: string }[];
  readonly to: LogDestination;
  /** Port at which it answers requests for its state. @default - it does not listen */
  readonly port?: number;
}

/** The container of a Fluent Bit, with its configuration. @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml */
export function fluentBitContainer(options: FluentBit): ContainerProps {
  const { name, image, logs, buffer, input, filters, parsers, to, port } = options;
  // The ConfigMap's name comes from the last part.
  const configPath = `/fluent-bit/config/${name}`;
  const config = {
    service: {
      flush: 1,
      log_level: 'info',
      'storage.path': `${bufferPath}/storage`,
      ...(port === undefined ? {} : { http_server: true, http_port: port }),
    },
    ...(parsers === undefined ? {} : { parsers }),
    pipeline: {
      inputs: [{ name: 'tail', ...input, db: `${bufferPath}/tail.db`, 'storage.type': 'filesystem' }],
      ...(filters === undefined ? {} : { filters }),
      outputs: [{ ...to._output, retry_limit: 'no_limits', 'storage.total_limit_size': bufferLimit }],
    },
  };
  return {
    name,
    image,
    command: ['/fluent-bit/bin/fluent-bit'],
    args: [`--config=${configPath}/${configFile}`],
    ...(Object.keys(to._env).length === 0 ? {} : { env: to._env }),
    volumeMounts: [logs, { mountPath: bufferPath, volume: buffer }],
    configFiles: [
      ConfigFiles.of({ [configFile]: Yaml.stringify(config) }, { mountPath: configPath, volumeName: `${name}-config` }),
    ],
  };
}
