import { join } from 'node:path';
import ts from 'typescript';
import * as drydock from '../lib';
import { App, Chart, DrydockError, Identity, NetworkPeer, SecretKey } from '../lib';
import { Problems } from '../lib/core/problems';
import { fluxSource } from '../lib/delivery/flux-source-reference';
import { issuer } from '../lib/parts/certificates/issuer-reference';
import { parse, readSources } from './support/house/source';
import { messageOf, newChart, only, type Synthesized } from './support/synthesize';

const root = join(__dirname, '..');

interface Method {
  readonly owner: string;
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly string[];
}

/** The public methods of the classes that the package exports, but for what begins with `_`. */
const methods = methodsOf();

function methodsOf(): readonly Method[] {
  const exported = new Set(Object.keys(drydock));
  return parse(readSources(root, ['lib'])).flatMap(({ path, tree }) =>
    /^lib\/(examples|cli|testing)\//.test(path)
      ? []
      : tree.statements
          .filter(ts.isClassDeclaration)
          .filter(({ name }) => name !== undefined && exported.has(name.text))
          .flatMap((declaration) =>
            declaration.members.filter(ts.isMethodDeclaration).flatMap((method): Method[] => {
              const modifiers = (ts.getModifiers(method) ?? []).map(({ kind }) => kind);
              const name = method.name.getText(tree);
              const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
              if (name.startsWith('_') || modifiers.some((each) => hidden.includes(each))) return [];
              return [
                {
                  owner: declaration.name?.text ?? '',
                  name,
                  isStatic: modifiers.includes(ts.SyntaxKind.StaticKeyword),
                  parameters: method.parameters.map((each) => each.name.getText(tree)),
                },
              ];
            }),
          ),
  );
}

/** What no parameter takes. */
class Stranger {}

/** An object of each class that has a method with parameters; of what stands in the tree, on a chart. */
const receivers: Readonly<Record<string, () => object>> = (() => {
  const base = { name: 'web', image: 'nginx:1.30', ports: [{ name: 'http', containerPort: 8080 }] };
  const at = { name: 'it' };
  const chart = (): Chart => newChart();
  const key = SecretKey.of('db', 'password');
  return {
    Identity: () => Identity.of({ name: 'web' }),
    Manifest: () => new drydock.ConfigMap(chart(), 'it', { ...at, data: { A: 'a' } }).object,
    App: () => new App(),
    ImageCatalog: () => drydock.ImageCatalog.of(chart()),
    EnvironmentValues: () => drydock.Environments.of('dev').values({ dev: { a: 1 } }),
    Environments: () => drydock.Environments.of('dev'),
    HelmChart: () =>
      Object.assign(Object.create(drydock.HelmChart.prototype) as object, { objects: [], node: chart().node }),
    ImageLock: () =>
      Object.assign(Object.create(drydock.ImageLock.prototype) as object, { names: ['web'], images: new Map() }),
    AcmeSolver: () => drydock.AcmeSolver.http01Ingress(),
    TraefikMatch: () => drydock.TraefikMatch.host('a.example.com'),
    Release: () => drydock.Release.of({ image: 'nginx:1.31' }),
    ServiceBackend: () => drydock.ServiceBackend.of('web', 80),
    BarePod: () => new drydock.BarePod(chart(), 'it', base),
    BareReplicaSet: () => new drydock.BareReplicaSet(chart(), 'it', base),
    BatchJob: () => new drydock.BatchJob(chart(), 'it', { name: 'web', image: 'nginx:1.30' }),
    NodeAgent: () => new drydock.NodeAgent(chart(), 'it', { ...base, exposure: drydock.Exposure.clusterIp() }),
    PhpService: () => new drydock.PhpService(chart(), 'it', { name: 'web', image: 'php:8.5-fpm' }),
    ScheduledJob: () =>
      new drydock.ScheduledJob(chart(), 'it', { name: 'web', image: 'nginx:1.30', schedule: '0 3 * * *' }),
    StatefulService: () => new drydock.StatefulService(chart(), 'it', base),
    WebService: () => new drydock.WebService(chart(), 'it', base),
    MariaDb: () =>
      new drydock.MariaDb(chart(), 'it', { name: 'db', image: 'mariadb:11.8', size: '1Gi', rootPassword: key }),
    MongoDb: () =>
      new drydock.MongoDb(chart(), 'it', {
        name: 'db',
        image: 'mongo:8.0',
        size: '1Gi',
        rootUser: 'root',
        rootPassword: key,
      }),
    ExternalNameService: () => new drydock.ExternalNameService(chart(), 'it', { ...at, externalName: 'a.example.com' }),
    Service: () =>
      new drydock.Service(chart(), 'it', {
        ...at,
        selects: Identity.of({ name: 'a' }),
        exposure: drydock.Exposure.clusterIp({ ports: [{ port: 80 }] }),
      }),
    ConfigMap: () => new drydock.ConfigMap(chart(), 'it', { ...at, data: { A: 'a' } }),
    Secret: () => new drydock.Secret(chart(), 'it', { ...at, source: drydock.SecretSource.existing('a') }),
  };
})();

/** Methods that nobody calls but the machinery that they are made for. */
const uncalled = ['InspectionPlugin.validate', 'Inspection.check'];

/** Calls a method with values in the place of its parameters, and says what comes of it. */
function call(target: object, name: string, values: readonly unknown[]): string {
  const method = (target as Record<string, (...given: unknown[]) => unknown>)[name];
  let made: unknown;
  try {
    made = method?.apply(target, [...values]);
  } catch (error) {
    return error instanceof DrydockError ? error.message : `throws ${String(error)}`;
  }
  // A value is checked where it is used.
  const problems = Problems.root();
  try {
    checkOf(made)?.(problems);
    problems.refuseValueIfAny('value');
  } catch (error) {
    return error instanceof DrydockError ? error.message : `throws ${String(error)}`;
  }
  return 'accepts it';
}

/** How what a factory has made is checked by the prop that takes it. */
function checkOf(made: unknown): ((at: Problems) => void) | undefined {
  const { _check } = (made ?? {}) as { readonly _check?: (at: Problems) => void };
  if (typeof _check === 'function') return (at) => _check.call(made, at);
  if (made instanceof drydock.IssuerReference) return (at) => issuer.test(made, at);
  if (made instanceof drydock.Release) return (at) => made.start()._check(at);
  if (made instanceof drydock.FluxSourceReference) {
    return (at) => fluxSource(Object.values(drydock.FluxSourceKind), 'a source').test(made, at);
  }
  return undefined;
}

const strangers: readonly (readonly [string, unknown])[] = [
  ['an object of a class that nobody knows', new Stranger()],
  ['null', null],
];

describe('a public method', () => {
  const called = methods.filter(
    ({ owner, name, parameters }) => parameters.length > 0 && !uncalled.includes(`${owner}.${name}`),
  );

  test('is found for every class that the package exports, and so is an object to call it on', () => {
    expect(called.length).toBeGreaterThan(180);
    const owners = new Set(called.filter(({ isStatic }) => !isStatic).map(({ owner }) => owner));
    expect([...owners].sort()).toEqual(Object.keys(receivers).sort());
  });

  test.each(called)(
    '$owner $name fails when it is given what it does not take',
    ({ owner, name, isStatic, parameters }) => {
      for (const [what, value] of strangers) {
        const target = isStatic ? (drydock as unknown as Record<string, object>)[owner] : receivers[owner]?.();
        const said = call(
          target ?? {},
          name,
          parameters.map(() => value),
        );
        expect({ what, said }).toEqual({ what, said: expect.not.stringMatching(/^throws|^accepts it$/) as string });
        expect(said).toMatch(/got |there is no|there are no|has no|is not one of|names no/);
      }
    },
  );
});

describe('a method of a workload', () => {
  const web = (): drydock.WebService =>
    new drydock.WebService(newChart(), 'web', {
      name: 'web',
      image: 'nginx:1.30',
      ports: [{ name: 'http', containerPort: 8080 }],
      networkPolicy: {},
    });
  const peer = NetworkPeer.workload(Identity.of({ name: 'api' }));

  test.each<[string, (web: drydock.WebService) => void, string]>([
    [
      'a peer is none',
      (it) => it.allowFrom({ from: it as never }),
      "allowFrom(): 'access.from' must be a NetworkPeer (NetworkPeer.namespace(…), NetworkPeer.workload(…), …), got an instance of WebService",
    ],
    [
      'a workload has no identity',
      (it) => it.allowFrom({ from: NetworkPeer.workload({} as never) }),
      "allowFrom(): 'access.from.workload' must be an Identity (Identity.of({ name }), or a workload such as a WebService), got {}",
    ],
    [
      'a number of a port is none',
      (it) => it.allowFrom({ from: peer, ports: [{ port: 70000 }] }),
      "allowFrom(): 'access.ports[0].port' must be a whole number from 1 to 65535, got 70000",
    ],
    [
      'a name of a port is none',
      (it) => it.allowFrom({ from: peer, ports: [{ port: 'htpp' }] }),
      `allowFrom(): 'access.ports[0].port' names no port of the workload, got "htpp"; known are http`,
    ],
    [
      'a field of an access is not known',
      (it) => it.allowTo({ to: peer, port: 80 } as never),
      "allowTo(): 'access.port' is not a known prop, got 80; did you mean 'ports'?",
    ],
    [
      'addresses are none',
      (it) => it.allowTo({ to: NetworkPeer.addresses('10.0.0.0/99') }),
      "allowTo(): 'access.to.range' must be",
    ],
    ['a name of a variable is none', (it) => it.addEnv('1 A', 'x'), `addEnv(): 'name' must be letters, digits`],
    [
      'a value of a variable is a number',
      (it) => it.addEnv('A', 1 as never),
      "addEnv(): 'value' must be a string, got 1",
    ],
    ['a namespace is none', (it) => it.dnsName('No_Space'), `dnsName(): 'from' must be lower-case letters`],
  ])('fails when %s, with path, value and what is allowed', (_, act, message) => {
    expect(messageOf(() => act(web()))).toContain(`test/web (WebService): ${message}`);
  });

  test('takes a workload for a peer, and names its namespace where that is another', () => {
    const chart = newChart(undefined, 'shop');
    const front = new drydock.WebService(chart, 'front', { name: 'front', image: 'nginx:1.30' });
    const back = new drydock.WebService(chart, 'back', { name: 'back', image: 'nginx:1.30', networkPolicy: {} });
    const other = new Chart(chart.node.root, 'other', { namespace: 'tools' });
    const probe = new drydock.WebService(other, 'probe', { name: 'probe', image: 'nginx:1.30' });
    back.allowFrom({ from: NetworkPeer.workload(front) });
    back.allowFrom({ from: NetworkPeer.workload(probe) });
    const { spec } = only(chart.toJson() as Synthesized[], 'NetworkPolicy') as { spec?: unknown };
    expect(spec).toMatchObject({
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'front' } } },
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'tools' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'probe' } },
            },
          ],
        },
      ],
    });
  });

  test('fails when a policy lets somebody in at a port that has no such name', () => {
    const networkPolicy = { ingress: [{ from: peer, ports: [{ port: 'metrics' }] }] };
    const make = (): unknown =>
      new drydock.WebService(newChart(), 'web', { name: 'web', image: 'nginx:1.30', networkPolicy });
    expect(messageOf(make)).toContain(
      `'networkPolicy.ingress[0].ports[0].port' names no port of the workload, got "metrics"; none of its ports has a name`,
    );
  });
});
