import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as certManager from '../../imports/cert-manager.io';
import * as gateway from '../../imports/gateway.networking.k8s.io';
import * as monitoring from '../../imports/monitoring.coreos.com';
import * as traefik from '../../imports/traefik.io';
import { defineSamples } from './samples';

const ROOT = join(__dirname, '../..');
const IMPORTS = join(ROOT, 'imports');

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: string;
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}
interface Complaint {
  readonly path: string;
  readonly keyword: string;
  readonly params: {
    readonly missingProperty?: string;
    readonly allowedValues?: readonly unknown[];
    readonly pattern?: string;
  };
}

/** What the packages' validators say about each manifest. */
function validate(manifests: readonly Manifest[]): Complaint[][] {
  const input = JSON.stringify(manifests);
  const output = execFileSync(process.execPath, [join(__dirname, 'validate.mjs')], { input, maxBuffer: 1 << 28 });
  return JSON.parse(output.toString()) as Complaint[][];
}

function synthesize(define: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(new App(), 'chart');
  define(chart);
  return chart.toJson() as Manifest[];
}

const modules = readdirSync(IMPORTS).filter((name) => name.endsWith('.ts'));
const definitions = readdirSync(join(IMPORTS, 'crds')).flatMap((name) => {
  const list = JSON.parse(readFileSync(join(IMPORTS, 'crds', name), 'utf8')) as { items: Definition[] };
  return list.items;
});
const schemas = definitions.flatMap(({ spec: { group, names, versions } }) =>
  versions.map(({ name, schema }) => ({
    apiVersion: `${group}/${name}`,
    kind: names.kind,
    schema: schema.openAPIV3Schema,
  })),
);
const nameOf = ({ apiVersion, kind }: { apiVersion: string; kind: string }): string => `${apiVersion} ${kind}`;

describe('the imported constructs', () => {
  const manifests = synthesize(defineSamples);

  test('define objects that the validators of their packages accept', () => {
    const refused = validate(manifests).flatMap((complaints, index) =>
      complaints.length === 0 ? [] : [{ manifest: manifests[index], complaints }],
    );
    expect(refused).toEqual([]);
  });

  test('exist for every definition but those that are too large', () => {
    const without = schemas.map(nameOf).filter((name) => !manifests.map(nameOf).includes(name));
    expect(without).toEqual([
      'argoproj.io/v1alpha1 ApplicationSet',
      'monitoring.coreos.com/v1 Alertmanager',
      'monitoring.coreos.com/v1 Prometheus',
      'monitoring.coreos.com/v1alpha1 ScrapeConfig',
    ]);
    expect(manifests.map(nameOf).filter((name) => !schemas.map(nameOf).includes(name))).toEqual([]);
    expect(new Set(manifests.map(nameOf)).size).toBe(manifests.length);
  });

  test('write the fields under the names of the API', () => {
    const [certificate, monitor] = synthesize((chart) => {
      new certManager.Certificate(chart, 'certificate', {
        metadata: { name: 'ca' },
        spec: { secretName: 'ca', isCa: true, issuerRef: { name: 'root' } },
      });
      new monitoring.ServiceMonitor(chart, 'monitor', {
        metadata: { name: 'shop' },
        spec: { selector: {}, endpoints: [{ proxyUrl: 'http://proxy', enableHttp2: false }] },
      });
    });
    expect(certificate).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'ca' },
      spec: { secretName: 'ca', isCA: true, issuerRef: { name: 'root' } },
    });
    expect(monitor).toMatchObject({ spec: { endpoints: [{ proxyUrl: 'http://proxy', enableHttp2: false }] } });
  });

  test('write a number or a string as what it is', () => {
    const Port = traefik.IngressRouteSpecRoutesServicesPort;
    const [route] = synthesize((chart) => {
      const services = [Port.fromNumber(80), Port.fromString('http')].map((port) => ({ name: 'shop', port }));
      new traefik.IngressRoute(chart, 'route', {
        metadata: { name: 'shop' },
        spec: { routes: [{ match: 'Path(`/`)', services }] },
      });
    });
    expect(route).toMatchObject({
      spec: { routes: [{ services: [{ name: 'shop', port: 80 }, { name: 'shop', port: 'http' }] }] },
    });
  });
});

describe('what the API rejects', () => {
  const metadata = { name: 'wrong' };

  test('fails when a required field is missing, in the types too', () => {
    const manifests = synthesize((chart) => {
      // @ts-expect-error issuerRef is required
      new certManager.Certificate(chart, 'certificate', { metadata, spec: { secretName: 'tls' } });
      // @ts-expect-error gatewayClassName is required
      new gateway.Gateway(chart, 'gateway', { metadata, spec: { listeners: [] } });
      // @ts-expect-error selector is required
      new monitoring.ServiceMonitor(chart, 'monitor', { metadata, spec: { endpoints: [] } });
      // @ts-expect-error match is required
      new traefik.IngressRoute(chart, 'route', { metadata, spec: { routes: [{}] } });
    });
    const missing = validate(manifests).map((complaints) =>
      complaints.filter(({ keyword }) => keyword === 'required').map(({ params }) => params.missingProperty),
    );
    expect(missing).toEqual([['issuerRef'], ['gatewayClassName'], ['selector'], ['match']]);
  });

  test('fails when a value is not one of the allowed, in the types too', () => {
    const manifests = synthesize((chart) => {
      new certManager.Certificate(chart, 'certificate', {
        metadata,
        // @ts-expect-error DSA is no algorithm of cert-manager
        spec: { secretName: 'tls', issuerRef: { name: 'ca' }, privateKey: { algorithm: 'DSA' } },
      });
      new gateway.HttpRoute(chart, 'route', {
        metadata,
        // @ts-expect-error Prefix is an Ingress's word
        spec: { rules: [{ matches: [{ path: { type: 'Prefix', value: '/' } }] }] },
      });
    });
    const refused = validate(manifests).map((complaints) =>
      complaints.filter(({ keyword }) => keyword === 'enum').map(({ path }) => path),
    );
    expect(refused).toEqual([['/spec/privateKey/algorithm'], ['/spec/rules/0/matches/0/path/type']]);
  });

  test('leave out a field that does not exist, which the types refuse', () => {
    const known = { secretName: 'tls', issuerRef: { name: 'ca' } };
    const [certificate] = synthesize((chart) => {
      // @ts-expect-error the field is called dnsNames
      const spec: certManager.CertificateSpec = { ...known, dnsName: ['shop.example.com'] };
      new certManager.Certificate(chart, 'certificate', { metadata, spec });
    });
    expect(certificate?.spec).toEqual(known);
  });
});

describe('the definitions', () => {
  test('say which kinds have no namespace', () => {
    const cluster = definitions.filter(({ spec }) => spec.scope === 'Cluster').map(({ spec }) => spec.names.plural);
    expect(cluster).toEqual(['clusterissuers', 'clusterexternalsecrets', 'clustersecretstores', 'gatewayclasses']);
    expect(definitions.every(({ spec }) => ['Cluster', 'Namespaced'].includes(spec.scope))).toBe(true);
  });

  test('ask for the required fields, values and patterns that the validators ask for, and for no others', () => {
    const places = schemas.flatMap(({ apiVersion, kind, schema }) =>
      placesOf(schema, []).map((place) => ({ ...place, apiVersion, kind })),
    );
    expect(places.length).toBeGreaterThan(5000);
    const probes = places.flatMap(({ apiVersion, kind, values }) => values.map((value) => ({ apiVersion, kind, ...value })));
    const answers = validate(probes);
    let next = 0;
    const differing = places.flatMap(({ apiVersion, kind, values, pointer, rules }) => {
      const complaints = answers.slice(next, (next += values.length)).flat();
      const asked = rulesOf(complaints.filter(({ path }) => path === pointer));
      return JSON.stringify(asked) === JSON.stringify(rules) ? [] : [{ apiVersion, kind, pointer, rules, asked }];
    });
    expect(differing).toEqual([]);
  });

  test('hold no words of others', () => {
    const described = definitions.flatMap(({ spec }) =>
      spec.versions.map(({ schema }) => JSON.stringify(schema).split('"description":"').length - 1),
    );
    expect(new Set(described)).toEqual(new Set([1]));
  });
});

describe('the imported files', () => {
  const installed = (name: string): string => {
    const text = readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  };

  test.each(modules)('%s is made of what is installed, and unedited', (name) => {
    const [, from = '', sum = '', ...body] = readFileSync(join(IMPORTS, name), 'utf8').split('\n');
    const source = /^\/\/ From (\S+) (\S+) with cdk8s-cli (\S+)\. /.exec(from);
    expect(source?.slice(2)).toEqual([installed(source?.[1] ?? ''), installed('cdk8s-cli')]);
    expect(sum).toContain(createHash('sha256').update(body.join('\n')).digest('hex'));
  });

  test('have a module and a list of definitions for each group', () => {
    const groups = readdirSync(join(IMPORTS, 'crds')).map((name) => name.replace(/\.json$/, ''));
    expect(modules.map((name) => name.replace(/\.ts$/, ''))).toEqual(groups);
    expect([...new Set(definitions.map(({ spec }) => spec.group))]).toEqual(groups);
  });

  test('reach users through the package', () => {
    const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const { exports, files } = JSON.parse(text) as { exports: Record<string, unknown>; files: string[] };
    expect(exports['./imports/*']).toEqual({ types: './build/imports/*.d.ts', default: './build/imports/*.js' });
    expect(files).toContain('build/imports');
  });
});

interface Rules {
  readonly required: readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
}

function rulesOf(complaints: readonly Complaint[]): Rules {
  const find = (keyword: string): Complaint['params'] | undefined =>
    complaints.find((complaint) => complaint.keyword === keyword)?.params;
  const required = complaints.flatMap(({ params: { missingProperty = [] } }) => missingProperty);
  return { required: required.sort(), enum: find('enum')?.allowedValues, pattern: find('pattern')?.pattern };
}

interface Place {
  readonly values: readonly Readonly<Record<string, unknown>>[];
  readonly pointer: string;
  readonly rules: Rules;
}

/** Every place of a schema, with values that have nothing but the way there and break whatever rule it may have. */
function placesOf(schema: Schema, path: readonly (string | number)[]): Place[] {
  const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  // Nearly every pattern refuses a character that nobody writes; those that allow it refuse the empty string.
  const values = (schema.type === 'object' ? [{}] : ['\u0000', '']).map((leaf) =>
    path.reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), leaf),
  );
  const rules = { required: schema.required ?? [], enum: schema.enum, pattern: schema.pattern };
  const children = Object.entries(schema.properties ?? {})
    .filter(([name]) => path.length > 0 || !['apiVersion', 'kind', 'metadata', 'status'].includes(name))
    .flatMap(([name, child]) => placesOf(child, [...path, name]));
  const items = schema.items ? placesOf(schema.items, [...path, 0]) : [];
  const entries = schema.additionalProperties ? placesOf(schema.additionalProperties, [...path, 'key']) : [];
  return [{ values: values as Place['values'], pointer, rules }, ...children, ...items, ...entries];
}
