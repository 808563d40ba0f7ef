import type { Construct } from 'constructs';
import { Chart, Exposure, Identity, Protocol, WebService } from '../index';

/** Document 000: an nginx that every node answers for. */
export class NginxExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new WebService(this, 'nginx', {
      name: 'nginx',
      identity: Identity.labels({ app: 'nginx' }),
      image: 'nginx:stable-alpine',
      replicas: 2,
      ports: [{ containerPort: 80 }],
      exposure: Exposure.nodePort({ ports: [{ protocol: Protocol.TCP, port: 8000, targetPort: 80 }] }),
    });
  }
}
