import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  AccessMode,
  ConfigRollout,
  Disruption,
  Duration,
  EnvValue,
  Exposure,
  MariaDb,
  MongoDb,
  NetworkPeer,
  Probe,
  Scrape,
  SecretKey,
  WebService,
  type DatabaseProps,
  type Chart,
  type MariaDbProps,
  type MongoDbProps,
  type WorkloadNaming,
  type PodSettings,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notObject, notText, refusesBadInput, type BadInput } from '../support/bad-input';
import { ownFindings } from '../support/own-findings';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const key = (name: string): SecretKey => SecretKey.of('database', name);

const leastMariaDb: MariaDbProps = {
  name: 'mariadb',
  image: 'mariadb:11.8',
  size: '4Gi',
  rootPassword: key('root-password'),
};
const leastMongoDb: MongoDbProps = {
  name: 'mongo',
  image: 'mongo:8.0',
  size: '1Gi',
  rootUser: 'admin',
  rootPassword: key('root-password'),
};

const extras = {
  namespace: 'data',
  claimName: 'files',
  accessMode: AccessMode.READ_WRITE_ONCE_POD,
  storageClassName: 'fast',
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  database: 'shop',
  user: EnvValue.secret(key('user')),
  password: key('password'),
  env: { TZ: 'UTC' },
  configRollout: ConfigRollout.IMMUTABLE,
  clientService: Exposure.clusterIp(),
  disruption: Disruption.maxUnavailable(1),
  networkPolicy: { ingress: [{ from: NetworkPeer.namespace('monitoring'), ports: [{ port: 'metrics' }] }] },
  scrape: Scrape.pods({ port: 9104 }),
  exporter: { user: 'exporter', password: key('exporter-password') },
  backup: { schedule: '15 3 * * *', timeZone: 'Etc/UTC', size: '20Gi', keep: Duration.days(14) },
};

/** What adds containers that are not the caller's. */
const added = { exporter: extras.exporter, backup: { schedule: '15 3 * * *', size: '20Gi' } };

test('the least MariaDb is a headless Service and a StatefulSet that starts restricted', () => {
  expect(synthesize((chart) => new MariaDb(chart, 'db', leastMariaDb))).toMatchSnapshot();
});

test('a MariaDb with everything says everything', () => {
  const config = { 'my.cnf': '[mariadb]\nmax_connections=200\n' };
  const initScripts = { '10-schema.sql': 'CREATE TABLE t (id INT);\n' };
  expect(
    synthesize((chart) => new MariaDb(chart, 'db', { ...leastMariaDb, ...extras, config, initScripts })),
  ).toMatchSnapshot();
});

test('the least MongoDb is a headless Service and a StatefulSet that starts restricted', () => {
  expect(synthesize((chart) => new MongoDb(chart, 'db', leastMongoDb))).toMatchSnapshot();
});

test('a MongoDb with everything says everything', () => {
  const config = { 'mongod.conf': 'storage:\n  wiredTiger: {}\n' };
  const initScripts = { '10-index.js': "db.getSiblingDB('shop').scores.createIndex({ score: -1 });\n" };
  expect(
    synthesize((chart) => new MongoDb(chart, 'db', { ...leastMongoDb, ...extras, config, initScripts })),
  ).toMatchSnapshot();
});

describe('images of other versions', () => {
  const container = (props: Partial<MariaDbProps>): unknown =>
    at(
      only(
        synthesize((chart) => new MariaDb(chart, 'db', { ...leastMariaDb, ...props })),
        'StatefulSet',
      ),
      'spec.template.spec.containers.0',
    );

  test.each(['mariadb:10.5.9', 'mariadb:10.3.39', 'mariadb:10.11.4', 'docker.io/library/mariadb:11.1.1-jammy'])(
    'an old MariaDB, %s, is asked by a login and knows the old variables',
    (image) => {
      expect(at(container({ image }), 'env.0.name')).toBe('MYSQL_ROOT_PASSWORD');
      expect(at(container({ image }), 'livenessProbe.exec.command.2')).toContain('mysqladmin status');
      expect(JSON.stringify(container({ image }))).not.toContain('MARIADB_AUTO_UPGRADE');
    },
  );

  test.each(['mariadb:10.5.22', 'mariadb:10.11', 'mariadb:lts', 'mariadb:11.1.2', 'mariadb:11.8.3-noble', 'mariadb'])(
    'a MariaDB of today, %s, is asked by its health check',
    (image) => {
      expect(at(container({ image }), 'env.0.name')).toBe('MARIADB_ROOT_PASSWORD');
      expect(at(container({ image }), 'livenessProbe.exec.command')).toEqual(['healthcheck.sh', '--connect']);
    },
  );

  test.each([
    ['mongo:4.4', 'mongo'],
    ['mongo:4', 'mongo'],
    ['mongo:5.0', 'mongosh'],
    ['mongo:8.0.3-noble', 'mongosh'],
    ['mongo:latest', 'mongosh'],
  ])('the shell of %s is %s', (image, shell) => {
    const objects = synthesize((chart) => new MongoDb(chart, 'db', { ...leastMongoDb, image }));
    expect(at(only(objects, 'StatefulSet'), 'spec.template.spec.containers.0.livenessProbe.exec.command.0')).toBe(
      shell,
    );
  });
});

describe('a backup', () => {
  test('is not selected by the Service of the database, and is let through its network policy', () => {
    const objects = synthesize((chart) => new MariaDb(chart, 'db', { ...leastMariaDb, ...extras }));
    const labels = at(only(objects, 'CronJob'), 'spec.jobTemplate.spec.template.metadata.labels');
    const [headless] = objects.filter((object) => object.kind === 'Service');
    expect(labels).not.toMatchObject(at(headless, 'spec.selector') as object);
    const policies = objects.filter((object) => object.kind === 'NetworkPolicy');
    const ofDatabase = policies.filter((policy) => policy.metadata.name === leastMariaDb.name);
    expect(at(only(ofDatabase, 'NetworkPolicy'), 'spec.ingress.1')).toEqual({
      from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'mariadb-backup' } } }],
      ports: [{ port: 3306 }],
    });
  });

  test.each([
    ['MariaDb', (chart: Chart) => new MariaDb(chart, 'db', { ...leastMariaDb, ...added })],
    ['MongoDb', (chart: Chart) => new MongoDb(chart, 'db', { ...leastMongoDb, ...added })],
  ])('and an exporter of a %s give the inspection nothing to find', (_, build) => {
    const program =
      "name: 'mariadb', name: 'mongo', image: 'mariadb:11.8', image: 'mongo:8.0', SecretKey.of('mariadb')";
    const objects = synthesize((chart) => build(chart));
    expect(objects.map(({ kind }) => kind)).toContain('CronJob');
    expect(ownFindings(program, { 'db.k8s.yaml': yamlSnapshot.serialize(objects) })).toEqual([]);
  });

  test.each(['plain', 'a "quoted" \\ $one', "it's `odd`"])('of MongoDB takes the password %s as it is', (password) => {
    const objects = synthesize((chart) => new MongoDb(chart, 'db', { ...leastMongoDb, backup: extras.backup }));
    const [script] = (
      at(only(objects, 'CronJob'), 'spec.jobTemplate.spec.template.spec.containers.0.command') as string[]
    ).slice(-1);
    const folder = mkdtempSync(join(tmpdir(), 'drydock-backup-'));
    try {
      const local = (script ?? '')

        .replaceAll('/tmp/mongodump.yaml', `${folder}/mongodump.yaml`)
        .replaceAll(/(["\s])\/backup/g, `$1${folder}`)
        .replace(/^mongodump/m, 'true');
      execFileSync('bash', ['-euo', 'pipefail', '-c', local], {
        env: { ...process.env, DB_PASSWORD: password, DB_HOST: 'h', DB_USERNAME: 'u' },
      });
      expect(parse(readFileSync(join(folder, 'mongodump.yaml'), 'utf8'))).toEqual({ password });
      expect(readdirSync(folder).filter((name) => /^mongo-\d{8}T\d{6}Z\.archive\.gz$/.test(name))).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a binding', () => {
  const app = { name: 'shop', image: 'ghcr.io/acme/shop:1', ports: [{ containerPort: 8080 }] };
  const access = { database: 'shop', user: EnvValue.secret(key('user')), password: key('password') };

  test('tells the application where the database is and opens both network policies', () => {
    const objects = synthesize((chart) => {
      const web = new WebService(chart, 'web', { ...app, networkPolicy: { egress: [] } });
      new MariaDb(chart, 'db', { ...leastMariaDb, ...access, networkPolicy: {} }).bindTo(web);
    });
    expect(at(only(objects, 'Deployment'), 'spec.template.spec.containers.0.env')).toEqual([
      { name: 'DB_HOST', value: 'mariadb' },
      { name: 'DB_PORT', value: '3306' },
      { name: 'DB_DATABASE', value: 'shop' },
      { name: 'DB_USERNAME', valueFrom: { secretKeyRef: { name: 'database', key: 'user' } } },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
    ]);
    const [ofWeb, ofDatabase] = objects.filter((object) => object.kind === 'NetworkPolicy');
    expect(at(ofWeb, 'spec.egress.1')).toEqual({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'mariadb' } } }],
      ports: [{ port: 3306 }],
    });
    expect(at(ofDatabase, 'spec.ingress')).toEqual([
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } } }], ports: [{ port: 3306 }] },
    ]);
  });

  test('takes the names of the variables that the application has', () => {
    const objects = synthesize((chart) => {
      const web = new WebService(chart, 'web', app);
      new MongoDb(chart, 'db', { ...leastMongoDb, ...access }).bindTo(web, {
        host: 'MONGO_SERVICE_HOST',
        port: 'MY_MONGO_PORT',
      });
    });
    const names = at(only(objects, 'Deployment'), 'spec.template.spec.containers.0.env') as { name: string }[];
    expect(names.map(({ name }) => name)).toEqual([
      'MONGO_SERVICE_HOST',
      'MY_MONGO_PORT',
      'MONGO_DATABASE',
      'MONGO_USERNAME',
      'MONGO_PASSWORD',
    ]);
  });

  test('names the namespaces where they differ', () => {
    const objects = synthesize((chart) => {
      const web = new WebService(chart, 'web', { ...app, namespace: 'shop', networkPolicy: { egress: [] } });
      new MariaDb(chart, 'db', { ...leastMariaDb, namespace: 'data', networkPolicy: {} }).bindTo(web);
    });
    expect(at(only(objects, 'Deployment'), 'spec.template.spec.containers.0.env.0.value')).toBe(
      'mariadb.data.svc.cluster.local',
    );
    const [, ofDatabase] = objects.filter((object) => object.kind === 'NetworkPolicy');
    expect(at(ofDatabase, 'spec.ingress.0.from.0.namespaceSelector.matchLabels')).toEqual({
      'kubernetes.io/metadata.name': 'shop',
    });
  });

  test('fails when the application could not read the Secret, or a name is not sound', () => {
    const chart = newChart();
    const web = new WebService(chart, 'web', { ...app, namespace: 'shop' });
    const database = new MariaDb(chart, 'db', { ...leastMariaDb, ...access, namespace: 'data' });
    expect(messageOf(() => database.bindTo(web))).toContain(
      'a pod reads no Secret of another namespace ("data"); put both into one namespace',
    );
    expect(messageOf(() => database.bindTo(web, { host: '1 HOST' }))).toContain(
      `test/db (MariaDb): bindTo(): 'names.host' must be letters, digits`,
    );
    expect(messageOf(() => database.bindTo(web, { hots: 'X' } as never))).toContain("did you mean 'host'?");
  });
});

test('fails when a user has no password, or a password no user', () => {
  const mariaDb = (props: object): string =>
    messageOf(() => new MariaDb(newChart(), 'db', { ...leastMariaDb, ...props }));
  expect(mariaDb({ user: 'app' })).toContain(`'password' is required where there is a 'user'`);
  expect(mariaDb({ password: key('p') })).toContain(`'user' is required where there is a 'password'`);
  expect(messageOf(() => new MongoDb(newChart(), 'db', { ...leastMongoDb, user: 'app' }))).toContain(
    "'password' is required",
  );
  expect(messageOf(() => new MongoDb(newChart(), 'db', { ...leastMongoDb, config: { a: '', b: '' } }))).toContain(
    'must be one file, got a, b',
  );
});

const badDatabase: BadInput<Omit<DatabaseProps, keyof WorkloadNaming | keyof PodSettings>> = {
  size: [
    ['4GB', 'must be a quantity'],
    [4, 'got 4'],
    [undefined, 'is required'],
  ],
  storageClassName: notText,
  claimName: notText,
  accessMode: [['RWO', 'must be one of']],
  claimRetention: notObject,
  image: notText,
  imagePullPolicy: [['always', 'must be one of']],
  containerName: notText,
  resources: notObject,
  env: [...notObject, [{ 'A B': 'x' }, 'got "A B"']],
  config: [...notObject, [{ 'a/b': '' }, 'got "a/b"'], [{ a: 1 }, 'must be a string, got 1']],
  initScripts: notObject,
  configRollout: [['often', 'must be one of "checksum", "immutable", "none"']],
  livenessProbe: notInstance('Probe'),
  readinessProbe: notInstance('Probe'),
  startupProbe: [...notInstance('Probe'), [Probe.exec([]), 'must have at least 1 element']],
  headless: notObject,
  clientService: notInstance('Exposure'),
  rollout: notInstance('StatefulRollout'),
  disruption: notInstance('Disruption'),
  networkPolicy: notObject,
  scrape: notInstance('Scrape'),
  exporter: [
    ...notObject,
    [{ user: 'x' }, "'exporter.password' is required"],
    [{ user: 'x', password: 'secret' }, 'must be a SecretKey'],
  ],
  backup: [
    ...notObject,
    [{ schedule: '* * * * *' }, "'backup.size' is required"],
    [{ schedule: '*/61 * * * *', size: '1Gi' }, "'backup.schedule'"],
    [{ schedule: '@daily', size: '1Gi', keep: Duration.hours(5) }, 'got 18000 s'],
  ],
  override: notObject,
};

const badUser = {
  rootPassword: [...notInstance('SecretKey'), [SecretKey.of('A', 'k'), 'got "A"'], [undefined, 'is required']] as const,
  database: [
    ['', 'got ""'],
    [3, 'got 3'],
    [{}, 'must be an EnvValue'],
  ] as const,
  user: [
    ['', 'got ""'],
    [3, 'got 3'],
  ] as const,
  password: notInstance('SecretKey'),
};

type OwnMaria = Omit<MariaDbProps, keyof WorkloadNaming | keyof PodSettings>;
type OwnMongo = Omit<MongoDbProps, keyof WorkloadNaming | keyof PodSettings>;

refusesBadInput<OwnMaria>(
  'MariaDb',
  'test/db',
  (props) => new MariaDb(newChart(), 'db', props as unknown as MariaDbProps),
  { ...leastMariaDb },
  {
    ...badDatabase,
    ...badUser,
    image: [
      ...notText,
      [undefined, "is required; name the version that your data is for; the current one is 'mariadb:11.8'"],
    ],
  },
);

refusesBadInput<OwnMongo>(
  'MongoDb',
  'test/db',
  (props) => new MongoDb(newChart(), 'db', props as unknown as MongoDbProps),
  { ...leastMongoDb },
  {
    ...badDatabase,
    ...badUser,
    image: [
      ...notText,
      [undefined, "is required; name the version that your data is for; the current one is 'mongo:8.0'"],
    ],
    rootUser: [
      ['', 'got ""'],
      [undefined, 'is required'],
    ],
  },
);
