import type { Construct } from 'constructs';
import {
  AlertRule,
  AlertRules,
  Chart,
  ConfigFiles,
  ConfigMap,
  DashboardSource,
  Disruption,
  Duration,
  EnvSource,
  GrafanaDashboard,
  Handler,
  Identity,
  IngressTls,
  NetworkPeer,
  Probe,
  Scrape,
  Secret,
  SecretSource,
  SecretStoreKind,
  SecretType,
  TenantNamespace,
  TopologySpread,
  WebService,
} from '../index';

/** The keys that document 001 has in its Secret; their values are in the vault. */
const secretKeys = [
  'APP_KEY',
  'DB_PASSWORD',
  'AWS_SECRET_ACCESS_KEY',
  'RECAPTCHA_SECRET_KEY',
  'STRIPE_SECRET',
  'STRIPE_ENDPOINT_SECRET',
];

/** The labels by which Prometheus finds monitors and alerts. */
const labels = { release: 'kube-prometheus-stack' };

/** The pods stand on different nodes, and nodes can drain, even of a pod that never works. */
const resilient = {
  disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
  topologySpread: [TopologySpread.acrossNodes()],
};

/** Document 001: superapi with its configuration and its secrets, the proxy before it, and document 003's watch over it. */
export class SuperapiExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'backend' });
    new TenantNamespace(this, 'namespace', {
      name: 'backend',
      quota: {
        requests: { cpu: '4', memory: '8Gi' },
        limits: { memory: '16Gi' },
        storage: '150Gi',
        pods: 50,
        loadBalancers: 0,
        nodePorts: 0,
      },
      limits: {
        container: {
          default: { memory: '128Mi' },
          defaultRequest: { cpu: '20m', memory: '64Mi' },
          max: { memory: '2Gi' },
        },
      },
    });
    const identity = Identity.of({ instance: 'superapi' });
    const config = new ConfigMap(this, 'config', {
      name: 'superapi',
      identity,
      data: {
        APP_ENV: 'production',
        APP_URL: 'https://superapi.example.com',
        DB_HOST: 'mariadb-0.vlc1.example.net',
        DB_DATABASE: 'superapi',
        DB_USERNAME: 'superapi',
        REDIS_HOST: 'redis-0.vlc1.example.net',
      },
    });
    const secret = new Secret(this, 'secret', {
      name: 'superapi',
      identity,
      type: SecretType.OPAQUE,
      source: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        refreshInterval: Duration.hours(1),
        keys: Object.fromEntries(secretKeys.map((property) => [property, { key: 'backend/superapi', property }])),
      }),
    });
    const api = new WebService(this, 'superapi', {
      ...resilient,
      name: 'superapi',
      identity: Identity.of({ instance: 'superapi', component: 'api' }),
      image: 'registry.example.com/superapi:1.1.0',
      securityContext: { runAsUser: 10001, runAsGroup: 10001 },
      writablePaths: ['/tmp'],
      envFrom: [EnvSource.configMap(config), EnvSource.secret(secret)],
      ports: [{ name: 'http', containerPort: 8080 }],
      livenessProbe: Probe.tcpSocket(),
      readinessProbe: Probe.httpGet('/health'),
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      replicas: 2,
      networkPolicy: {
        ingress: [{ from: NetworkPeer.namespace('monitoring') }],
        // MariaDB and Redis, which are outside of the cluster, and the APIs of AWS, reCAPTCHA and Stripe.
        egress: [{ to: NetworkPeer.anyone(), ports: [{ port: 3306 }, { port: 6379 }, { port: 443 }] }],
      },
      scrape: Scrape.serviceMonitor({ port: 'http', interval: Duration.seconds(30), labels }),
    });
    const certificate = 'superapi-tls';
    const proxy = new WebService(this, 'proxy', {
      ...resilient,
      name: 'superapi-proxy',
      identity: Identity.of({ instance: 'superapi', component: 'proxy' }),
      annotations: { 'kubernetes.io/change-cause': 'Release 1.1.0', 'prometheus.io/scrape': 'true' },
      image: 'nginx:1.30-alpine',
      configFiles: [
        ConfigFiles.of(
          {
            'default.conf': `server {
  listen 8080;
  location / {
    proxy_pass http://${api.dnsName('backend')}:8080;
  }
  location = /healthz {
    return 204;
  }
}
`,
          },
          { mountPath: '/etc/nginx/conf.d' },
        ),
      ],
      ports: [{ name: 'http', containerPort: 8080 }],
      livenessProbe: Probe.tcpSocket(),
      readinessProbe: Probe.httpGet('/healthz'),
      preStop: Handler.exec('nginx', '-s', 'quit'),
      resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      replicas: 2,
      networkPolicy: { ingress: [{ from: NetworkPeer.namespace('traefik') }], egress: [] },
      ingress: {
        hosts: ['superapi.example.com'],
        className: 'traefik',
        tls: IngressTls.certManager('letsencrypt', certificate),
      },
    });
    api.allowFrom({ from: NetworkPeer.workload(proxy.identity) });
    proxy.allowTo({ to: NetworkPeer.workload(api.identity), ports: [{ port: 8080 }] });
    new AlertRules(this, 'alerts', {
      name: 'superapi',
      identity,
      labels,
      rules: [
        AlertRule.down(api),
        AlertRule.restarting(api),
        AlertRule.outOfMemory(api),
        AlertRule.certificateExpiring({ name: certificate, namespace: 'backend' }),
      ],
    });
    new GrafanaDashboard(this, 'dashboard', {
      name: 'superapi-dashboard',
      identity,
      folder: 'backend',
      source: DashboardSource.workload(api),
    });
  }
}
