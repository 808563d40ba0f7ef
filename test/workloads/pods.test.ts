import { Duration, Exposure, Identity, NetworkPeer, SecurityProfile } from '../../lib';
import { RestartPolicy } from '../../lib/parts/scheduling/restart-policy';
import type { WorkloadProps } from '../../lib/pod/workload-props';
import { yamlSnapshot } from '../../lib/testing';
import { BarePod, type BarePodProps } from '../../lib/workloads/bare-pod';
import { BareReplicaSet, type BareReplicaSetProps } from '../../lib/workloads/bare-replica-set';
import { notInstance, notInteger, notObject, refusesBadInput, type BadInput } from '../support/bad-input';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least = { name: 'hello', image: 'busybox:1.37' };

const common = {
  name: 'hello',
  namespace: 'backend',
  identity: Identity.of({ name: 'hello', version: '1.0' }),
  labels: { team: 'store' },
  image: 'nginx:1.30',
  ports: [{ name: 'http', containerPort: 80 }],
  podLabels: { tier: 'front' },
  podAnnotations: { 'example.com/pod': 'yes' },
  exposure: Exposure.nodePort({ ports: [{ port: 80, nodePort: 30080 }] }),
  networkPolicy: { ingress: [{ from: NetworkPeer.anyone() }] },
};

const service = { spec: { sessionAffinity: 'ClientIP' } };
const networkPolicy = { metadata: { annotations: { 'example.com/reviewed': 'yes' } } };

test('the least BarePod is a Pod, restricted', () => {
  expect(synthesize((chart) => new BarePod(chart, 'hello', least))).toMatchSnapshot();
});

test('a BarePod with everything says everything, in the order in which it is applied', () => {
  const objects = synthesize(
    (chart) =>
      new BarePod(chart, 'hello', {
        ...common,
        annotations: { 'example.com/own': 'yes' },
        restartPolicy: RestartPolicy.ON_FAILURE,
        activeDeadline: Duration.hours(1),
        override: { pod: { spec: { hostname: 'hello' } }, service, networkPolicy },
      }),
  );
  expect(objects).toMatchSnapshot();
});

test('a BarePod under the plain profile has labels only where these are asked for, or select it', () => {
  const labels = (props: Partial<BarePodProps>): unknown =>
    only(
      synthesize((chart) => new BarePod(chart, 'a', { ...least, ...props }), SecurityProfile.PLAIN),
      'Pod',
    ).metadata.labels;
  expect(labels({})).toBeUndefined();
  expect(labels({ podLabels: { tier: 'front' } })).toEqual({ tier: 'front' });
  expect(labels({ ports: [{ containerPort: 80 }], exposure: Exposure.clusterIp() })).toEqual({
    'app.kubernetes.io/name': 'hello',
  });
});

test('the least BareReplicaSet is a ReplicaSet, restricted', () => {
  expect(synthesize((chart) => new BareReplicaSet(chart, 'hello', least))).toMatchSnapshot();
});

test('a BareReplicaSet with everything says everything, in the order in which it is applied', () => {
  const objects = synthesize(
    (chart) =>
      new BareReplicaSet(chart, 'hello', {
        ...common,
        replicas: 3,
        minReady: Duration.seconds(5),
        override: {
          replicaSet: { spec: { template: { spec: { enableServiceLinks: false } } } },
          service,
          networkPolicy,
        },
      }),
  );
  expect(objects).toMatchSnapshot();
});

test('both are bound like any workload, and tell their DNS name', () => {
  for (const Workload of [BarePod, BareReplicaSet]) {
    let name = '';
    const objects = synthesize((chart) => {
      const workload = new Workload(chart, 'hello', { ...common, networkPolicy: { egress: [] } });
      workload.addEnv('DB_HOST', 'database');
      workload.allowTo({ to: NetworkPeer.namespace('data') });
      workload.allowFrom({ from: NetworkPeer.sameNamespace() });
      name = workload.dnsName('shop');
    });
    expect(name).toBe('hello.backend.svc.cluster.local');
    expect(at(only(objects, 'NetworkPolicy'), 'spec.ingress.0.from')).toEqual([{ podSelector: {} }]);
    expect(at(only(objects, 'NetworkPolicy'), 'spec.egress.1.to')).toHaveLength(1);
    expect(JSON.stringify(objects)).toContain('{"name":"DB_HOST","value":"database"}');
  }
});

test('fails when what belongs together is apart', () => {
  for (const Workload of [BarePod, BareReplicaSet]) {
    const refusal = (props: Partial<BarePodProps>): string =>
      messageOf(() => new Workload(newChart(), 'hello', { ...least, ...props }));
    expect(refusal({ exposure: Exposure.clusterIp() })).toContain("'exposure' is a Service without ports");
    expect(refusal({ override: { service: {} } })).toContain('overrides an object that is not defined');
    expect(refusal({ override: { networkPolicy: {} } })).toContain('overrides an object that is not defined');
    expect(refusal({ sidecars: [{ name: 'hello', image: 'busybox' }] })).toContain('must be unique in the pod');
    expect(messageOf(() => new Workload(newChart(), 'hello', least).dnsName())).toContain('it has no Service');
  }
});

const badPod: BadInput<Omit<BarePodProps, keyof WorkloadProps>> = {
  restartPolicy: [['never', 'must be one of "Always", "OnFailure", "Never", got "never"']],
  activeDeadline: [
    [Duration.seconds(0), 'got 0 s'],
    [1, 'must be a Duration'],
  ],
  exposure: notInstance('Exposure'),
  networkPolicy: notObject,
  override: [...notObject, [{ deployment: {} }, "'override.deployment' is not a known prop"]],
};

const badReplicaSet: BadInput<Omit<BareReplicaSetProps, keyof WorkloadProps>> = {
  replicas: notInteger,
  minReady: [[1, 'must be a Duration']],
  exposure: notInstance('Exposure'),
  networkPolicy: notObject,
  override: [...notObject, [{ pod: {} }, "'override.pod' is not a known prop"]],
};

refusesBadInput(
  'BarePod',
  'test/pod',
  (props) => new BarePod(newChart(), 'pod', props as unknown as BarePodProps),
  least,
  badPod,
);
refusesBadInput(
  'BareReplicaSet',
  'test/set',
  (props) => new BareReplicaSet(newChart(), 'set', props as unknown as BareReplicaSetProps),
  least,
  badReplicaSet,
);
