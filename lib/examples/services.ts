import type { Construct } from 'constructs';
import { Chart, Exposure, ExternalNameService, Identity, Service } from '../index';

/** Document 002: a Service of the type LoadBalancer, which brings a node port and an address inside along, and a name for a host outside. */
export class ServicesExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Service(this, 'my-lb-svc', {
      name: 'my-lb-svc',
      selects: Identity.labels({ app: 'my-app', type: 'front-app' }),
      exposure: Exposure.loadBalancer({
        annotations: { 'drydock/ignore.net.load-balancer': 'the document has a load balancer for everybody' },
        ports: [{ port: 80, targetPort: 80 }],
      }),
    });
    new ExternalNameService(this, 'my-google-svc', { name: 'my-google-svc', externalName: 'google.com' });
  }
}
