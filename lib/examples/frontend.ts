import type { Construct } from 'constructs';
import { Chart, Identity, Ingress, IngressTls, ServiceBackend, Strategy, TenantNamespace, WebService } from '../index';
import { webServer } from './web-server';

/** How a frontend differs from the document's. */
export interface FrontendExampleProps {
  /** Image of the web server. @default 'nginx:1.18.0-alpine', as the document has it */
  readonly image?: string;
}

/** Document 001: a website, the page where visitors land, and the Ingress that leads to it by Traefik's entry point h2. */
export class FrontendExample extends Chart {
  constructor(scope: Construct, id: string, props: FrontendExampleProps = {}) {
    super(scope, id, { namespace: 'frontend' });
    new TenantNamespace(this, 'namespace', { name: 'frontend', denyTraffic: true });
    const server = webServer(props.image);
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
