import type { Construct } from 'constructs';
import {
  Chart,
  ConfigFiles,
  Duration,
  Exposure,
  Handler,
  Identity,
  ImagePullPolicy,
  Probe,
  Rollout,
  WebService,
} from '../index';

/** How a website differs from the document's. */
export interface WebsiteExampleProps {
  /** Image of nginx. @default 'nginx:1.18.0-alpine' - the document's, of 2020 */
  readonly image?: string;
}

/** nginx listens on port 80 unless it is told the document's port. */
const server = `server {
  listen 3000;
  location / {
    root /usr/share/nginx/html;
  }
}
`;

/** Document 001: a website on nginx, and the Service that leads to it. */
export class WebsiteExample extends Chart {
  constructor(scope: Construct, id: string, props: WebsiteExampleProps = {}) {
    super(scope, id, { namespace: 'frontend' });
    new WebService(this, 'website', {
      name: 'website',
      identity: Identity.of({ name: 'website', instance: 'website' }),
      image: props.image ?? 'nginx:1.18.0-alpine',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      containerName: 'nginx',
      replicas: 2,
      revisionHistoryLimit: 4,
      rollout: Rollout.rolling({ maxUnavailable: 1 }),
      ports: [{ name: 'http', containerPort: 3000 }],
      configFiles: [ConfigFiles.of({ 'default.conf': server }, { mountPath: '/etc/nginx/conf.d' })],
      preStop: Handler.exec('nginx', '-s', 'quit'),
      resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '20m', memory: '30Mi' } },
      livenessProbe: Probe.tcpSocket('http', { initialDelay: Duration.seconds(5), timeout: Duration.seconds(2) }),
      readinessProbe: Probe.httpGet('/'),
      exposure: Exposure.clusterIp({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
    });
  }
}
