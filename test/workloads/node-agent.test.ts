import { Duration, Exposure, Identity, NetworkPeer, Scrape, SecretKey, SecurityProfile, Volume } from '../../lib';
import { DaemonRollout } from '../../lib/parts/release/daemon-rollout';
import { LogDestination } from '../../lib/parts/observability/log-destination';
import type { WorkloadNaming, WorkloadProps } from '../../lib/pod/workload-props';
import { yamlSnapshot } from '../../lib/testing';
import { DnsPolicy, NodeAgent, type NodeAgentProps } from '../../lib/workloads/node-agent';
import { NodeExporter, type NodeExporterProps } from '../../lib/workloads/node-exporter';
import { NodeLogShipper, type NodeLogShipperProps } from '../../lib/workloads/node-log-shipper';
import {
  notInstance,
  notInteger,
  notList,
  notObject,
  notText,
  refusesBadInput,
  type BadInput,
} from '../support/bad-input';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: NodeAgentProps = { name: 'agent', image: 'ghcr.io/acme/agent:1.0.0' };

const everything: NodeAgentProps = {
  name: 'agent',
  namespace: 'agents',
  identity: Identity.of({ name: 'agent', instance: 'edge' }),
  labels: { team: 'platform' },
  image: 'prom/node-exporter:v1.12.1',
  ports: [{ name: 'metrics', containerPort: 9200 }],
  volumeMounts: [{ mountPath: '/host/run', volume: Volume.hostPath('run', '/run', 'Directory'), readOnly: true }],
  tolerations: [{ operator: 'Exists' }],
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  priorityClassName: 'system-node-critical',
  rollout: DaemonRollout.rolling('10%'),
  minReady: Duration.seconds(5),
  revisionHistoryLimit: 3,
  hostNetwork: true,
  hostPid: true,
  dnsPolicy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET,
  exposure: Exposure.headless({ name: 'agents' }),
  scrape: Scrape.service({ port: 9200 }),
  override: {
    daemonSet: { spec: { template: { spec: { hostIPC: true } } } },
    service: { spec: { internalTrafficPolicy: 'Local' } },
  },
};

test('the least NodeAgent is a DaemonSet, restricted', () => {
  expect(synthesize((chart) => new NodeAgent(chart, 'agent', least))).toMatchSnapshot();
});

test('a NodeAgent with everything says everything, in the order in which it is applied', () => {
  expect(synthesize((chart) => new NodeAgent(chart, 'agent', everything))).toMatchSnapshot();
});

test('a NodeAgent may be restricted in its network, and is bound like any workload', () => {
  const objects = synthesize((chart) => {
    const agent = new NodeAgent(chart, 'agent', {
      ...least,
      networkPolicy: { egress: [] },
      override: { networkPolicy: { metadata: { annotations: { 'example.com/reviewed': 'yes' } } } },
    });
    agent.addEnv('TARGET', 'collector');
    agent.allowFrom({ from: NetworkPeer.sameNamespace(), ports: [{ port: 9 }] });
    agent.allowTo({ to: NetworkPeer.namespace('logging'), ports: [{ port: 24224 }] });
  });
  expect(at(only(objects, 'NetworkPolicy'), 'spec')).toMatchObject({
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 9 }] }],
    egress: [{ ports: [{ port: 53 }, { port: 53 }] }, { ports: [{ port: 24224 }] }],
  });
  expect(at(only(objects, 'DaemonSet'), 'spec.template.spec.containers.0.env')).toEqual([
    { name: 'TARGET', value: 'collector' },
  ]);
});

test('a rollout says what the API server takes', () => {
  const strategy = (rollout: DaemonRollout): unknown =>
    at(
      only(
        synthesize((chart) => new NodeAgent(chart, 'agent', { ...least, rollout })),
        'DaemonSet',
      ),
      'spec.updateStrategy',
    );
  expect(strategy(DaemonRollout.rolling())).toEqual({ type: 'RollingUpdate' });
  expect(strategy(DaemonRollout.rolling(2))).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } });
  expect(strategy(DaemonRollout.surging('50%'))).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' },
  });
  expect(strategy(DaemonRollout.onDelete())).toEqual({ type: 'OnDelete' });
});

test('fails when what belongs together is apart', () => {
  const refusal = (props: Partial<NodeAgentProps>): string =>
    messageOf(() => new NodeAgent(newChart(), 'agent', { ...least, ...props }));
  const ports = [{ containerPort: 9100 }];
  expect(refusal({ ports, hostNetwork: true, rollout: DaemonRollout.surging(1) })).toBe(
    "test/agent (NodeAgent): 'rollout' starts a second pod on a node, which cannot have the port 9100 of the node while the first holds it; use DaemonRollout.rolling()",
  );
  expect(refusal({ ports: [{ containerPort: 80, hostPort: 8080 }], rollout: DaemonRollout.surging(1) })).toContain(
    'the port 8080 of the node',
  );
  expect(refusal({ hostNetwork: true, networkPolicy: {} })).toBe(
    "test/agent (NodeAgent): 'networkPolicy' has no effect on pods with 'hostNetwork', whose traffic is the node's; drop one of them",
  );
  expect(refusal({ hostNetwork: true, ports: [{ containerPort: 80, hostPort: 8080 }] })).toContain(
    "'ports[0].hostPort' must be the containerPort (80) with 'hostNetwork', got 8080; leave it out",
  );
  expect(refusal({ hostNetwork: true, ports, sidecars: [{ name: 'b', image: 'busybox', ports }] })).toContain(
    "'sidecars[0].ports[0]' is taken by a container before it, got 9100 again",
  );
  expect(refusal({ scrape: Scrape.service() })).toContain(
    "'scrape' by annotations of the Service needs a Service; use Scrape.pods(), or give an 'exposure'",
  );
  expect(refusal({ exposure: Exposure.clusterIp() })).toContain("'exposure' is a Service without ports");
  expect(refusal({ override: { service: { spec: {} } } })).toContain('overrides an object that is not defined');
});

test('fails when it gets replicas, and says why there are none', () => {
  const props = { ...least, replicas: 3 } as unknown as NodeAgentProps;
  expect(messageOf(() => new NodeAgent(newChart(), 'agent', props))).toBe(
    "test/agent (NodeAgent): 'replicas' may not be given, got 3: there is one pod on every node; choose the nodes by 'nodeSelector', 'affinity' and 'tolerations', or use a WebService",
  );
});

test('the DNS name is that of the Service, and fails when there is none', () => {
  expect(new NodeAgent(newChart(), 'agent', everything).dnsName('shop')).toBe('agents.agents.svc.cluster.local');
  expect(messageOf(() => new NodeAgent(newChart(), 'agent', least).dnsName())).toContain('it has no Service');
});

const bad: BadInput<Omit<NodeAgentProps, keyof WorkloadProps>> = {
  rollout: [
    ...notInstance('DaemonRollout'),
    [DaemonRollout.rolling(0), 'may not be 0: no pod could ever be replaced; allow at least 1'],
    [DaemonRollout.rolling('0%'), 'may not be 0%'],
    [DaemonRollout.rolling(-1), 'got -1'],
    [DaemonRollout.surging('half'), 'got "half"'],
    [DaemonRollout.surging(undefined as unknown as number), 'got nothing'],
  ],
  minReady: [
    [5, 'must be a Duration'],
    [Duration.millis(1), 'got 0.001 s'],
  ],
  revisionHistoryLimit: notInteger,
  hostNetwork: [['yes', 'must be true or false, got "yes"']],
  hostPid: [[1, 'must be true or false, got 1']],
  dnsPolicy: [['None', 'must be one of "ClusterFirst", "ClusterFirstWithHostNet", "Default", got "None"']],
  exposure: notInstance('Exposure'),
  networkPolicy: notObject,
  scrape: notInstance('Scrape'),
  override: [...notObject, [{ deployment: {} }, "'override.deployment' is not a known prop"]],
};

refusesBadInput(
  'NodeAgent',
  'test/agent',
  (props) => new NodeAgent(newChart(), 'agent', props as unknown as NodeAgentProps),
  { ...least },
  bad,
);

describe('NodeExporter', () => {
  const exporter: NodeExporterProps = { name: 'node-exporter', namespace: 'monitoring' };

  test('the least NodeExporter reads its node, and may change nothing of it', () => {
    expect(synthesize((chart) => new NodeExporter(chart, 'node-exporter', exporter))).toMatchSnapshot();
  });

  test('a NodeExporter with everything says everything', () => {
    const objects = synthesize(
      (chart) =>
        new NodeExporter(chart, 'node-exporter', {
          ...exporter,
          identity: Identity.of({ instance: 'node-exporter' }),
          image: 'prom/node-exporter:v1.1.2',
          containerName: 'default',
          port: 9101,
          args: ['--no-collector.wifi'],
          resources: { limits: { cpu: '10m', memory: '50Mi' }, requests: { cpu: '10m', memory: '50Mi' } },
          tolerations: [],
          nodeSelector: {},
          priorityClassName: 'monitoring',
          rollout: DaemonRollout.rolling(2),
          exposure: Exposure.headless(),
          scrape: Scrape.service({ port: 9101 }),
          override: { daemonSet: { spec: { template: { spec: { dnsPolicy: 'Default' } } } } },
        }),
    );
    expect(objects).toMatchSnapshot();
  });

  test('versions that do not know where udev is are not told', () => {
    const args = (image: string): unknown =>
      at(
        only(
          synthesize((chart) => new NodeExporter(chart, 'node-exporter', { ...exporter, image })),
          'DaemonSet',
        ),
        'spec.template.spec.containers.0.args',
      );
    const udev = '--path.udev.data=/host/root/run/udev/data';
    for (const tag of ['v1.1.2', 'v1.3.1', '1.3.1', 'v0.18.0']) {
      expect(args(`prom/node-exporter:${tag}`)).not.toContain(udev);
    }
    for (const tag of [':v1.4.0', ':v1.12.1', ':v2.0.0', ':latest', '']) {
      expect(args(`prom/node-exporter${tag}`)).toContain(udev);
    }
  });

  const badExporter: BadInput<Omit<NodeExporterProps, keyof WorkloadNaming>> = {
    image: notText,
    containerName: notText,
    port: [...notInteger, [80, 'from 1024 to 65535, got 80']],
    args: notList,
    resources: notObject,
    tolerations: notList,
    nodeSelector: notObject,
    priorityClassName: notText,
    rollout: notInstance('DaemonRollout'),
    exposure: notInstance('Exposure'),
    scrape: notInstance('Scrape'),
    override: notObject,
  };
  refusesBadInput(
    'NodeExporter',
    'test/node-exporter',
    (props) => new NodeExporter(newChart(), 'node-exporter', props as unknown as NodeExporterProps),
    { ...exporter },
    badExporter,
  );
});

describe('NodeLogShipper', () => {
  const shipper: NodeLogShipperProps = {
    name: 'logs',
    namespace: 'logging',
    to: LogDestination.elasticsearch({ host: 'elasticsearch' }),
  };

  test('a NodeLogShipper reads the logs of its node and sends them away', () => {
    expect(synthesize((chart) => new NodeLogShipper(chart, 'logs', shipper))).toMatchSnapshot();
  });

  test('a NodeLogShipper under the plain profile still runs as who may read the logs', () => {
    const objects = synthesize((chart) => new NodeLogShipper(chart, 'logs', shipper), SecurityProfile.PLAIN);
    expect(at(only(objects, 'DaemonSet'), 'spec.template.spec.containers.0.securityContext')).toEqual({
      runAsUser: 0,
      runAsGroup: 0,
      runAsNonRoot: false,
    });
  });

  const badShipper: BadInput<Omit<NodeLogShipperProps, keyof WorkloadNaming>> = {
    to: [
      ...notInstance('LogDestination'),
      [LogDestination.elasticsearch({ host: 'a b' }), 'got "a b"'],
      [LogDestination.elasticsearch({ host: 'a', port: 0 }), 'got 0'],
      [LogDestination.elasticsearch({ host: 'a', indexPrefix: 'Logs' }), 'got "Logs"'],
      [LogDestination.elasticsearch({ host: 'a', tls: 'yes' as unknown as boolean }), 'got "yes"'],
      [
        LogDestination.elasticsearch({
          host: 'a',
          credentials: { user: 'elastic' as unknown as SecretKey, password: SecretKey.of('S', 'k') },
        }),
        'must be a SecretKey',
      ],
      [LogDestination.fluentd({ host: '' }), 'got ""'],
      [LogDestination.fluentd({ host: 'a', port: 70000 }), 'got 70000'],
      [LogDestination.fluentd(undefined as unknown as { host: string }), 'must be an object, got nothing'],
    ],
    image: notText,
    resources: notObject,
    tolerations: notList,
    nodeSelector: notObject,
    override: notObject,
  };
  refusesBadInput(
    'NodeLogShipper',
    'test/logs',
    (props) => new NodeLogShipper(newChart(), 'logs', props as unknown as NodeLogShipperProps),
    { ...shipper },
    badShipper,
  );
});
