import type { Construct } from 'constructs';
import {
  Chart,
  ConfigFiles,
  Disruption,
  Duration,
  Exposure,
  Handler,
  Identity,
  ImagePullPolicy,
  Ingress,
  IngressTls,
  NetworkPeer,
  Probe,
  ServiceBackend,
  Strategy,
  TenantNamespace,
  TopologySpread,
  WebService,
} from '../index';

/** How a frontend differs from the document's. */
export interface FrontendExampleProps {
  /** Image of the web server. @default 'nginx:1.18.0-alpine', as the document has it */
  readonly image?: string;
}

/** Where the document's containers listen. */
const listen = 'server {\n  listen 3000;\n  root /usr/share/nginx/html;\n}\n';

/** Document 001: a website, the page where visitors land, and the Ingress that leads to it by Traefik's entry point h2. */
export class FrontendExample extends Chart {
  constructor(scope: Construct, id: string, props: FrontendExampleProps = {}) {
    super(scope, id, { namespace: 'frontend' });
    new TenantNamespace(this, 'namespace', { name: 'frontend', denyTraffic: true });
    const server = {
      containerName: 'nginx',
      image: props.image ?? 'nginx:1.18.0-alpine',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      ports: [{ name: 'http', containerPort: 3000 }],
      configFiles: [ConfigFiles.of({ 'default.conf': listen }, { mountPath: '/etc/nginx/conf.d' })],
      preStop: Handler.exec('nginx', '-s', 'quit'),
      livenessProbe: Probe.tcpSocket('http', { initialDelay: Duration.seconds(5), timeout: Duration.seconds(2) }),
      readinessProbe: Probe.httpGet('/'),
      replicas: 2,
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      exposure: Exposure.clusterIp({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
      networkPolicy: { ingress: [{ from: NetworkPeer.namespace('traefik') }] },
    };
    new WebService(this, 'website', {
      ...server,
      name: 'website',
      identity: Identity.of({ instance: 'website' }),
      revisionHistoryLimit: 4,
      strategy: Strategy.rolling({ maxUnavailable: 1 }),
      resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '20m', memory: '30Mi' } },
    });
    const landing = new WebService(this, 'landing', {
      ...server,
      name: 'landing',
      identity: Identity.of({ instance: 'landing' }),
      resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { memory: '30Mi' } },
    });
    new Ingress(this, 'ingress', {
      name: 'landing',
      identity: landing.identity,
      annotations: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'h2' },
      rules: [
        {
          host: 'brutal.systems',
          paths: [{ backend: ServiceBackend.workload(landing, 'http') }],
          tls: IngressTls.certManager('letsencrypt', 'brutal-systems-tls'),
        },
      ],
    });
  }
}
