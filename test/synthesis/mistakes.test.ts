import * as drydock from '../../lib';
import { App, Chart, DrydockError } from '../../lib';

type Made = new (...given: unknown[]) => object;

/** A class of the package as JavaScript sees it: whatever is given, no compiler refuses it. */
function untyped(name: string): Made {
  return (drydock as unknown as Readonly<Record<string, Made>>)[name] as Made;
}

const chart = (): Chart => new Chart(new App(), 'shop');
const web = (props: object) => () =>
  new (untyped('WebService'))(chart(), 'web', { name: 'web', image: 'nginx:1.30', ...props });
const make = (of: string, props: unknown) => () => new (untyped(of))(chart(), 'it', props);
const db = { name: 'db', image: 'mariadb:11.8', size: '1Gi', rootPassword: drydock.SecretKey.of('db', 'root') };

/** What somebody does wrong, and what the one message about it says: where, the value, what is allowed, the fix. */
const mistakes: readonly (readonly [what: string, act: () => unknown, ...says: string[]])[] = [
  [
    'scope is the app',
    () => new (untyped('WebService'))(new App(), 'web', { name: 'web', image: 'nginx:1' }),
    'web (WebService)',
    "'scope' must be a Chart",
    'got an instance of App',
    "new Chart(app, 'shop')",
  ],
  [
    'scope is nothing',
    () => new (untyped('WebService'))(undefined, 'web', {}),
    "WebService: 'scope' must be a Chart",
    'got nothing',
    'for example',
  ],
  [
    'scope is a string',
    () => new (untyped('WebService'))('shop', 'web', {}),
    "WebService: 'scope'",
    'got "shop"',
    'for example',
  ],
  [
    'scope and id are missing',
    () => new (untyped('WebService'))({ name: 'web' }),
    "WebService: 'scope'",
    'got {"name":"web"}',
  ],
  [
    'a chart without an app',
    () => new (Chart as never as Made)(undefined, 'shop'),
    "Chart: 'scope' must be an App",
    'got nothing',
  ],
  [
    'id is nothing',
    () => new (untyped('WebService'))(chart(), undefined, {}),
    'shop (Chart)',
    "'id' of a WebService",
    'got nothing',
  ],
  ['id is a number', () => new (untyped('WebService'))(chart(), 3, {}), "'id' of a WebService", 'got 3'],
  [
    'id is there already',
    () => {
      const c = chart();
      new (untyped('ConfigMap'))(c, 'a', { name: 'a', data: { A: 'a' } });
      new (untyped('ConfigMap'))(c, 'a', { name: 'b', data: { A: 'a' } });
    },
    'shop (Chart)',
    `got "a", which is that of a ConfigMap already`,
    'choose another',
  ],
  [
    'a chart of the same id',
    () => {
      const app = new App();
      new Chart(app, 'shop');
      new Chart(app, 'shop');
    },
    'App',
    'got "shop"',
    'choose another',
  ],
  [
    'props are missing',
    () => new (untyped('WebService'))(chart(), 'web'),
    'shop/web (WebService)',
    'must be an object, got nothing',
  ],
  ['props are a string', () => new (untyped('WebService'))(chart(), 'web', 'nginx'), 'must be an object, got "nginx"'],
  ['name is missing', make('WebService', { image: 'nginx:1' }), "'name' is required"],
  ['image is missing', make('WebService', { name: 'web' }), "'image' is required"],
  ['name has upper case', web({ name: 'Web' }), "'name' must be lower-case", 'got "Web"', 'for example "web"'],
  ['name has an underscore', web({ name: 'my_web' }), `for example "my-web"`],
  ['image has upper case', web({ image: 'Nginx:1' }), "'image' must be an image reference", 'did you mean "nginx:1"'],
  ['image has a blank', web({ image: 'nginx: 1' }), "'image' must be", 'got "nginx: 1"'],
  ['a prop is misspelt', web({ replica: 2 }), "'replica' is not a known prop, got 2", "did you mean 'replicas'?"],
  [
    'ports is a list of numbers',
    web({ ports: [80] }),
    "'ports[0]' must be an object, got 80",
    'for example { containerPort: 80 }',
  ],
  ['ports is a number', web({ ports: 80 }), "'ports' must be a list, got 80", 'for example [{ containerPort: 80 }]'],
  [
    'a port is text',
    web({ ports: [{ containerPort: '80' }] }),
    '\'ports[0].containerPort\' must be a whole number from 1 to 65535, got "80"',
    'for example 80',
  ],
  ['a port is too large', web({ ports: [{ containerPort: 80000 }] }), 'got 80000'],
  [
    'a port is called as in Docker',
    web({ ports: [{ port: 80 }] }),
    "'ports[0].port' is not a known prop",
    'known are containerPort',
  ],
  [
    'env is a list as in YAML',
    web({ env: [{ name: 'A', value: 'b' }] }),
    "'env' must be an object",
    'for example { A: "b" }',
  ],
  ['env has a number', web({ env: { PORT: 80 } }), "'env.PORT' must be a string, got 80", 'for example "80"'],
  ['env has true', web({ env: { DEBUG: true } }), "'env.DEBUG' must be a string, got true", 'for example "true"'],
  [
    'a variable has a name with a blank',
    web({ env: { 'A B': 'x' } }),
    `'env["A B"]' must be letters`,
    'for example "A_B"',
  ],
  ['replicas is text', web({ replicas: '2' }), "'replicas' must be a whole number from 0", 'got "2"', 'for example 2'],
  ['replicas is below zero', web({ replicas: -1 }), "'replicas'", 'got -1'],
  [
    'cpu without a unit is a number',
    web({ resources: { requests: { cpu: 0.5 } } }),
    "'resources.requests.cpu' must be a quantity",
    'got 0.5',
    'for example "500m"',
  ],
  [
    'cpu is 500 processors',
    web({ resources: { requests: { cpu: '500' } } }),
    "'resources.requests.cpu'",
    'got "500"',
    'for example "500m"',
  ],
  [
    'memory is 512 thousandths of a byte',
    web({ resources: { limits: { memory: '512m' } } }),
    "'resources.limits.memory'",
    'got "512m"',
    'for example "512Mi"',
  ],
  [
    'memory in megabytes',
    web({ resources: { limits: { memory: '64MB' } } }),
    "'resources.limits.memory' must be a quantity",
    'got "64MB"',
    'for example "64Mi"',
  ],
  ['memory in lower case', web({ resources: { limits: { memory: '64mi' } } }), 'got "64mi"', 'for example "64Mi"'],
  ['memory with a blank', web({ resources: { limits: { memory: '64 Mi' } } }), 'got "64 Mi"', 'for example "64Mi"'],
  ['memory is a number', web({ resources: { limits: { memory: 512 } } }), 'got 512', 'for example "512Mi"'],
  ['resources as of Docker', web({ resources: { cpu: '100m' } }), "'resources.cpu' is not a known prop"],
  ['size is a number', make('MariaDb', { ...db, size: 4 }), "'size' must be a quantity", 'got 4', 'for example "4Gi"'],
  ['size is in GB', make('MariaDb', { ...db, size: '4GB' }), 'got "4GB"', 'for example "4Gi"'],
  [
    'a password is text',
    make('MariaDb', { ...db, rootPassword: 'hunter2' }),
    "'rootPassword' must be a SecretKey",
    'SecretKey.of',
  ],
  [
    'a probe is a path',
    web({ readinessProbe: '/healthz' }),
    "'readinessProbe' must be a Probe (Probe.httpGet(path), …)",
    'got "/healthz"',
  ],
  ['a probe is as in YAML', web({ livenessProbe: { httpGet: { path: '/' } } }), "'livenessProbe' must be a Probe"],
  [
    'a duration is a number',
    web({ terminationGracePeriod: 30 }),
    "'terminationGracePeriod' must be a Duration",
    'got 30',
    'Duration.seconds(30)',
  ],
  ['a duration is text', web({ terminationGracePeriod: '30s' }), 'got "30s"', 'Duration.seconds(30)'],
  [
    'an exposure is a word',
    web({ exposure: 'NodePort' }),
    "'exposure' must be an Exposure (Exposure.clusterIp()",
    'got "NodePort"',
  ],
  ['a strategy is a word', web({ strategy: 'canary' }), "'strategy' must be a Strategy (Strategy.rolling"],
  [
    'an ingress is a host',
    web({ ingress: 'shop.example.com' }),
    '\'ingress\' must be an object, got "shop.example.com"',
  ],
  ['volumes are as in YAML', web({ volumes: [{ name: 'a', emptyDir: {} }] }), "'volumes"],
  ['labels have a number', web({ labels: { tier: 1 } }), "'labels.tier'", 'got 1'],
  ['args is a text', web({ args: '--debug' }), '\'args\' must be a list, got "--debug"', 'for example ["--debug"]'],
  ['command is a text', web({ command: 'nginx -g x' }), "'command' must be a list", 'for example ["nginx","-g","x"]'],
  [
    'a schedule has too few fields',
    make('ScheduledJob', { name: 'j', image: 'a:1', schedule: '* * *' }),
    "'schedule'",
    'got "* * *"',
  ],
  ['a schedule is a number', make('ScheduledJob', { name: 'j', image: 'a:1', schedule: 5 }), "'schedule'", 'got 5'],
  [
    'a job retries forever',
    make('BatchJob', { name: 'j', image: 'a:1', backoffLimit: Infinity }),
    "'backoffLimit'",
    'got Infinity',
  ],
  [
    'data has a number',
    make('ConfigMap', { name: 'c', data: { PORT: 80 } }),
    "'data.PORT' must be a string, got 80",
    'for example "80"',
  ],
  ['data is missing', make('ConfigMap', { name: 'c' }), 'shop/it (ConfigMap)'],
  ['a key has a slash', make('ConfigMap', { name: 'c', data: { 'a/b': 'x' } }), `'data["a/b"]' must be letters`],
  [
    'a secret has data',
    make('Secret', { name: 's', data: { password: 'hunter2' } }),
    "'data' is not a known prop",
    "'source' is required",
  ],
  [
    'a Service has no pods',
    make('Service', { name: 's', exposure: drydock.Exposure.clusterIp({ ports: [{ port: 80 }] }) }),
    "'selects' is required",
  ],
  [
    'an agent has replicas',
    make('NodeAgent', { name: 'a', image: 'a:1', replicas: 2 }),
    "'replicas' may not be given, got 2",
  ],
  ['a claim is missing its size', make('PersistentVolumeClaim', { name: 'c' }), "'size' is required"],
  [
    'a namespace has a bad name',
    make('TenantNamespace', { name: 'Team A' }),
    "'name' must be lower-case",
    'got "Team A"',
  ],
  [
    'storage of replicas is a number',
    make('StatefulService', { name: 's', image: 'a:1', claims: [{ name: 'd', mountPath: '/d', size: 4 }] }),
    "'claims[0].size'",
    'got 4',
    'for example "4Gi"',
  ],
];

test('there are sixty of them at least', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(60);
});

const cases = mistakes.map(([what, act, ...says]) => ({ what, act, says }));

test.each(cases)('fails when $what, with one message that ends where the user is', ({ act, says }) => {
  let error: unknown;
  try {
    act();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(DrydockError);
  const { message, stack } = error as DrydockError;
  for (const each of says) expect(message).toContain(each);
  expect(message).not.toContain('hunter2');
  expect(stack).toMatch(/\n {4}at test\/synthesis\/mistakes\.test\.ts:\d+:\d+$/);
  expect(stack?.replace(/\n {4}at .*$/, '')).toBe(`DrydockError: ${message}`);
});
