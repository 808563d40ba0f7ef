import type { Construct } from 'constructs';
import {
  BarePod,
  BareReplicaSet,
  BatchJob,
  Chart,
  Duration,
  Exposure,
  Identity,
  NetworkPeer,
  NodeAgent,
  Probe,
  RestartPolicy,
  ScheduledJob,
  TopologySpread,
} from '../index';

/** nginx as document 002 has it, and where its image listens. */
const nginx = {
  annotations: { 'drydock/ignore.net.privileged-port': 'the document has port 80' },
  containerName: 'nginx-container',
  image: 'nginx:1.30',
  ports: [{ containerPort: 80 }],
  livenessProbe: Probe.tcpSocket(),
  readinessProbe: Probe.httpGet('/'),
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
  networkPolicy: { ingress: [{ from: NetworkPeer.anyone() }], egress: [] },
};

/** The loop of document 002. The image names no user, so it is said here. */
const counter = {
  containerName: 'counter',
  image: 'ubuntu:24.04',
  command: ['bash'],
  args: ['-c', 'for i in {1..10}; do echo $i; done'],
  securityContext: { runAsUser: 65534, runAsGroup: 65534 },
  writablePaths: [],
  resources: { requests: { cpu: '10m', memory: '8Mi' }, limits: { memory: '32Mi' } },
  networkPolicy: { egress: [] },
};

/** Document 002: each of Kubernetes' workloads once. */
export class IntroductionExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new BarePod(this, 'my-pod', {
      ...nginx,
      name: 'my-pod',
      identity: Identity.labels({ app: 'my-app', type: 'front-app' }),
      exposure: Exposure.nodePort({
        name: 'my-svc',
        annotations: { 'drydock/ignore.net.node-port': 'the document has a NodePort' },
        ports: [{ port: 80, targetPort: 80, nodePort: 30008 }],
      }),
    });
    new BareReplicaSet(this, 'my-nginx-rc', {
      ...nginx,
      name: 'my-nginx-rc',
      identity: Identity.labels({ app: 'my-nginx-rc-app' }),
      replicas: 3,
      topologySpread: [TopologySpread.acrossNodes()],
    });
    new NodeAgent(this, 'my-nginx-ds', {
      ...nginx,
      name: 'my-nginx-ds',
      identity: Identity.labels({ app: 'my-nginx-pod' }),
      tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
    });
    new BatchJob(this, 'job-example', {
      ...counter,
      name: 'job-example',
      completions: 2,
      parallelism: 2,
      restartPolicy: RestartPolicy.NEVER,
      ttlAfterFinished: Duration.hours(1),
    });
    new ScheduledJob(this, 'cronjob-example', {
      ...counter,
      name: 'cronjob-example',
      schedule: '*/1 * * * *',
      startingDeadline: Duration.seconds(30),
      completions: 2,
      parallelism: 2,
      restartPolicy: RestartPolicy.NEVER,
    });
  }
}
