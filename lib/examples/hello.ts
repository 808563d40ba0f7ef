import type { Construct } from 'constructs';
import { Chart, Duration, Identity } from '../index';
import { RestartPolicy } from '../parts/restart-policy';
import { BarePod } from '../workloads/bare-pod';
import { BatchJob } from '../workloads/batch-job';
import { ScheduledJob } from '../workloads/scheduled-job';

/** Document 001: a pod that says hello. */
export class HelloExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'backend' });
    new BarePod(this, 'hello', {
      name: 'hello',
      identity: Identity.of({ instance: 'hello' }),
      containerName: 'default',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'echo "Hello Kubernetes!" && sleep 3600'],
      // The shell knows no signal: there is nothing to wait for.
      terminationGracePeriod: Duration.seconds(0),
      resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '16Mi' } },
    });
  }
}

/** Document 001: a Job that counts the digits of pi, and a greeting every minute. */
export class JobsExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new BatchJob(this, 'pi', {
      name: 'pi',
      backoffLimit: 4,
      ttlAfterFinished: Duration.hours(1),
      restartPolicy: RestartPolicy.NEVER,
      containerName: 'default',
      image: 'perl:5.44-slim',
      command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'],
      resources: { requests: { cpu: '100m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    });
    new ScheduledJob(this, 'hello', {
      name: 'hello',
      schedule: '*/1 * * * *',
      startingDeadline: Duration.seconds(30),
      restartPolicy: RestartPolicy.ON_FAILURE,
      containerName: 'default',
      image: 'busybox:1.37',
      args: ['/bin/sh', '-c', "echo 'Hello from Kubernetes'"],
      resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '16Mi' } },
    });
  }
}
