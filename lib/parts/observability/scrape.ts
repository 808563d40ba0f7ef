import type { Duration } from 'cdk8s';
import { absolutePath, labels, portNumber, portReference, seconds } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, type Checked, type Shape } from '../../core/shape';
import { toGoDuration } from '../containers/go-duration';
import type { ContainerPort, PodPorts } from '../routing/port';

/** What Prometheus is told by annotations. */
export interface ScrapeOptions {
  /** Port with the metrics. @default - not said: as Prometheus is configured */
  readonly port?: number;
  /** Path of the metrics. @default - not said: /metrics */
  readonly path?: string;
}

/** What the Prometheus operator is told by a monitor. */
export interface MonitorOptions {
  /** Number or name of the containers' port with the metrics. @default - the port named "metrics", or else the first */
  readonly port?: number | string;
  /** Path of the metrics. @default - not said: /metrics */
  readonly path?: string;
  /** How often, from 1 s. @default - not said: as Prometheus is configured */
  readonly interval?: Duration;
  /** Time after which it is given up, from 1 s; at most the interval. @default - not said: as Prometheus is configured */
  readonly timeout?: Duration;
  /** Labels of the monitor, by which a Prometheus finds it, such as `release: kube-prometheus-stack`. @default - none beside those of all objects */
  readonly labels?: { readonly [key: string]: string };
}

const scrapeOptions: Shape<ScrapeOptions> = { port: portNumber, path: absolutePath };

const monitorOptions: Shape<MonitorOptions> = {
  port: portReference,
  path: absolutePath,
  interval: seconds(1),
  timeout: seconds(1),
  labels,
};

/** A monitor of the Prometheus operator, and what it reads. @internal */
export interface Monitor {
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  readonly labels?: { readonly [key: string]: string };
  readonly port: number | string;
  readonly endpoint: { readonly path?: string; readonly interval?: string; readonly scrapeTimeout?: string };
}

type Way = 'service' | 'pods' | 'ServiceMonitor' | 'PodMonitor';

/** How Prometheus finds a workload: in exactly one way, because two would scrape it twice. */
export class Scrape implements Checked {
  /** By annotations of the Service. */
  static service(options: ScrapeOptions = {}): Scrape {
    return new Scrape('service', options, {});
  }

  /** By annotations of the pods. */
  static pods(options: ScrapeOptions = {}): Scrape {
    return new Scrape('pods', options, {});
  }

  /** By a ServiceMonitor of the Prometheus operator, which finds the pods behind the Service. */
  static serviceMonitor(options: MonitorOptions = {}): Scrape {
    return new Scrape('ServiceMonitor', {}, options);
  }

  /** By a PodMonitor of the Prometheus operator, which finds the pods themselves. */
  static podMonitor(options: MonitorOptions = {}): Scrape {
    return new Scrape('PodMonitor', {}, options);
  }

  private constructor(
    private readonly way: Way,
    private readonly options: ScrapeOptions,
    private readonly monitor: MonitorOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    const before = at.count;
    checkStruct(this.options, scrapeOptions, at);
    checkStruct(this.monitor, monitorOptions, at);
    if (at.count > before) return;
    const { interval, timeout } = this.monitor;
    if (interval !== undefined && timeout !== undefined && timeout.toSeconds() > interval.toSeconds()) {
      at.at('timeout').mustBe(`at most the interval (${toGoDuration(interval)})`, toGoDuration(timeout));
    }
  }

  /** Finds what the objects of the workload do not give. @internal */
  _checkUse(ports: PodPorts, hasService: boolean, at: Problems): void {
    if (this.way === 'service' && !hasService) {
      at.add(
        'by annotations of the Service needs a Service',
        "use Scrape.pods(), or give an 'exposure' that defines one",
      );
    }
    if (this.way === 'ServiceMonitor' && !hasService) {
      at.add('by a ServiceMonitor needs a Service', "use Scrape.podMonitor(), or give an 'exposure' that defines one");
    }
    if (this.way !== 'ServiceMonitor' && this.way !== 'PodMonitor') return;
    if (this.portOf(ports) !== undefined) return;
    const known = ports.all.map((p) => (p.name === undefined ? String(p.containerPort) : `"${p.name}"`)).join(', ');
    if (this.monitor.port === undefined) at.add('by a monitor needs a port', "add the port to 'ports'");
    else at.at('port').mustBe(`a port of the containers: ${known || 'they have none'}`, this.monitor.port);
  }

  /** The annotations of the Service or of the pods. @internal */
  _annotations(target: 'service' | 'pods'): { readonly [key: string]: string } {
    if (target !== this.way) return {};
    const { port, path } = this.options;
    return {
      'prometheus.io/scrape': 'true',
      ...(port === undefined ? {} : { 'prometheus.io/port': String(port) }),
      ...(path === undefined ? {} : { 'prometheus.io/path': path }),
    };
  }

  /** Labels that the Service needs, so that a ServiceMonitor finds it. @internal */
  _serviceLabels(selector: { readonly [key: string]: string }): { readonly [key: string]: string } {
    return this.way === 'ServiceMonitor' ? selector : {};
  }

  /** The monitor, where it is one. @internal */
  _monitor(ports: PodPorts): Monitor | undefined {
    const port = this.portOf(ports);
    if ((this.way !== 'ServiceMonitor' && this.way !== 'PodMonitor') || port === undefined) return undefined;
    const { path, interval, timeout, labels } = this.monitor;
    return {
      kind: this.way,
      ...(labels === undefined ? {} : { labels }),
      port: port.name ?? port.containerPort,
      endpoint: {
        ...(path === undefined ? {} : { path }),
        ...(interval === undefined ? {} : { interval: toGoDuration(interval) }),
        ...(timeout === undefined ? {} : { scrapeTimeout: toGoDuration(timeout) }),
      },
    };
  }

  private portOf({ all }: PodPorts): ContainerPort | undefined {
    const { port } = this.monitor;
    if (port === undefined) return all.find(({ name }) => name === 'metrics') ?? all[0];
    return all.find(({ name, containerPort }) => name === port || containerPort === port);
  }
}
