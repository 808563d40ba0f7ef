// Each manifest of the documents, given to the constructs in the plain profile, comes out deep-equal: no field more and
// no field less. What is no longer in Kubernetes is in the fixture as it is done today.
import {
  Duration,
  EnvValue,
  Exposure,
  Handler,
  Identity,
  ImagePullPolicy,
  Probe,
  Protocol,
  Scrape,
  SecretKey,
  SecurityProfile,
  StatefulRollout,
  StatefulService,
  Strategy,
  Volume,
  WebService,
} from '../../lib';
import { manifestsOf, sorted } from '../support/documents';
import { synthesize } from '../support/synthesize';

test('nginx of document 000 comes out as the document has it', () => {
  const objects = synthesize((chart) => {
    new WebService(chart, 'nginx', {
      name: 'nginx',
      identity: Identity.labels({ app: 'nginx' }),
      image: 'nginx:stable-alpine',
      replicas: 2,
      ports: [{ containerPort: 80 }],
      exposure: Exposure.nodePort({ ports: [{ protocol: Protocol.TCP, port: 8000, targetPort: 80 }] }),
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('nginx')));
});

test('the website of document 001 comes out as the document has it', () => {
  const objects = synthesize((chart) => {
    new WebService(chart, 'website', {
      name: 'website',
      namespace: 'frontend',
      identity: Identity.of({ instance: 'website' }),
      labels: { 'app.kubernetes.io/instance': 'website' },
      replicas: 2,
      revisionHistoryLimit: 4,
      strategy: Strategy.rolling({ maxUnavailable: 1 }),
      containerName: 'nginx',
      image: 'nginx:1.18.0-alpine',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      ports: [{ name: 'http', containerPort: 3000 }],
      preStop: Handler.exec('nginx', '-s', 'quit'),
      resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '20m', memory: '30Mi' } },
      livenessProbe: Probe.tcpSocket('http', { initialDelay: Duration.seconds(5), timeout: Duration.seconds(2) }),
      exposure: Exposure.clusterIp({ ports: [{ name: 'http', port: 80 }] }),
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('website')));
});

test('mariadb of document 001 comes out as the document has it', () => {
  const login = ['sh', '-c', 'exec mysqladmin status -uroot -p$MYSQL_ROOT_PASSWORD'];
  const objects = synthesize((chart) => {
    new StatefulService(chart, 'mariadb', {
      name: 'mariadb',
      namespace: 'persistence',
      identity: Identity.of({ instance: 'mariadb' }),
      labels: { 'app.kubernetes.io/instance': 'mariadb' },
      replicas: 1,
      rollout: StatefulRollout.rolling(),
      terminationGracePeriod: Duration.minutes(5),
      containerName: 'default',
      image: 'mariadb:10.5.9',
      ports: [{ name: 'mariadb', containerPort: 3306 }],
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      livenessProbe: Probe.exec(login, { initialDelay: Duration.minutes(2) }),
      readinessProbe: Probe.exec(login, { initialDelay: Duration.seconds(15) }),
      securityContext: { runAsUser: 999 },
      volumeMounts: [
        { mountPath: '/etc/mysql/conf.d/my.cnf', subPath: 'my.cnf', volume: Volume.configMap('config', 'mariadb') },
      ],
      claims: [{ name: 'data', mountPath: '/var/lib/mysql', size: '4Gi' }],
      scrape: Scrape.service(),
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('mariadb')));
});

test('pacman and its mongo of document 004 come out as the document has them', () => {
  const key = (name: string): EnvValue => EnvValue.secret(SecretKey.of('mongodb-users-secret', name));
  const annotations = { source: 'https://github.com/saintdle/pacman-tanzu' };
  const objects = synthesize(
    (chart) => {
      new StatefulService(chart, 'mongo', {
        name: 'mongo',
        identity: Identity.labels({ name: 'mongo' }),
        labels: { name: 'mongo' },
        annotations,
        replicas: 1,
        image: 'mongo:5.0',
        ports: [{ name: 'mongo', containerPort: 27017 }],
        env: {
          MONGODB_ROOT_PASSWORD: key('database-admin-password'),
          MONGODB_DATABASE: key('database-name'),
          MONGODB_PASSWORD: key('database-password'),
          MONGODB_USERNAME: key('database-user'),
        },
        readinessProbe: Probe.exec([
          '/bin/sh',
          '-i',
          '-c',
          'mongosh 127.0.0.1:27017/$MONGODB_DATABASE -u $MONGODB_USERNAME -p $MONGODB_PASSWORD --eval="quit()"',
        ]),
        podSecurityContext: { fsGroup: 1001 },
        serviceAccountName: 'default',
        terminationGracePeriod: Duration.seconds(30),
        claims: [{ name: 'mongo-storage', mountPath: '/data/db', size: '1Gi' }],
        headless: { ports: [{ port: 27017, targetPort: 27017 }] },
      });
      new WebService(chart, 'pacman', {
        name: 'pacman',
        identity: Identity.labels({ name: 'pacman' }),
        annotations,
        replicas: 1,
        image: 'quay.io/ifont/pacman-nodejs-app:latest',
        ports: [{ name: 'http-server', containerPort: 8080, protocol: Protocol.TCP }],
        livenessProbe: Probe.httpGet('/', { port: 8080 }),
        readinessProbe: Probe.httpGet('/', { port: 8080 }),
        env: {
          MONGO_SERVICE_HOST: 'mongo',
          MONGO_AUTH_USER: key('database-user'),
          MONGO_AUTH_PWD: key('database-password'),
          MONGO_DATABASE: 'pacman',
          MY_MONGO_PORT: '27017',
          MONGO_USE_SSL: 'false',
          MONGO_VALIDATE_SSL: 'false',
          MY_NODE_NAME: EnvValue.podField('spec.nodeName'),
        },
        exposure: Exposure.loadBalancer({
          labels: { name: 'pacman' },
          ports: [{ port: 80, targetPort: 8080, protocol: Protocol.TCP }],
        }),
        ingress: { name: 'pacman-ingress', hosts: ['pacman.com'] },
      });
    },
    SecurityProfile.PLAIN,
    'pacman',
  );
  expect(sorted(objects)).toEqual(sorted(manifestsOf('pacman')));
});
