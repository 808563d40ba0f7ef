import type { Construct } from 'constructs';
import { BarePod, Chart, Duration, Identity } from '../index';

const asleep = 'the pod of the document sleeps: there is nothing to ask it';

/** Document 001: a pod that says hello. */
export class HelloExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'backend' });
    new BarePod(this, 'hello', {
      name: 'hello',
      identity: Identity.of({ instance: 'hello' }),
      annotations: {
        'drydock/ignore.rel.liveness': asleep,
        'drydock/ignore.rel.readiness': asleep,
      },
      containerName: 'default',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'echo "Hello Kubernetes!" && sleep 3600'],
      // The shell does not heed the signal to end: there is nothing to wait for.
      terminationGracePeriod: Duration.seconds(1),
      resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '16Mi' } },
      networkPolicy: { egress: [] },
    });
  }
}
