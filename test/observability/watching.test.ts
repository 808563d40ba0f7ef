// Scraping by a monitor, alerts and dashboards.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  AlertRule,
  AlertRules,
  DashboardSource,
  Exposure,
  GrafanaDashboard,
  Identity,
  NodeAgent,
  Scrape,
  SecurityProfile,
  StatefulService,
  WebService,
  type AlertRulesProps,
  type Chart,
  type GrafanaDashboardProps,
  type StatefulServiceProps,
  type WebServiceProps,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notList, notText } from '../support/bad-input';
import { covers, metadata, notNamespacedProps, type Bad } from '../support/covers';
import { complaintsOf } from '../support/foreign-validators';
import { at, messageOf, newChart, only, synthesize, type Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const pod = {
  name: 'shop',
  image: 'nginx:1.30',
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9113 },
  ],
};
const web = (chart: Chart, props: Partial<WebServiceProps>): WebService =>
  new WebService(chart, 'it', { ...pod, ...props });
const stateful = (chart: Chart, props: Partial<StatefulServiceProps>): StatefulService =>
  new StatefulService(chart, 'it', { ...pod, ...props });
const build = (props: Partial<WebServiceProps>, profile?: SecurityProfile): readonly Synthesized[] =>
  synthesize((chart) => void web(chart, props), profile);

describe('a workload that is scraped by a monitor', () => {
  test('has a ServiceMonitor that finds its Service, and its port named metrics', () => {
    const objects = build({ scrape: Scrape.serviceMonitor() });
    const monitor = only(objects, 'ServiceMonitor');
    expect(monitor).toMatchInlineSnapshot(`
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata:
        labels:
          app.kubernetes.io/name: shop
        name: shop
      spec:
        endpoints:
          - targetPort: metrics
        selector:
          matchLabels:
            app.kubernetes.io/name: shop
    `);
    expect(complaintsOf([monitor])).toEqual([]);
  });

  test('has a PodMonitor that says all that it is told', () => {
    const monitor = only(
      build({
        identity: Identity.of({ name: 'shop', instance: 'blue' }),
        scrape: Scrape.podMonitor({
          port: 8080,
          path: '/internal/metrics',
          interval: Duration.minutes(1),
          timeout: Duration.seconds(10),
          labels: { release: 'kube-prometheus-stack' },
        }),
        override: { monitor: { spec: { sampleLimit: 1000 } } },
      }),
      'PodMonitor',
    );
    expect(monitor).toMatchInlineSnapshot(`
      apiVersion: monitoring.coreos.com/v1
      kind: PodMonitor
      metadata:
        labels:
          app.kubernetes.io/instance: blue
          app.kubernetes.io/name: shop
          release: kube-prometheus-stack
        name: shop
      spec:
        podMetricsEndpoints:
          - interval: 1m
            path: /internal/metrics
            port: http
            scrapeTimeout: 10s
        sampleLimit: 1000
        selector:
          matchLabels:
            app.kubernetes.io/instance: blue
            app.kubernetes.io/name: shop
    `);
    expect(complaintsOf([monitor])).toEqual([]);
  });

  test('is found by the number of its port where that has no name', () => {
    const ports = [{ containerPort: 9000 }];
    const endpoint = (scrape: Scrape): unknown => {
      const monitor = build({ ports, scrape }).find(({ kind }) => kind.endsWith('Monitor'));
      return at(monitor, 'spec.endpoints.0') ?? at(monitor, 'spec.podMetricsEndpoints.0');
    };
    expect(endpoint(Scrape.serviceMonitor())).toEqual({ targetPort: 9000 });
    expect(endpoint(Scrape.podMonitor())).toEqual({ portNumber: 9000 });
  });

  test.each(Object.values(SecurityProfile))(
    'has a Service with the labels that a ServiceMonitor looks for (%s)',
    (profile) => {
      const objects = build({ identity: Identity.labels({ app: 'shop' }), scrape: Scrape.serviceMonitor() }, profile);
      expect(only(objects, 'Service').metadata.labels).toEqual({ app: 'shop' });
      expect(at(only(objects, 'ServiceMonitor'), 'spec.selector')).toEqual({ matchLabels: { app: 'shop' } });
    },
  );

  test('has no annotations for Prometheus beside it, which would scrape it twice', () => {
    expect(JSON.stringify(build({ scrape: Scrape.serviceMonitor() }))).not.toContain('prometheus.io/');
    expect(JSON.stringify(build({ scrape: Scrape.podMonitor() }))).not.toContain('prometheus.io/');
    const annotated = build({ scrape: Scrape.service({ port: 9113, path: '/m' }) });
    expect(annotated.map(({ kind }) => kind)).toEqual(['Service', 'Deployment']);
    expect(only(annotated, 'Service').metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9113',
      'prometheus.io/path': '/m',
    });
  });

  test('may have replicas with state, or run on every node', () => {
    const kinds = (objects: readonly Synthesized[]): readonly string[] => objects.map(({ kind }) => kind);
    expect(kinds(synthesize((chart) => stateful(chart, { scrape: Scrape.serviceMonitor() })))).toEqual([
      'Service',
      'StatefulSet',
      'ServiceMonitor',
    ]);
    expect(kinds(synthesize((chart) => new NodeAgent(chart, 'it', { ...pod, scrape: Scrape.podMonitor() })))).toEqual([
      'DaemonSet',
      'PodMonitor',
    ]);
  });

  test('fails when what the monitor needs is not there', () => {
    const refusal = (props: Partial<WebServiceProps>): string => messageOf(() => web(newChart(), props));
    expect(refusal({ scrape: Scrape.serviceMonitor({ port: 'admin' }) })).toBe(
      'test/it (WebService): \'scrape.port\' must be a port of the containers: "http", "metrics", got "admin"',
    );
    expect(refusal({ ports: [], scrape: Scrape.podMonitor() })).toBe(
      "test/it (WebService): 'scrape' by a monitor needs a port; add the port to 'ports'",
    );
    expect(refusal({ exposure: Exposure.none(), scrape: Scrape.serviceMonitor() })).toBe(
      "test/it (WebService): 'scrape' by a ServiceMonitor needs a Service; use Scrape.podMonitor(), or give an 'exposure' that defines one",
    );
    expect(refusal({ scrape: Scrape.pods(), override: { monitor: {} } })).toContain(
      "'override.monitor' overrides an object that is not defined",
    );
    const twice = { scrape: Scrape.serviceMonitor(), clientService: Exposure.clusterIp() };
    expect(messageOf(() => stateful(newChart(), twice))).toBe(
      "test/it (StatefulService): 'scrape' by a ServiceMonitor would find the pods twice, behind the headless Service and 'clientService'; use Scrape.podMonitor()",
    );
  });

  test.each([
    [{ port: 0 }, "'scrape.port' must be a whole number from 1 to 65535, got 0"],
    [{ port: 'A' }, "'scrape.port' must be lower-case"],
    [{ path: 'metrics' }, "'scrape.path' must be an absolute path"],
    [{ interval: '30s' }, "'scrape.interval' must be a Duration"],
    [{ timeout: Duration.millis(10) }, "'scrape.timeout' must be a Duration of whole seconds"],
    [
      { interval: Duration.seconds(10), timeout: Duration.seconds(30) },
      `'scrape.timeout' must be at most the interval (10s), got "30s"`,
    ],
    [{ labels: { 'a b': 'c' } }, "must be a key such as 'team'"],
    [{ every: 1 }, "'scrape.every' is not a known prop"],
  ])('fails when a monitor is told %j', (options, says) => {
    expect(messageOf(() => web(newChart(), { scrape: Scrape.podMonitor(options as never) }))).toContain(says);
  });
});

const target = { name: 'shop', namespace: 'store' };
const all = [
  AlertRule.down(target),
  AlertRule.restarting(target, 5, { severity: 'page', labels: { team: 'blue' } }),
  AlertRule.outOfMemory({ name: 'shop' }, { forDuration: Duration.minutes(1) }),
  AlertRule.certificateExpiring({ name: 'shop-tls', namespace: 'store' }, 7, {
    annotations: { runbook_url: 'https://runbooks.example.com/certificates' },
  }),
  AlertRule.of({ alert: 'QueueTooLong', expr: 'queue_length > 100', summary: 'nobody works', severity: 'warning' }),
];

covers<AlertRulesProps>(
  'AlertRules',
  (chart, props) => new AlertRules(chart, 'it', props),
  { name: 'shop', rules: [AlertRule.of({ alert: 'Always', expr: 'vector(1)' })] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    rules: all,
    override: { spec: { groups: [{ name: 'shop', interval: '1m' }] } },
  },
  {
    ...notNamespacedProps,
    rules: [
      ...notList,
      [[], 'at least 1 element'],
      [[{ alert: 'A' }], 'must be an AlertRule'],
      [[AlertRule.of({ alert: 'A b', expr: 'x' })], 'must be a label of Prometheus'],
      [[AlertRule.of({ alert: 'A' } as never)], "'rules[0].expr' is required"],
      [[AlertRule.of(undefined as never)], 'must be an object, got nothing'],
      [[AlertRule.down(undefined as never)], "'rules[0].target.name' must be"],
      [[AlertRule.down({ name: 'a', namespace: 'B' })], "'rules[0].target.namespace' must be"],
      [[AlertRule.restarting(target, 0)], "'rules[0].restarts' must be a whole number"],
      [[AlertRule.certificateExpiring(target, 0)], "'rules[0].days' must be a whole number"],
      [[AlertRule.certificateExpiring({ name: '' })], "'rules[0].certificate.name' must be"],
      [[AlertRule.down(target, { forDuration: 5 } as never)], "'rules[0].forDuration' must be a Duration"],
      [[AlertRule.down(target, { severity: '' })], "'rules[0].severity' must be"],
      [[AlertRule.down(target, { labels: { 'a-b': 'x' } })], 'must be a label of Prometheus'],
      [[AlertRule.down(target, { annotations: { a: 1 } } as never)], 'must be a string, got 1'],
      [[AlertRule.down(target, { for: '5m' } as never)], "'rules[0].for' is not a known prop"],
    ],
  },
);

test("the publisher of the type takes the alerts, and they are about the workload's pods alone", () => {
  const objects = synthesize((chart) => void new AlertRules(chart, 'it', { name: 'shop', rules: all }));
  expect(complaintsOf(objects)).toEqual([]);
  const expr = String(at(objects[0], 'spec.groups.0.rules.0.expr'));
  const [, pattern = ''] = /pod=~"([^"]+)"/.exec(expr) ?? [];
  const matches = (name: string): boolean => new RegExp(`^(?:${pattern})$`).test(name);
  // Of a StatefulSet, a Deployment and a DaemonSet.
  expect(['shop-0', 'shop-12', 'shop-6c9f7d5b8-x2k4z', 'shop-7b4dd', 'shop-5d4f8c7b9d-2zz9q'].map(matches)).toEqual(
    Array(5).fill(true),
  );
  expect(['shop-proxy-0', 'shop-proxy-6c9f7d5b8-x2k4z', 'webshop-0', 'shop', 'shop-proxy'].map(matches)).toEqual(
    Array(5).fill(false),
  );
});

const model = { title: 'Shop', panels: [] };
const notDashboard: Bad = [
  ...notInstance('DashboardSource'),
  [DashboardSource.json([]), "must be a dashboard's JSON model, got []"],
  [DashboardSource.json({ panels: [] }), "is no dashboard: it has no 'title'"],
  [DashboardSource.file('/nowhere/dashboard.json'), 'cannot be read: ENOENT'],
  [DashboardSource.workload({ name: 'A' }), "'source.target.name' must be"],
  [DashboardSource.json({ title: 'x'.repeat(1048576) }), 'must be at most 1048576 bytes'],
];

covers<GrafanaDashboardProps>(
  'GrafanaDashboard',
  (chart, props) => new GrafanaDashboard(chart, 'it', props),
  { name: 'shop', source: DashboardSource.json(model) },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    source: DashboardSource.workload(target),
    fileName: 'shop-overview.json',
    sidecarLabel: 'example.com/dashboard',
    sidecarLabelValue: 'yes',
    folder: 'Shop',
    override: { immutable: true },
  },
  {
    ...notNamespacedProps,
    source: notDashboard,
    fileName: [...notText.filter(([value]) => value === ''), ['shop.yaml', "must be a name that ends with '.json'"]],
    sidecarLabel: [['a b', "must be a key such as 'team'"]],
    sidecarLabelValue: [['a b', 'must be empty, or letters']],
    folder: notText,
  },
  ['grafana_dashboard'],
);

test('a dashboard of a file goes on to the letter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  try {
    const path = join(folder, 'shop.json');
    const text = '{"title":"Shop",  "version": 3}\n';
    writeFileSync(path, text);
    const source = DashboardSource.file(path);
    const [object] = synthesize((chart) => void new GrafanaDashboard(chart, 'it', { name: 'shop', source }));
    expect(object).toMatchObject({ metadata: { labels: { grafana_dashboard: '1' } }, data: { 'shop.json': text } });
    writeFileSync(path, '{"title":');
    expect(
      messageOf(() => new GrafanaDashboard(newChart(), 'it', { name: 'shop', source: DashboardSource.file(path) })),
    ).toContain("'source' cannot be read: ");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
