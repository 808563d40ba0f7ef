// The templates of a Helm chart, with values for what differs between releases.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import {
  App,
  Chart,
  ConfigMap,
  EnvSource,
  Environments,
  Folder,
  HelmValue,
  IssuerReference,
  NetworkPeer,
  ProductionService,
  WebService,
} from '../../lib';
import { fillIn, filledIn } from '../../lib/inspection/input/helm-template';
import { camelCase, usualFields } from '../../lib/synthesis/helm/helm-fields';
import { helmNames } from '../../lib/synthesis/helm/helm-names';
import { testWith } from '../support/installed';
import { contentsOf, withFolder } from './folder';

/** The chart that an app makes, file by file, and what a release without values of its own has. */
function helmChart(define: (app: App) => void): { files: Record<string, string>; released: Record<string, unknown[]> } {
  return withFolder((folder) => {
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: test\nversion: 1.0.0\n');
    const app = new App({ inspection: false, outdir: join(folder, 'templates') });
    define(app);
    app.synth();
    const files = contentsOf(folder);
    const released = Object.keys(files)
      .filter((path) => /^templates\/.*yaml$/.test(path))
      .map((path) => [path.slice('templates/'.length), documents(filledIn(join(folder, path), files[path] ?? ''))]);
    return { files, released: Object.fromEntries(released) as Record<string, unknown[]> };
  });
}

function documents(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** The plain manifests of an app, file by file. */
function plain(define: (app: App) => void): Record<string, unknown[]> {
  const app = new App();
  define(app);
  return Object.fromEntries(app.synthesize().map(({ path, text }) => [path, documents(text)]));
}

function shop(app: App): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const config = new ConfigMap(chart, 'config', {
    name: 'settings',
    data: {
      LOG_LEVEL: 'info',
      GREETING: '{{ .Values.evil }} and {{- "this" }}',
      'rules.yml': 'expr: {{ $value }}\nb: {{{x}}}\n',
    },
  });
  HelmValue.at(config.object, '/data/LOG_LEVEL', 'web.logLevel');
  new ProductionService(chart, 'web', {
    name: 'web',
    image: 'registry.example.com/web:1.1.0',
    resources: { requests: { cpu: '50m', memory: '32Mi' } },
    hosts: ['shop.example.com', 'www.example.com'],
    issuer: IssuerReference.clusterIssuer('letsencrypt'),
    ingressFrom: [NetworkPeer.namespace('traefik')],
    certificateName: 'tls',
  });
  new WebService(chart, 'search', {
    name: 'search-api',
    image: 'registry.example.com/search:2',
    replicas: 2,
    envFrom: [EnvSource.configMap(config)],
    sidecars: [{ name: 'log-shipper', image: 'fluent/fluent-bit:5.1' }],
  });
}

describe('a Helm chart', () => {
  test('has values for what differs between releases, and their types', () => {
    const { files } = helmChart(shop);
    expect(files['values.yaml']).toMatchInlineSnapshot(`
      "# What the releases of this chart may set, with what the plain manifests have; made by cdk8s-drydock.
      web:
        logLevel: info
        image: registry.example.com/web:1.1.0
        resources:
          requests:
            cpu: 50m
            memory: 32Mi
        minReplicas: 2
        maxReplicas: 10
        host: shop.example.com
        host2: www.example.com
      searchApi:
        replicas: 2
        image: registry.example.com/search:2
        logShipper:
          image: fluent/fluent-bit:5.1
      "
    `);
    expect(parse(files['values.schema.json'] ?? '')).toMatchObject({
      type: 'object',
      required: ['web', 'searchApi'],
      properties: {
        searchApi: {
          properties: {
            replicas: { type: 'integer' },
            image: { type: 'string' },
            logShipper: { properties: { image: { type: 'string' } } },
          },
        },
      },
    });
  });

  test('is the plain manifests, as data, in a release without values of its own', () => {
    expect(helmChart(shop).released).toEqual(plain(shop));
  });

  test('holds what a text has of the language of templates as it is', () => {
    const { files } = helmChart(shop);
    expect(files['templates/shop.k8s.yaml']).toContain('{{ "{{" }} .Values.evil }} and {{ "{{" }}- "this" }}');
  });

  test('is one set: what stands in a folder is left out, and named', () => {
    const said = jest.spyOn(console, 'error').mockReturnValue();
    const { files } = helmChart((app) => {
      shop(app);
      shop(new Folder(app, 'staging') as unknown as App);
    });
    expect(Object.keys(files)).not.toContain('templates/staging/');
    expect(said.mock.calls).toEqual([['Left out of the Helm chart, which is one set of manifests: staging']]);
    said.mockRestore();
  });

  test('fails when there is nothing at all', () => {
    expect(() => helmChart(() => undefined)).toThrow(/has nothing for a Helm chart/);
  });

  test('keeps objects of one name apart', () => {
    const { files } = helmChart((app) => {
      for (const namespace of ['one', 'two']) {
        const chart = new Chart(app, namespace, { namespace });
        new WebService(chart, 'web', { name: 'web', image: `web:${namespace}` });
        new ApiObject(chart, 'route', {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: { name: 'web' },
          spec: { rules: [{ host: `${namespace}.example.com` }], tls: [{ hosts: [`${namespace}.example.com`] }] },
        });
      }
    });
    expect(parse(files['values.yaml'] ?? '')).toEqual({
      oneWeb: { image: 'web:one', host: 'one.example.com' },
      twoWeb: { image: 'web:two', host: 'two.example.com' },
    });
  });

  test.each([
    [
      '/data/NO_SUCH',
      'web.x',
      "the field /data/NO_SUCH of ConfigMap settings is to be the value 'web.x' of the Helm chart, and it is not there",
    ],
    ['/data/A', 'web.image', 'the value \'web.image\' of the Helm chart would be "web:1" here and "a" there'],
    [
      '/data/A',
      'web.image.tag',
      "the value 'web.image.tag' of the Helm chart stands below 'web.image', which is a value itself",
    ],
  ])('fails when the field %s is to be the value %s', (path, name, message) => {
    const make = (): unknown =>
      helmChart((app) => {
        const chart = new Chart(app, 'chart');
        new WebService(chart, 'web', { name: 'web', image: 'web:1' });
        HelmValue.at(new ConfigMap(chart, 'config', { name: 'settings', data: { A: 'a' } }).object, path, name);
      });
    expect(make).toThrow(message);
  });

  test.each([
    ['object', undefined, '/data/A', 'a.b', /HelmValue: 'object' must be an object of this package/],
    ['path', 'config', 'data.A', 'a.b', /'path' must be the path of a field/],
    ['name', 'config', '/data/A', 'Web', /'name' must be a name of two words or more in camel case/],
    ['name', 'config', '/data/A', 'web."}}', /'name' must be a name of two words or more in camel case/],
  ])('fails when the %s of a value is none', (_what, object, path, name, message) => {
    const config = new ConfigMap(new Chart(new App(), 'chart'), 'config', { name: 'c', data: { A: 'a' } });
    expect(() => HelmValue.at(object === undefined ? (undefined as never) : config.object, path, name)).toThrow(
      message,
    );
  });

  test('fails when a field is made a value twice', () => {
    const config = new ConfigMap(new Chart(new App(), 'chart'), 'config', { name: 'c', data: { A: 'a' } });
    HelmValue.at(config.object, '/data/A', 'a.b');
    expect(() => HelmValue.at(config.object, '/data/A', 'a.c')).toThrow(/is a value of the Helm chart already/);
  });
});

test('names of values are in camel case, whatever the object is called', () => {
  expect(['web', 'search-api', 'my.cnf', '1-start', 'ABC', '--'].map(camelCase)).toEqual([
    'web',
    'searchApi',
    'myCnf',
    'app1Start',
    'aBC',
    'app',
  ]);
  expect(
    helmNames([
      { kind: 'Deployment', namespace: 'a', name: 'web', fields: ['image'] },
      { kind: 'CronJob', namespace: 'a', name: 'web', fields: ['image'] },
      { kind: 'HorizontalPodAutoscaler', namespace: 'a', name: 'web', fields: ['minReplicas'] },
    ]),
  ).toEqual(['aWebDeployment', 'aWebCronjob', 'web']);
});

test('no manifest is too odd to look for fields in', () => {
  fc.assert(fc.property(fc.jsonValue(), (manifest) => void usualFields(manifest)));
  const kinds = fc.constantFrom('Pod', 'CronJob', 'Deployment', 'Ingress', 'HTTPRoute', 'Certificate', '__proto__');
  fc.assert(fc.property(kinds, fc.jsonValue(), (kind, spec) => void usualFields({ kind, spec })));
});

test('any text comes back from a template as it was', () => {
  const brace = fc.constantFrom(
    '{',
    '{{',
    '}}',
    '{{ "{{" }}',
    ' ',
    'a',
    '\n',
    '"',
    ':',
    '{{ toJson .Values.web.image }}',
  );
  fc.assert(
    fc.property(fc.array(brace, { maxLength: 12 }), (parts) => {
      const define = (app: App): void => {
        const chart = new Chart(app, 'chart');
        new WebService(chart, 'web', { name: 'web', image: 'web:1', env: { TEXT: parts.join('') } });
      };
      expect(helmChart(define).released).toEqual(plain(define));
    }),
    { numRuns: 50 },
  );
});

testWith('helm')('helm accepts the chart, and makes the plain manifests of it; and others with other values', () => {
  withFolder((folder) => {
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: test\nversion: 1.0.0\n');
    const app = new App({ inspection: false, outdir: join(folder, 'templates') });
    shop(app);
    app.synth();
    const run = (...words: string[]): string => execFileSync('helm', words, { encoding: 'utf8', stdio: 'pipe' });
    expect(run('lint', folder)).toContain('0 chart(s) failed');
    const key = (manifest: unknown): string =>
      JSON.stringify((manifest as { kind: string; metadata: object }).metadata) + (manifest as { kind: string }).kind;
    const sorted = (manifests: unknown[]): unknown[] => [...manifests].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(documents(run('template', 'x', folder)))).toEqual(sorted(Object.values(plain(shop)).flat()));
    const other = run('template', 'x', folder, '--set', 'web.host=other.example.com,searchApi.replicas=7');
    expect(other).toContain('host: "other.example.com"');
    expect(other).toContain('replicas: 7');
    expect(other).not.toContain('shop.example.com');
    expect(() => run('template', 'x', folder, '--set', 'searchApi.replicas=many')).toThrow(/replicas/);
    expect(readFileSync(join(folder, 'values.yaml'), 'utf8')).toMatch(/^# What the releases/);
  });
});

describe('a Helm chart of environments', () => {
  const environments = Environments.of('dev', 'staging', 'production');
  const values = environments.values({
    dev: { replicas: 1, host: 'dev.example.com', level: 'debug', memory: '', namespace: 'dev' },
    staging: { replicas: 2, host: 'staging.example.com', level: 'info', memory: '64Mi', namespace: 'shop' },
    production: { replicas: 4, host: 'example.com', level: 'info', memory: '1Gi', namespace: 'shop' },
  });

  /** An app whose environments differ in values, in fields that one has, in a list, and in whole objects. */
  function define(app: App): void {
    for (const environment of environments.on(app)) {
      const { replicas, host, level, memory, namespace } = values.of(environment);
      const chart = new Chart(environment, 'shop', { namespace });
      new WebService(chart, 'web', {
        name: 'web',
        image: `ghcr.io/acme/web:${replicas}`,
        replicas,
        ports: [{ name: 'http', containerPort: 8080 }],
        ...(memory === '' ? {} : { resources: { limits: { memory } } }),
        env: { LEVEL: level, NAME: 'shop', ...(replicas > 2 ? { LIVE: 'yes' } : {}) },
        ingress: { hosts: [host], className: 'traefik' },
      });
      new ConfigMap(chart, 'config', { name: 'config', data: { GREETING: '{{ hello }}', LEVEL: level } });
      if (replicas > 1) new ConfigMap(chart, 'more', { name: 'more', data: { HOST: host } });
      if (replicas < 2) new ConfigMap(new Chart(environment, 'debug'), 'debug', { name: 'debug', data: { A: 'b' } });
    }
  }

  const withoutNull = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (_, each: unknown) => (each === null ? undefined : each)));

  const { files } = helmChart(define);

  test('has a values file for each, beside one of the first', () => {
    expect(Object.keys(files).sort()).toEqual(
      expect.arrayContaining(['values-dev.yaml', 'values-production.yaml', 'values-staging.yaml', 'values.yaml']),
    );
    const parsed = ['values.yaml', 'values-dev.yaml'].map((file) => parse(files[file] ?? '') as unknown);
    expect(parsed[0]).toEqual(parsed[1]);
    expect(parse(files['values-production.yaml'] ?? '')).toEqual({
      web: {
        host: 'example.com',
        image: 'ghcr.io/acme/web:4',
        replicas: 4,
        resources: { limits: { memory: '1Gi' } },
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'NAME', value: 'shop' },
          { name: 'LIVE', value: 'yes' },
        ],
      },
      config: { dataLevel: 'info' },
      namespace: 'shop',
      more: { enabled: true, dataHost: 'example.com' },
      debug: { enabled: false },
    });
  });

  test.each(environments.names)('makes, with the values of %s, what its folder has', (name) => {
    const own = parse(files[`values-${name}.yaml`] ?? '') as unknown;
    const made = Object.keys(files)
      .filter((path) => /^templates\/.*yaml$/.test(path))
      .flatMap((path) => documents(fillIn(files[path] ?? '', own)))
      .filter((document) => document !== null);
    const wanted = Object.entries(plain(define)).flatMap(([path, all]) => (path.startsWith(`${name}/`) ? all : []));
    expect(sortedByName(made.map(withoutNull))).toEqual(sortedByName(wanted));
  });

  test('lets through by its schema what some environment has', () => {
    const schema = JSON.parse(files['values.schema.json'] ?? '{}') as {
      properties: Record<string, { properties: Record<string, { type: unknown }>; required: string[] }>;
    };
    expect(schema.properties.web?.properties.replicas).toEqual({ type: 'integer' });
    expect(schema.properties.web?.properties.resources).toEqual({ type: ['null', 'object'] });
    expect(schema.properties.web?.required).not.toContain('resources');
    expect(schema.properties.debug?.properties.enabled).toEqual({ type: 'boolean' });
  });
});

function sortedByName(all: readonly unknown[]): readonly unknown[] {
  const key = (each: unknown): string => {
    const { kind, metadata } = each as { kind: string; metadata: { name: string } };
    return `${kind} ${metadata.name}`;
  };
  return [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
