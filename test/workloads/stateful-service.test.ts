import {
  AccessMode,
  ClaimRetention,
  ConfigFiles,
  Disruption,
  Duration,
  EnvValue,
  Exposure,
  Identity,
  NetworkPeer,
  PodManagementPolicy,
  Probe,
  Scrape,
  SecretKey,
  SecurityProfile,
  Size,
  StatefulRollout,
  StatefulService,
  Volume,
  type StatefulServiceProps,
  type WorkloadProps,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notInteger, notList, notObject, refusesBadInput, type BadInput } from '../support/bad-input';
import { messageOf, newChart, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: StatefulServiceProps = {
  name: 'store',
  image: 'ghcr.io/acme/store:2.0.0',
  ports: [{ containerPort: 7000 }],
};

const everything: StatefulServiceProps = {
  name: 'store',
  namespace: 'data',
  identity: Identity.of({ name: 'store', component: 'queue' }),
  image: 'mariadb:11.8',
  replicas: 3,
  ports: [
    { name: 'peer', containerPort: 7000 },
    { name: 'client', containerPort: 7001 },
  ],
  env: { PASSWORD: EnvValue.secret(SecretKey.of('store', 'password').orNothing()) },
  readinessProbe: Probe.tcpSocket('client'),
  claims: [
    {
      name: 'data',
      mountPath: '/data',
      size: Size.gibibytes(4),
      accessModes: [AccessMode.READ_WRITE_ONCE_POD],
      storageClassName: 'fast',
      subPath: 'store',
      labels: { tier: 'data' },
      annotations: { 'example.com/backup': 'daily' },
    },
    { name: 'log', mountPath: '/log', size: '500Mi' },
  ],
  claimRetention: { whenDeleted: ClaimRetention.RETAIN, whenScaled: ClaimRetention.DELETE },
  configFiles: [ConfigFiles.of({ 'store.conf': 'a=1\n' }, { mountPath: '/etc/store' })],
  sidecars: [
    {
      name: 'shipper',
      image: 'busybox:1.37',
      volumeMounts: [{ mountPath: '/log', volume: Volume.claimTemplate('log'), readOnly: true }],
    },
  ],
  rollout: StatefulRollout.rolling(1),
  podManagement: PodManagementPolicy.PARALLEL,
  minReady: Duration.seconds(10),
  revisionHistoryLimit: 2,
  headless: { name: 'store-peers', publishNotReadyAddresses: true, ports: [{ name: 'peer', port: 7000 }] },
  clientService: Exposure.clusterIp({ name: 'store', ports: [{ name: 'client', port: 80 }] }),
  disruption: Disruption.maxUnavailable(1),
  networkPolicy: { ingress: [{ from: NetworkPeer.sameNamespace() }] },
  scrape: Scrape.service({ port: 7001, path: '/metrics' }),
  override: {
    statefulSet: { spec: { ordinals: { start: 1 } } },
    clientService: { spec: { sessionAffinity: 'ClientIP' } },
  },
};

test('the least StatefulService is a headless Service and a StatefulSet, restricted', () => {
  expect(synthesize((chart) => new StatefulService(chart, 'store', least))).toMatchSnapshot();
});

test('a StatefulService with everything says everything, in the order in which it is applied', () => {
  expect(synthesize((chart) => new StatefulService(chart, 'store', everything))).toMatchSnapshot();
});

test('a StatefulService under the plain profile says what was asked and no more', () => {
  expect(synthesize((chart) => new StatefulService(chart, 'store', least), SecurityProfile.PLAIN)).toMatchSnapshot();
});

test('the DNS names are those of the client Service, and of each replica', () => {
  const store = new StatefulService(newChart(undefined, 'data'), 'store', { ...everything, namespace: undefined });
  expect(store.dnsName('data')).toBe('store');
  expect(store.replicaDnsName(0, 'data')).toBe('store-0.store-peers');
  expect(store.replicaDnsName(2, 'shop')).toBe('store-2.store-peers.data.svc.cluster.local');
  expect(new StatefulService(newChart(), 'plain', least).dnsName()).toBe('store');
});

test('fails when what belongs together is apart', () => {
  const refusal = (props: Partial<StatefulServiceProps>): string =>
    messageOf(() => new StatefulService(newChart(), 'store', { ...least, ...props }));
  const claim = { name: 'data', mountPath: '/data', size: '1Gi' };
  expect(refusal({ claims: [claim, { ...claim, mountPath: '/more' }] })).toContain(
    `'claims[1].name' must be unique, got "data" again`,
  );
  expect(refusal({ claims: [claim, { ...claim, name: 'more' }] })).toContain(
    `'claims[1].mountPath' must be unique in the container`,
  );
  expect(refusal({ claimRetention: { whenDeleted: ClaimRetention.DELETE } })).toContain(
    "is about claims, and there are none in 'claims'",
  );
  expect(
    refusal({ claims: [{ ...claim, accessModes: [AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_ONCE_POD] }] }),
  ).toContain('may not have ReadWriteOncePod beside other modes');
  expect(refusal({ clientService: Exposure.clusterIp({ name: 'store' }) })).toContain(
    `must differ from the headless Service's, got "store" for both`,
  );
  expect(refusal({ clientService: Exposure.none() })).toContain("'clientService' is none; leave it out");
  expect(refusal({ ports: [] })).toContain("'headless' is a Service without ports");
  const chart = newChart();
  new StatefulService(chart, 'store', {
    ...least,
    volumeMounts: [{ mountPath: '/x', volume: Volume.claimTemplate('data') }],
  });
  expect(messageOf(() => void chart.toJson())).toContain(
    `mounts the claim template "data", and there is none; name one of 'claims'`,
  );
});

type Own = Omit<StatefulServiceProps, keyof WorkloadProps>;

const bad: BadInput<Own> = {
  replicas: notInteger,
  claims: [
    ...notList,
    [[{ name: 'data', mountPath: '/data' }], "'claims[0].size' is required"],
    [[{ name: 'Data', mountPath: '/data', size: '1Gi' }], 'got "Data"'],
    [[{ name: 'data', mountPath: 'data', size: '1Gi' }], 'must be an absolute path'],
    [[{ name: 'data', mountPath: '/data', size: '4GB' }], 'must be a quantity'],
    [[{ name: 'data', mountPath: '/data', size: '1Gi', accessModes: ['RWO'] }], 'must be one of "ReadWriteOnce"'],
  ],
  claimRetention: [...notObject, [{ whenDeleted: 'Keep' }, 'must be one of "Retain", "Delete", got "Keep"']],
  rollout: [...notInstance('StatefulRollout'), [StatefulRollout.rolling(-1), 'got -1']],
  podManagement: [['parallel', 'must be one of "OrderedReady", "Parallel", got "parallel"']],
  minReady: [[5, 'must be a Duration']],
  revisionHistoryLimit: notInteger,
  headless: [
    ...notObject,
    [{ name: 'A' }, 'got "A"'],
    [{ ports: [{ port: 80, nodePort: 30000 }] }, 'may not be given for a Headless Service'],
  ],
  clientService: notInstance('Exposure'),
  disruption: notInstance('Disruption'),
  networkPolicy: notObject,
  scrape: notInstance('Scrape'),
  override: [...notObject, [{ statefulset: {} }, "did you mean 'statefulSet'?"]],
};

refusesBadInput<Own>(
  'StatefulService',
  'test/store',
  (props) => new StatefulService(newChart(), 'store', props as unknown as StatefulServiceProps),
  { ...least },
  bad,
);
