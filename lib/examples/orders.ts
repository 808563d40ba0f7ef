import type { Construct } from 'constructs';
import {
  BatchJob,
  Chart,
  ConcurrencyPolicy,
  Disruption,
  Duration,
  EnvValue,
  Exposure,
  LogDestination,
  LogShipper,
  MetricsExporter,
  NetworkPeer,
  PreemptionPolicy,
  PriorityClass,
  ReverseProxy,
  ScheduledJob,
  Scrape,
  Secret,
  SecretSource,
  SecretStoreKind,
  SecretType,
  TenantNamespace,
  TopologySpread,
  Volume,
  WebService,
} from '../index';

const release = '1.4.0';
const image = `registry.example.com/shop/orders:${release}`;

const storeKind = SecretStoreKind.CLUSTER_SECRET_STORE;

/** The image names its user by name: its number, and what the image writes to, are said here. */
const user = { securityContext: { runAsUser: 10001, runAsGroup: 10001 }, writablePaths: ['/tmp'] };
const small = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } };

/** The database is outside of the cluster. */
const toDatabase = { to: NetworkPeer.anyone(), ports: [{ port: 5432 }] };

/**
 * Document 003: what stands beside an application. A migration of its database before it, a reverse proxy with TLS and
 * the shipping of its log files in its pods, a nightly job, and heavy work on nodes of its own.
 */
export class OrdersExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'orders' });
    new TenantNamespace(this, 'namespace', { name: 'orders' });
    const batch = new PriorityClass(this, 'priority', {
      name: 'batch',
      value: -100,
      preemptionPolicy: PreemptionPolicy.NEVER,
      description: 'Work that can wait.',
    });
    const secret = (name: string, keys: { readonly [key: string]: string }, type?: SecretType): Secret =>
      new Secret(this, name, { name, type, source: SecretSource.external({ store: 'vault', storeKind, keys }) });
    const database = secret('orders-database', { url: 'orders/database-url' });
    const logging = secret('orders-logging', { user: 'orders/logging-user', password: 'orders/logging-password' });
    const certificate = secret(
      'orders-tls',
      { 'tls.crt': 'orders/tls-crt', 'tls.key': 'orders/tls-key' },
      SecretType.TLS,
    );
    const env = { DATABASE_URL: EnvValue.secret(database.key('url')) };

    const migration = new BatchJob(this, 'migration', {
      ...user,
      // A Job cannot be changed: each release has its own.
      name: `orders-migration-${release.replaceAll('.', '-')}`,
      image,
      args: ['migrate'],
      env,
      resources: small,
      backoffLimit: 2,
      activeDeadline: Duration.minutes(10),
      ttlAfterFinished: Duration.days(1),
      networkPolicy: { egress: [toDatabase] },
    });
    const logs = Volume.emptyDir('logs', '256Mi');
    const orders = new WebService(this, 'orders', {
      ...user,
      name: 'orders',
      image,
      args: ['serve', '--listen=127.0.0.1:3000', '--log=/var/log/orders/orders.log'],
      env,
      resources: { requests: { cpu: '200m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      replicas: 2,
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      volumeMounts: [{ mountPath: '/var/log/orders', volume: logs }],
      // What the application writes, the log shipper may read.
      podSecurityContext: { fsGroup: 10001 },
      initContainers: [
        {
          ...user,
          name: 'wait-for-migration',
          image,
          args: ['migrate', '--wait'],
          env,
          resources: small,
        },
      ],
      sidecars: [
        ReverseProxy.nginx({
          upstreamPort: 3000,
          statusPort: 8081,
          tls: Volume.secret('tls', certificate),
          resources: small,
        }),
        MetricsExporter.nginx({ port: 8081, resources: small }),
        LogShipper.fluentBit({
          logs,
          json: true,
          to: LogDestination.elasticsearch({
            host: 'elasticsearch.logging.svc.cluster.local',
            indexPrefix: 'orders',
            tls: true,
            credentials: {
              user: logging.key('user'),
              password: logging.key('password'),
            },
          }),
          resources: small,
        }),
      ],
      exposure: Exposure.clusterIp({ ports: [{ name: 'https', port: 443, targetPort: 'https' }] }),
      scrape: Scrape.pods({ port: 9113 }),
      networkPolicy: {
        ingress: [
          { from: NetworkPeer.sameNamespace(), ports: [{ port: 'https' }] },
          { from: NetworkPeer.namespace('monitoring'), ports: [{ port: 9113 }] },
        ],
        egress: [toDatabase, { to: NetworkPeer.namespace('logging'), ports: [{ port: 9200 }] }],
      },
    });
    orders.node.addDependency(migration);
    new ScheduledJob(this, 'report', {
      ...user,
      name: 'orders-report',
      image,
      args: ['report', '--yesterday'],
      env,
      schedule: '30 2 * * *',
      timeZone: 'Europe/Madrid',
      concurrencyPolicy: ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.hours(1),
      activeDeadline: Duration.hours(3),
      resources: { requests: { cpu: '2', memory: '2Gi' }, limits: { memory: '2Gi' } },
      networkPolicy: { egress: [toDatabase] },
      priorityClassName: batch.name,
      tolerations: [{ key: 'workload', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'workload', operator: 'In', values: ['batch'] }] }],
          },
        },
      },
    });
  }
}
