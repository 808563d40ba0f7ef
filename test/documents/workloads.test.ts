// Each pod, job and daemon set of the documents, given to the constructs in the plain profile, comes out deep-equal.
import { Exposure, Identity, SecurityProfile, Volume } from '../../lib';
import { RestartPolicy } from '../../lib/parts/scheduling/restart-policy';
import { BarePod } from '../../lib/workloads/bare-pod';
import { BareReplicaSet } from '../../lib/workloads/bare-replica-set';
import { BatchJob } from '../../lib/workloads/batch-job';
import { NodeAgent } from '../../lib/workloads/node-agent';
import { ScheduledJob } from '../../lib/workloads/scheduled-job';
import { manifestsOf, sorted } from '../support/documents';
import { synthesize } from '../support/synthesize';

test('hello, node-exporter, pi and the CronJob of document 001 come out as the document has them', () => {
  const objects = synthesize((chart) => {
    new BarePod(chart, 'hello', {
      name: 'hello',
      namespace: 'backend',
      identity: Identity.of({ instance: 'hello' }),
      containerName: 'default',
      image: 'busybox',
      command: ['sh', '-c', 'echo "Hello Kubernetes!" && sleep 3600'],
    });
    new NodeAgent(chart, 'node-exporter', {
      name: 'node-exporter',
      namespace: 'monitoring',
      identity: Identity.of({ instance: 'node-exporter' }),
      priorityClassName: 'system-node-critical',
      containerName: 'default',
      image: 'prom/node-exporter:v1.1.2',
      args: ['--path.procfs=/host/proc', '--path.sysfs=/host/sys'],
      ports: [{ name: 'metrics', containerPort: 9100 }],
      resources: { limits: { cpu: '10m', memory: '50Mi' }, requests: { cpu: '10m', memory: '50Mi' } },
      volumeMounts: [
        { mountPath: '/host/proc', volume: Volume.hostPath('proc', '/proc') },
        { mountPath: '/host/sys', volume: Volume.hostPath('sys', '/sys') },
      ],
    });
    new BatchJob(chart, 'pi', {
      name: 'pi',
      backoffLimit: 4,
      containerName: 'default',
      image: 'perl',
      command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'],
    });
    new ScheduledJob(chart, 'cron', {
      name: 'hello',
      schedule: '*/1 * * * *',
      restartPolicy: RestartPolicy.ON_FAILURE,
      containerName: 'default',
      image: 'busybox',
      args: ['/bin/sh', '-c', "echo 'Hello from Kubernetes'"],
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('workloads-001')));
});

test('the pod, its Service, ReplicaSet, DaemonSet, Job and CronJob of document 002 come out as the document has them', () => {
  const nginx = { containerName: 'nginx-container', image: 'nginx' };
  const counter = {
    completions: 2,
    parallelism: 2,
    containerName: 'counter',
    image: 'ubuntu',
    command: ['bash'],
    args: ['-c', 'for i in {1..10}; do echo $i; done'],
  };
  // A name of the template, which Kubernetes passes over, has no prop.
  const template = { metadata: { name: 'counter' } };
  const objects = synthesize((chart) => {
    new BarePod(chart, 'my-pod', {
      ...nginx,
      name: 'my-pod',
      identity: Identity.labels({ app: 'my-app', type: 'front-app' }),
      exposure: Exposure.nodePort({ name: 'my-svc', ports: [{ port: 80, targetPort: 80, nodePort: 30008 }] }),
    });
    new BareReplicaSet(chart, 'my-nginx-rc', {
      ...nginx,
      name: 'my-nginx-rc',
      identity: Identity.labels({ app: 'my-nginx-rc-app' }),
      replicas: 3,
    });
    new NodeAgent(chart, 'my-nginx-ds', {
      ...nginx,
      name: 'my-nginx-ds',
      identity: Identity.labels({ app: 'my-nginx-pod' }),
      tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
      ports: [{ containerPort: 80 }],
      override: { daemonSet: { metadata: { labels: null } } },
    });
    new BatchJob(chart, 'job', { ...counter, name: 'job-example', override: { job: { spec: { template } } } });
    new ScheduledJob(chart, 'cron', {
      ...counter,
      name: 'cronjob-example',
      schedule: '*/1 * * * *',
      override: { cronJob: { spec: { jobTemplate: { spec: { template } } } } },
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('workloads-002')));
});
