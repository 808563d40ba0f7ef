import { absolutePath, portNumber } from '../core/fields';
import type { Problems } from '../core/problems';
import { checkStruct, type Checked, type Shape } from '../core/shape';

/** What Prometheus is told by annotations. */
export interface ScrapeOptions {
  /** Port with the metrics. @default - not said: as Prometheus is configured */
  readonly port?: number;
  /** Path of the metrics. @default - not said: /metrics */
  readonly path?: string;
}

const scrapeOptions: Shape<ScrapeOptions> = { port: portNumber, path: absolutePath };

/** How Prometheus finds a workload: in exactly one way, because two would scrape it twice. */
export class Scrape implements Checked {
  /** By annotations of the Service. */
  static service(options: ScrapeOptions = {}): Scrape {
    return new Scrape('service', options);
  }

  /** By annotations of the pods. */
  static pods(options: ScrapeOptions = {}): Scrape {
    return new Scrape('pods', options);
  }

  private constructor(
    private readonly target: 'service' | 'pods',
    private readonly options: ScrapeOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, scrapeOptions, at);
  }

  /** Whether it needs a Service. @internal */
  get _needsService(): boolean {
    return this.target === 'service';
  }

  /** The annotations of the Service or of the pods. @internal */
  _annotations(target: 'service' | 'pods'): { readonly [key: string]: string } {
    if (target !== this.target) return {};
    const { port, path } = this.options;
    return {
      'prometheus.io/scrape': 'true',
      ...(port === undefined ? {} : { 'prometheus.io/port': String(port) }),
      ...(path === undefined ? {} : { 'prometheus.io/path': path }),
    };
  }
}
