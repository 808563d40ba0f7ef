import { dnsLabel, flag, instance, relativePath, struct } from '../core/fields';
import { checkOptions, required, type Shape } from '../core/shape';
import { imageReference } from '../parts/images/image-reference';
import { LogDestination } from '../parts/observability/log-destination';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import { Volume } from '../parts/storage/volume';
import type { ContainerProps } from './container-options';
import { fluentBitContainer, fluentBitImage } from './fluent-bit';

/** What a Fluent Bit beside an application reads, and where it sends it. */
export interface LogShipperOptions {
  /** The volume that the application writes its logs to. */
  readonly logs: Volume;
  /** Where the logs are sent. */
  readonly to: LogDestination;
  /** Which files of the volume are read. @default '*.log' */
  readonly files?: string;
  /** Whether each line is a JSON object, whose fields then become those of the log entry. @default false */
  readonly json?: boolean;
  /** Name of the container. @default 'log-shipper' */
  readonly name?: string;
  /** Image of Fluent Bit. @default 'fluent/fluent-bit:5.1' */
  readonly image?: string;
  /** What it asks for and what it may use. @default - requests of 50m CPU and 64Mi memory, a limit of 256Mi memory */
  readonly resources?: Resources;
}

const logShipperOptions: Shape<LogShipperOptions> = {
  logs: required(instance(Volume, 'Volume.emptyDir(name)')),
  to: required(instance(LogDestination, 'LogDestination.elasticsearch({ … }), LogDestination.fluentd({ … })')),
  files: relativePath,
  json: flag,
  name: dnsLabel,
  image: imageReference,
  resources: struct(() => resources),
};

const logPath = '/var/log/app';

/** Containers that send an application's log files elsewhere: for `sidecars`. */
export class LogShipper {
  /**
   * A Fluent Bit, whose configuration becomes a ConfigMap beside the workload.
   *
   * It only reads the volume: where the application writes files that others may not read, give both a common group
   * (`podSecurityContext: { fsGroup: … }`). What an application writes to its standard output is for a NodeLogShipper.
   *
   * @throws DrydockError that names every option that is not sound
   * @see https://docs.fluentbit.io/manual/data-pipeline/inputs/tail
   */
  static fluentBit(options: LogShipperOptions): ContainerProps {
    checkOptions('LogShipper.fluentBit', options, logShipperOptions);
    const { logs, to, files = '*.log', json = false, name = 'log-shipper', image = fluentBitImage } = options;
    const container = fluentBitContainer({
      name,
      image,
      to,
      logs: { mountPath: logPath, volume: logs, readOnly: true },
      buffer: Volume.emptyDir(`${name}-buffer`.slice(-63)),
      input: {
        tag: 'app',
        path: `${logPath}/${files}`,
        read_from_head: true,
        ...(json ? { parser: 'json-lines' } : {}),
      },
      ...(json ? { parsers: [{ name: 'json-lines', format: 'json' }] } : {}),
    });
    return { ...container, resources: options.resources ?? addedContainerResources.logShipper };
  }

  private constructor() {}
}
