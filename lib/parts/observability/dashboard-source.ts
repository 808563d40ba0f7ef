import { readFileSync } from 'node:fs';
import { dnsLabel, text as pathText } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { isPlainObject, type Checked } from '../../core/shape';
import { podSelector, type IAlertTarget } from '../pod-selector';

/** Where a Grafana dashboard is from. */
export class DashboardSource implements Checked {
  /** A dashboard as Grafana exports it, read from a file at synth and passed on to the letter. @param path the file's path, from the working directory. */
  static file(path: string): DashboardSource {
    let text: string | undefined;
    return new DashboardSource(
      () => (text ??= readFileSync(path, 'utf8')),
      (at) => pathText.test(path, at.at('path')),
    );
  }

  /** A dashboard as a value. @param dashboard its JSON model, with a `title`. */
  static json(dashboard: object): DashboardSource {
    return new DashboardSource(
      () => JSON.stringify(dashboard, undefined, 2),
      (at) => {
        if (!isPlainObject(dashboard)) at.mustBe("a dashboard's JSON model", dashboard);
      },
    );
  }

  /**
   * What one wants to see of any workload: pods that are ready, restarts, CPU and memory against their limits. Needs
   * kube-state-metrics and the kubelet's own metrics.
   *
   * @param target the workload.
   */
  static workload(target: IAlertTarget): DashboardSource {
    return new DashboardSource(
      () => JSON.stringify(workloadDashboard(target), undefined, 2),
      (at) => {
        dnsLabel.test(target?.name, at.at('target').at('name'));
        if (target?.namespace !== undefined) dnsLabel.test(target.namespace, at.at('target').at('namespace'));
      },
    );
  }

  private constructor(
    private readonly read: () => string,
    private readonly check: (at: Problems) => void,
  ) {}

  /** The JSON text. @internal */
  get _text(): string {
    return this.read();
  }

  /** @internal */
  _check(at: Problems): void {
    const before = at.count;
    this.check(at);
    if (at.count > before) return;
    try {
      const model: unknown = JSON.parse(this._text);
      if (!isObject(model) || typeof model.title !== 'string' || model.title === '') {
        at.add("is no dashboard: it has no 'title'", "export it in Grafana by 'Share', 'Export'");
      }
    } catch (error) {
      at.add(`cannot be read: ${(error as Error).message}`);
    }
  }
}

function isObject(value: unknown): value is { readonly title?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const width = 12;
const height = 8;

function workloadDashboard({ name, namespace }: IAlertTarget): object {
  const pods = podSelector({ name, ...(namespace === undefined ? {} : { namespace }) });
  const containers = `${pods}, container!="", container!="POD"`;
  const graphs = [
    { title: 'Pods ready', unit: 'short', expr: `sum(kube_pod_status_ready{${pods}, condition="true"})` },
    {
      title: 'Restarts in an hour',
      unit: 'short',
      expr: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${pods}}[1h]))`,
    },
    { title: 'CPU', unit: 'short', expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${containers}}[5m]))` },
    {
      title: 'Memory, of its limit',
      unit: 'percentunit',
      expr: `sum by (pod) (container_memory_working_set_bytes{${containers}}) / sum by (pod) (kube_pod_container_resource_limits{${pods}, resource="memory"})`,
    },
  ];
  return {
    title: namespace === undefined ? name : `${namespace} / ${name}`,
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: graphs.map(({ title, unit, expr }, i) => ({
      id: i + 1,
      title,
      type: 'timeseries',
      datasource: { type: 'prometheus', uid: '${datasource}' },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      gridPos: { x: (i % 2) * width, y: Math.floor(i / 2) * height, w: width, h: height },
      targets: [{ refId: 'A', expr }],
    })),
  };
}
