import { absolutePath, dnsLabel, portNumber, struct } from '../core/fields';
import { checkOptions, type Shape } from '../core/shape';
import { imageReference } from '../parts/images/image-reference';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import type { ContainerProps } from './container-options';

/** Where an nginx tells its state, and how the exporter is called. */
export interface NginxExporterOptions {
  /** Port at which nginx answers with `stub_status`. @default 8080 */
  readonly port?: number;
  /** Path at which nginx answers with `stub_status`. @default '/stub_status' */
  readonly path?: string;
  /** Name of the container. @default 'metrics-exporter' */
  readonly name?: string;
  /** Image of the exporter. @default 'nginx/nginx-prometheus-exporter:1.5.3' */
  readonly image?: string;
  /** What it asks for and what it may use. @default - requests of 10m CPU and 32Mi memory, a limit of 128Mi memory */
  readonly resources?: Resources;
}

const nginxExporterOptions: Shape<NginxExporterOptions> = {
  port: portNumber,
  path: absolutePath,
  name: dnsLabel,
  image: imageReference,
  resources: struct(() => resources),
};

/**
 * Containers that tell Prometheus about the server beside them: for `sidecars`. Their port is called `metrics`.
 *
 * A MariaDb or MongoDb takes its exporter as `exporter`.
 */
export class MetricsExporter {
  /**
   * For an nginx, whose configuration must answer with `stub_status`; the metrics are at port 9113.
   *
   * @throws DrydockError that names every option that is not sound
   * @see https://github.com/nginx/nginx-prometheus-exporter
   */
  static nginx(options: NginxExporterOptions = {}): ContainerProps {
    checkOptions('MetricsExporter.nginx', options, nginxExporterOptions);
    const { port = 8080, path = '/stub_status', name = 'metrics-exporter' } = options;
    return {
      name,
      image: options.image ?? 'nginx/nginx-prometheus-exporter:1.5.3',
      args: [`--nginx.scrape-uri=http://127.0.0.1:${port}${path}`],
      ports: [{ name: 'metrics', containerPort: 9113 }],
      resources: options.resources ?? addedContainerResources.exporter,
    };
  }

  private constructor() {}
}
