import type { Construct } from 'constructs';
import { BatchJob, Chart, Duration, RestartPolicy, ScheduledJob } from '../index';

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
      networkPolicy: { egress: [] },
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
      networkPolicy: { egress: [] },
    });
  }
}
