// The constructs of the platform that define one object or a few: for each the least, everything, and every bad prop.
import {
  AccessMode,
  ClusterRole,
  ClusterRoleBinding,
  BarePod,
  BareReplicaSet,
  BatchJob,
  ConfigFiles,
  ConfigMap,
  ConfigRollout,
  EnvSource,
  EnvValue,
  NodeAgent,
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeSource,
  PodSecurityLevel,
  PolicyRule,
  PreemptionPolicy,
  PriorityClass,
  ReclaimPolicy,
  RestartPolicy,
  Role,
  RoleBinding,
  RoleReference,
  RoleSubject,
  ScheduledJob,
  SecurityProfile,
  ServiceAccount,
  Size,
  StatefulService,
  StorageClass,
  StorageProvisioner,
  TenantNamespace,
  Verb,
  Volume,
  VolumeBindingMode,
  VolumeMode,
  WebService,
  type ClusterRoleBindingProps,
  type ClusterRoleProps,
  type ConfigMapProps,
  type PersistentVolumeClaimProps,
  type PersistentVolumeProps,
  type PriorityClassProps,
  type RoleBindingProps,
  type RoleProps,
  type ServiceAccountProps,
  type StorageClassProps,
  type TenantNamespaceProps,
  type WebServiceProps,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notInteger, notList, notObject, notText } from '../support/bad-input';
import {
  covers,
  metadata,
  notFlag,
  notName,
  notNamespacedProps,
  notObjectProps,
  notOneOf,
  type Bad,
} from '../support/covers';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const notQuantity: Bad = [
  ['four', 'must be a quantity'],
  [4, 'got 4'],
  ['-1Gi', 'must be a quantity'],
];
/** The names of roles may be of any letters. */
const roleNames: Bad = [
  [3, 'got 3'],
  ['', 'got ""'],
  ['a/b', "without '/'"],
  ['..', 'got ".."'],
];

covers<ConfigMapProps>(
  'ConfigMap',
  (chart, props) => new ConfigMap(chart, 'it', props),
  { name: 'shop', data: { A: '1' } },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    data: { A: '1', 'b.conf': 'x\n' },
    rollout: ConfigRollout.IMMUTABLE,
    override: { binaryData: { c: 'AA==' } },
  },
  {
    ...notNamespacedProps,
    data: [
      ...notObject,
      [{}, 'has no keys'],
      [{ 'a b': 'x' }, 'letters, digits'],
      [{ a: 1 }, 'must be a string, got 1'],
    ],
    rollout: notOneOf,
  },
);

test('a ConfigMap that never changes has another name for another content, and those who use it follow', () => {
  const chart = newChart();
  const rollout = ConfigRollout.IMMUTABLE;
  const nameOf = (id: string, text: string): string =>
    new ConfigMap(chart, id, { name: 'shop', data: { A: text }, rollout }).name;
  expect(nameOf('a', '1')).toMatch(/^shop-[0-9a-f]{10}$/);
  expect(nameOf('b', '1')).toBe(nameOf('c', '1'));
  expect(nameOf('d', '2')).not.toBe(nameOf('e', '1'));
  const config = new ConfigMap(chart, 'f', { name: 'shop', data: { A: '1' }, rollout });
  expect(EnvSource.configMap(config)._toWire()).toEqual({ configMapRef: { name: config.name } });
  expect(config.envValue('A')._toWire('A')).toEqual({
    name: 'A',
    valueFrom: { configMapKeyRef: { name: config.name, key: 'A' } },
  });
});

/** Each way by which a pod refers to a ConfigMap. */
const ways: readonly (readonly [string, (config: ConfigMap) => Partial<WebServiceProps>])[] = [
  ['all its keys as variables', (config) => ({ envFrom: [EnvSource.configMap(config)] })],
  ['one key as a variable', (config) => ({ env: { A: config.envValue('A') } })],
  ['one key, named beside it', (config) => ({ env: { A: EnvValue.configMap(config, 'A') } })],
  [
    'its keys as files',
    (config) => ({ volumeMounts: [{ mountPath: '/settings', volume: Volume.configMap('settings', config) }] }),
  ],
  [
    'a sidecar',
    (config) => ({
      sidecars: [{ name: 'side', image: 'busybox:1.37', env: { A: config.envValue('A') } }],
    }),
  ],
  [
    'an init container',
    (config) => ({
      initContainers: [{ name: 'init', image: 'busybox:1.37', envFrom: [EnvSource.configMap(config, 'P_')] }],
    }),
  ],
];

describe.each(ways)('a pod that takes of a ConfigMap %s', (_way, use) => {
  const web = { name: 'web', image: 'busybox:1.37', ports: [{ containerPort: 8080 }] };
  const deploy = (
    props: Partial<ConfigMapProps> = {},
    profile?: SecurityProfile,
  ): { config: ConfigMap; annotations: unknown; text: string } => {
    const made: ConfigMap[] = [];
    const objects = synthesize((chart) => {
      const config = new ConfigMap(chart, 'config', { name: 'shop', data: { A: '1' }, ...props });
      made.push(config);
      new WebService(chart, 'web', { ...web, ...use(config) });
    }, profile);
    const template = at(only(objects, 'Deployment'), 'spec.template');
    const [config] = made;
    if (config === undefined) throw new Error('no ConfigMap was made');
    return { config, annotations: at(template, 'metadata.annotations'), text: JSON.stringify(template) };
  };

  test('is rolled when the content changes, because its template has the checksum', () => {
    const { config, annotations } = deploy();
    expect(annotations).toEqual({ 'checksum/shop': config.checksum });
    expect(deploy({ data: { A: '2' } }).annotations).not.toEqual(annotations);
  });

  test('has the name with the hash of one that never changes, and no annotation', () => {
    const { config, annotations, text } = deploy({ rollout: ConfigRollout.IMMUTABLE });
    expect(config.name).toMatch(/^shop-[0-9a-f]{10}$/);
    expect(text).toContain(`"name":"${config.name}"`);
    expect(annotations).toBeUndefined();
  });

  test('does not notice a change when that is asked, or in the plain profile, unless that is asked', () => {
    expect(deploy({ rollout: ConfigRollout.NONE }).annotations).toBeUndefined();
    expect(deploy({}, SecurityProfile.PLAIN).annotations).toBeUndefined();
    const asked = deploy({ rollout: ConfigRollout.CHECKSUM }, SecurityProfile.PLAIN);
    expect(asked.annotations).toEqual({ 'checksum/shop': asked.config.checksum });
  });
});

test('a checksum is of the data and of what the override changes of it, and not of the order of keys', () => {
  const chart = newChart();
  const sumOf = (id: string, props: Partial<ConfigMapProps>): string =>
    new ConfigMap(chart, id, { name: 'shop', data: { A: '1', B: '2' }, ...props }).checksum;
  const plain = sumOf('a', {});
  expect(sumOf('b', { data: { B: '2', A: '1' } })).toBe(plain);
  expect(sumOf('c', { labels: { team: 'blue' }, override: { metadata: { annotations: { note: 'x' } } } })).toBe(plain);
  expect(sumOf('d', { data: { A: '1' }, override: { data: { B: '2' } } })).toBe(plain);
  const others = [
    sumOf('e', { override: { data: { B: '3' } } }),
    sumOf('f', { override: { data: { B: null } } }),
    sumOf('g', { override: { binaryData: { C: 'AA==' } } }),
    sumOf('h', { override: { data: { C: 'AA==' } } }),
  ];
  expect(new Set([plain, ...others]).size).toBe(5);
});

test('a variable that is bound later rolls the pods too, and one that is bound twice is the same', () => {
  const objects = synthesize((chart) => {
    const config = new ConfigMap(chart, 'config', { name: 'shop', data: { A: '1' } });
    const web = new WebService(chart, 'web', {
      name: 'web',
      image: 'busybox:1.37',
      ports: [{ containerPort: 8080 }],
      env: { A: EnvValue.configMap('shop', 'A') },
    });
    web.addEnv('A', config.envValue('A'));
  });
  expect(at(only(objects, 'Deployment'), 'spec.template.metadata.annotations')).toHaveProperty(['checksum/shop']);
});

test('an annotation of the caller comes before the checksum', () => {
  const objects = synthesize((chart) => {
    const config = new ConfigMap(chart, 'config', { name: 'shop', data: { A: '1' } });
    new WebService(chart, 'web', {
      name: 'web',
      image: 'busybox:1.37',
      ports: [{ containerPort: 8080 }],
      envFrom: [EnvSource.configMap(config)],
      podAnnotations: { 'checksum/shop': 'pinned' },
    });
  });
  expect(at(only(objects, 'Deployment'), 'spec.template.metadata.annotations')).toEqual({ 'checksum/shop': 'pinned' });
});

test('long names of ConfigMaps become annotations that differ and that the API takes', () => {
  const long = 'x'.repeat(80);
  const objects = synthesize((chart) => {
    const envFrom = ['a', 'b', 'a.b'].map((end) =>
      EnvSource.configMap(new ConfigMap(chart, `c${end}`, { name: `${long}-${end}`, data: { A: '1' } })),
    );
    new WebService(chart, 'web', { name: 'web', image: 'busybox:1.37', ports: [{ containerPort: 8080 }], envFrom });
  });
  const annotations = at(only(objects, 'Deployment'), 'spec.template.metadata.annotations') as Record<string, string>;
  expect(Object.keys(annotations)).toHaveLength(3);
  for (const key of Object.keys(annotations)) expect(key).toMatch(/^checksum\/x{52}-[0-9a-f]{10}$/);
});

test('only pods that are replaced when their template changes carry checksums, of ConfigMaps and of files', () => {
  const objects = synthesize((chart) => {
    const config = new ConfigMap(chart, 'config', { name: 'shop', data: { A: '1' } });
    const pod = (name: string) => ({
      name,
      image: 'busybox:1.37',
      envFrom: [EnvSource.configMap(config)],
      configFiles: [ConfigFiles.of({ a: 'b' }, { mountPath: '/etc/own' })],
    });
    new StatefulService(chart, 'a', { ...pod('stateful'), ports: [{ containerPort: 80 }] });
    new NodeAgent(chart, 'b', pod('agent'));
    new BatchJob(chart, 'c', { ...pod('job'), restartPolicy: RestartPolicy.NEVER });
    new ScheduledJob(chart, 'd', { ...pod('scheduled'), schedule: '0 3 * * *' });
    new BarePod(chart, 'e', pod('pod'));
    new BareReplicaSet(chart, 'f', pod('set'));
  });
  const carriers = objects.filter((object) => JSON.stringify(object).includes('checksum/'));
  expect(carriers.map(({ kind }) => kind)).toEqual(['StatefulSet', 'DaemonSet']);
  for (const carrier of carriers) {
    expect(at(carrier, 'spec.template.metadata.annotations')).toEqual({
      [`checksum/${carrier.metadata.name}-own`]: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      'checksum/shop': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  }
});

test('fails when what a pod refers to is no ConfigMap', () => {
  const refuse = (configMap: unknown): string =>
    messageOf(
      () =>
        new WebService(newChart(), 'it', {
          name: 'web',
          image: 'busybox:1.37',
          ports: [{ containerPort: 8080 }],
          env: { A: EnvValue.configMap(configMap as ConfigMap, 'A') },
          envFrom: [EnvSource.configMap(configMap as ConfigMap)],
          volumeMounts: [{ mountPath: '/a', volume: Volume.configMap('a', configMap as ConfigMap) }],
        }),
    );
  for (const [value, says] of [
    [undefined, 'got nothing'],
    [null, 'got null'],
    [3, 'got 3'],
    ['', 'got ""'],
    [{}, 'got nothing'],
    [{ name: 'A' }, 'got "A"'],
  ] as const) {
    const message = refuse(value);
    for (const place of ['env.A.configMap', 'envFrom[0].name', 'volumeMounts[0].volume.configMap']) {
      expect(message).toContain(`'${place}' must be lower-case`);
    }
    expect(message).toContain(says);
  }
  expect(refuse({ name: 'a', checksum: 1 })).toContain("'env.A.configMap.checksum' must be a string");
  expect(refuse({ name: 'a', checksum: 'x', rollout: 'x' })).toContain("'envFrom[0].name.rollout' must be one of");
});

test('fails when a key is asked for that a ConfigMap does not have', () => {
  const config = new ConfigMap(newChart(), 'it', { name: 'shop', data: { APP_ENV: 'x', APP_URL: 'y' } });
  expect(messageOf(() => config.envValue('APP_ENW'))).toBe(
    'test/it (ConfigMap): the ConfigMap "shop" has no key "APP_ENW", it has "APP_ENV", "APP_URL"; did you mean "APP_ENV"?',
  );
});

test('fails when a name leaves no room for a hash', () => {
  const name = 'x'.repeat(243);
  const rollout = ConfigRollout.IMMUTABLE;
  expect(messageOf(() => new ConfigMap(newChart(), 'it', { name, data: { a: 'b' }, rollout }))).toContain(
    "'name' must leave 11 of 253 characters to the hash, got 243 characters; shorten it",
  );
  const configFiles = [ConfigFiles.of({ a: 'b' }, { name, mountPath: '/a', rollout })];
  expect(
    messageOf(() => new NodeAgent(newChart(), 'it', { name: 'web', image: 'busybox:1.37', configFiles })),
  ).toContain("'configFiles[0].name' must leave 11 of 253 characters to the hash, got 243 characters; shorten it");
});

test('fails when a ConfigMap is larger than the API takes', () => {
  expect(messageOf(() => new ConfigMap(newChart(), 'it', { name: 'a', data: { a: 'x'.repeat(1048576) } }))).toContain(
    "'data' must be at most 1048576 bytes in all, got 1048577; split it",
  );
});

covers<ServiceAccountProps>(
  'ServiceAccount',
  (chart, props) => new ServiceAccount(chart, 'it', props),
  { name: 'shop' },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    imagePullSecrets: ['registry'],
    automountServiceAccountToken: true,
    override: { secrets: [{ name: 'legacy' }] },
  },
  {
    ...notNamespacedProps,
    imagePullSecrets: [...notList, [['A'], 'lower-case']],
    automountServiceAccountToken: notFlag,
  },
);

const rules = [
  PolicyRule.read('', 'pods', 'pods/log'),
  PolicyRule.resources({
    apiGroups: ['apps'],
    resources: ['deployments'],
    verbs: [Verb.PATCH],
    resourceNames: ['shop'],
  }),
];
const badRules: Bad = [
  ...notList,
  [[], 'must have at least 1 element'],
  [[{}], 'must be a PolicyRule'],
  [[PolicyRule.read('', 'Pods')], "must be a resource in the plural and in lower case, such as 'pods'"],
  [[PolicyRule.read('')], 'must have at least 1 element'],
  [[PolicyRule.read('Apps', 'deployments')], 'lower-case'],
  [
    [PolicyRule.read('', 'deployments')],
    `is "deployments" of the core group, which has no such resource; give apiGroups: ['apps']`,
  ],
  [[PolicyRule.resources({ resources: ['pods'], verbs: ['gets' as Verb] })], 'must be one of "get", "list"'],
  [[PolicyRule.resources({ resources: ['pods'], verbs: [Verb.GET], resourceNames: [] })], 'at least 1 element'],
  [[PolicyRule.resources(undefined as never)], 'must be an object, got nothing'],
];

covers<RoleProps>(
  'Role',
  (chart, props) => new Role(chart, 'it', props),
  { name: 'shop', rules: [PolicyRule.read('', 'pods')] },
  {
    ...metadata,
    name: 'Shop:reader',
    namespace: 'store',
    rules,
    override: { metadata: { labels: { tier: 'front' } } },
  },
  {
    ...notNamespacedProps,
    name: roleNames,
    rules: [
      ...badRules,
      [[PolicyRule.nonResourceUrls(['/healthz'], 'get')], 'which no namespace has; use a ClusterRole'],
    ],
  },
);

covers<ClusterRoleProps>(
  'ClusterRole',
  (chart, props) => new ClusterRole(chart, 'it', props),
  { name: 'shop', rules: [PolicyRule.read('', 'nodes')] },
  {
    ...metadata,
    name: 'shop',
    rules: [...rules, PolicyRule.nonResourceUrls(['/metrics', '/healthz/*'], 'get')],
    override: { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } },
  },
  {
    ...notObjectProps,
    name: roleNames,
    rules: [
      ...badRules,
      [[PolicyRule.nonResourceUrls(['metrics'], 'get')], 'must be a path of the API'],
      [[PolicyRule.nonResourceUrls(['/metrics'], 'GET')], 'must be one of "get"'],
      [[PolicyRule.nonResourceUrls([], 'get')], 'at least 1 element'],
    ],
  },
);

const badSubjects: Bad = [
  ...notList,
  [[], 'must have at least 1 element'],
  [[{ kind: 'User' }], 'must be a RoleSubject'],
  [[RoleSubject.user('')], 'must be a string that is not empty'],
  [[RoleSubject.serviceAccount(undefined as never)], 'must be lower-case'],
  [[RoleSubject.serviceAccountNamed('shop', 'A')], 'must be lower-case'],
  [[RoleSubject.serviceAccountNamed('shop')], 'is the ServiceAccount "shop" of a namespace that is not known'],
];
const badRole: Bad = [
  ['view', 'must be a Role, a ClusterRole or a RoleReference'],
  [null, 'got null'],
  [{ name: 'view' }, 'must be a Role'],
  [RoleReference.clusterRole(''), "must be a name without '/'"],
];

covers<RoleBindingProps>(
  'RoleBinding',
  (chart, props) => new RoleBinding(chart, 'it', props),
  { name: 'shop', role: RoleReference.clusterRole('view'), subjects: [RoleSubject.group('developers')] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    role: RoleReference.role('shop'),
    subjects: [
      RoleSubject.serviceAccountNamed('shop'),
      RoleSubject.serviceAccount({ name: 'shop', namespace: 'other' }),
      RoleSubject.user('ada@example.com'),
      RoleSubject.group('developers'),
    ],
    override: { subjects: [{ name: 'developers', $patch: 'delete' }] },
  },
  { ...notNamespacedProps, name: roleNames, role: badRole, subjects: badSubjects },
);

covers<ClusterRoleBindingProps>(
  'ClusterRoleBinding',
  (chart, props) => new ClusterRoleBinding(chart, 'it', props),
  { name: 'shop', role: RoleReference.clusterRole('view'), subjects: [RoleSubject.group('developers')] },
  {
    ...metadata,
    name: 'shop',
    role: RoleReference.clusterRole('view'),
    subjects: [RoleSubject.serviceAccountNamed('shop', 'store')],
    override: { metadata: { labels: { tier: 'front' } } },
  },
  {
    ...notObjectProps,
    name: roleNames,
    role: [...badRole, [RoleReference.role('shop'), 'must be a ClusterRole, got the Role "shop"; use a RoleBinding']],
    subjects: badSubjects,
  },
);

covers<TenantNamespaceProps>(
  'TenantNamespace',
  (chart, props) => new TenantNamespace(chart, 'it', props),
  { name: 'store' },
  {
    ...metadata,
    name: 'store',
    podSecurity: {
      enforce: PodSecurityLevel.BASELINE,
      audit: PodSecurityLevel.RESTRICTED,
      warn: PodSecurityLevel.RESTRICTED,
      version: 'v1.27',
    },
    quota: {
      requests: { cpu: '4', memory: Size.gibibytes(8), ephemeralStorage: '10Gi', extended: { 'nvidia.com/gpu': '1' } },
      limits: { cpu: '8', memory: '16Gi' },
      storage: Size.gibibytes(100),
      pods: 40,
      persistentVolumeClaims: 10,
      services: 20,
      loadBalancers: 1,
      nodePorts: 0,
      configMaps: 50,
      secrets: 50,
      others: { 'count/jobs.batch': '100' },
    },
    limits: {
      container: {
        min: { cpu: '5m' },
        defaultRequest: { cpu: '10m', memory: '32Mi' },
        default: { memory: '128Mi' },
        max: { memory: '2Gi' },
      },
      pod: { max: { cpu: '4', memory: '4Gi' } },
      persistentVolumeClaim: { min: '1Gi', max: Size.gibibytes(50) },
    },
    denyTraffic: true,
    override: { networkPolicy: { spec: { egress: null } } },
  },
  {
    ...notObjectProps,
    name: [...notName, ['a.b', 'must be']],
    podSecurity: [
      ...notObject,
      [{ enforce: 'strict' }, 'must be one of "privileged", "baseline", "restricted", got "strict"'],
      [{ audit: 1 }, 'must be one of'],
      [{ warn: '' }, 'must be one of'],
      [{ enforce: 'baseline', version: '1.27' }, 'must be "latest" or a version such as "v1.27"'],
      [{ version: 'latest' }, "has a version and no level; give 'enforce', 'audit' or 'warn'"],
    ],
    quota: [
      ...notObject,
      [{}, 'says nothing'],
      [{ pods: 1.5 }, 'must be a whole number'],
      [{ requests: { cpu: 'much' } }, 'must be a quantity'],
      [{ limits: { gpu: '1' } }, "'quota.limits.gpu' is not a known prop"],
      [{ storage: 10 }, 'must be a quantity'],
      [{ others: { x: 1 } }, 'must be a quantity'],
      ...['persistentVolumeClaims', 'services', 'loadBalancers', 'nodePorts', 'configMaps', 'secrets'].map(
        (count) => [{ [count]: -1 }, 'got -1'] as const,
      ),
    ],
    limits: [
      ...notObject,
      [{}, 'says nothing'],
      [{ pod: {} }, "'limits.pod' says nothing"],
      [{ container: { default: { memory: 'x' } } }, 'must be a quantity'],
      [{ persistentVolumeClaim: { min: 1 } }, 'must be a quantity'],
      [
        { container: { defaultRequest: { memory: '256Mi' }, default: { memory: '128Mi' } } },
        "'limits.container.defaultRequest.memory' must be at most 'default' (128Mi), got 256Mi; lower it",
      ],
      [{ pod: { min: { cpu: '2' }, max: { cpu: '1500m' } } }, "must be at most 'max' (1500m), got 2"],
      [
        { persistentVolumeClaim: { min: '2Gi', max: '1Gi' } },
        "'limits.persistentVolumeClaim.min.storage' must be at most",
      ],
    ],
    denyTraffic: notFlag,
    override: [...notObject, [{ limitRange: {} }, 'overrides an object that is not defined']],
  },
);

test.each([
  [SecurityProfile.RESTRICTED, 'restricted'],
  [SecurityProfile.BASELINE, 'baseline'],
  [SecurityProfile.PLAIN, undefined],
])('a namespace of the profile %s enforces the level %s', (profile, level) => {
  const objects = synthesize((chart) => new TenantNamespace(chart, 'it', { name: 'store' }), profile);
  expect(only(objects, 'Namespace').metadata.labels?.['pod-security.kubernetes.io/enforce']).toBe(level);
});

covers<StorageClassProps>(
  'StorageClass',
  (chart, props) => new StorageClass(chart, 'it', props),
  { name: 'fast', provisioner: StorageProvisioner.csiHostPath() },
  {
    ...metadata,
    name: 'fast',
    provisioner: StorageProvisioner.awsEbs(),
    isDefault: true,
    reclaimPolicy: ReclaimPolicy.RETAIN,
    volumeBindingMode: VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
    allowVolumeExpansion: true,
    mountOptions: ['noatime'],
    override: { parameters: { iops: '4000' } },
  },
  {
    ...notObjectProps,
    provisioner: [
      ...notInstance('StorageProvisioner'),
      [StorageProvisioner.of('a b'), "must be a driver's name"],
      [StorageProvisioner.of('nfs.csi.k8s.io', { server: 1 } as never), 'must be a string, got 1'],
    ],
    isDefault: notFlag,
    reclaimPolicy: notOneOf,
    volumeBindingMode: notOneOf,
    allowVolumeExpansion: notFlag,
    mountOptions: [...notList, [[''], 'not empty']],
  },
);

test('the storage of each cloud has the driver and the parameters that it needs', () => {
  const named = [
    StorageProvisioner.awsEbs('io2'),
    StorageProvisioner.googlePersistentDisk(),
    StorageProvisioner.azureDisk(),
    StorageProvisioner.csiHostPath(),
    StorageProvisioner.none(),
  ].map(({ name, parameters }) => [name, parameters]);
  expect(named).toEqual([
    ['ebs.csi.aws.com', { type: 'io2', encrypted: 'true' }],
    ['pd.csi.storage.gke.io', { type: 'pd-balanced' }],
    ['disk.csi.azure.com', { skuName: 'StandardSSD_LRS' }],
    ['hostpath.csi.k8s.io', {}],
    ['kubernetes.io/no-provisioner', {}],
  ]);
});

covers<PersistentVolumeProps>(
  'PersistentVolume',
  (chart, props) => new PersistentVolume(chart, 'it', props),
  { name: 'data', capacity: '10Gi', source: PersistentVolumeSource.nfs('nfs.example.com', '/data') },
  {
    ...metadata,
    name: 'data',
    capacity: Size.gibibytes(10),
    source: PersistentVolumeSource.csi({
      driver: 'ebs.csi.aws.com',
      volumeHandle: 'vol-1',
      fsType: 'ext4',
      readOnly: false,
      attributes: { partition: '1' },
    }),
    accessModes: [AccessMode.READ_ONLY_MANY],
    storageClassName: 'fast',
    reclaimPolicy: ReclaimPolicy.RETAIN,
    volumeMode: VolumeMode.FILESYSTEM,
    mountOptions: ['ro'],
    override: { spec: { claimRef: { namespace: 'store', name: 'data' } } },
  },
  {
    ...notObjectProps,
    capacity: notQuantity,
    source: [
      ...notInstance('PersistentVolumeSource'),
      [PersistentVolumeSource.nfs('', '/a'), 'not empty'],
      [PersistentVolumeSource.nfs('a', 'b'), 'must be an absolute path'],
      [PersistentVolumeSource.local('/mnt/a'), 'at least 1 element'],
      [PersistentVolumeSource.hostPath('a'), 'must be an absolute path'],
      [PersistentVolumeSource.csi({ driver: 'x' } as never), "'source.volumeHandle' is required"],
    ],
    accessModes: [...notList, [[], 'at least 1'], [['Once'], 'must be one of']],
    storageClassName: notName,
    reclaimPolicy: notOneOf,
    volumeMode: notOneOf,
    mountOptions: notList,
  },
);

test('a volume of some nodes is only for pods of those nodes', () => {
  const [volume] = synthesize((chart) => {
    const source = PersistentVolumeSource.local('/mnt/a', 'node-1', 'node-2');
    new PersistentVolume(chart, 'it', { name: 'data', capacity: '1Gi', source });
  });
  expect(at(volume, 'spec.local')).toEqual({ path: '/mnt/a' });
  expect(at(volume, 'spec.nodeAffinity.required.nodeSelectorTerms.0.matchExpressions.0')).toEqual({
    key: 'kubernetes.io/hostname',
    operator: 'In',
    values: ['node-1', 'node-2'],
  });
});

covers<PersistentVolumeClaimProps>(
  'PersistentVolumeClaim',
  (chart, props) => new PersistentVolumeClaim(chart, 'it', props),
  { name: 'data', size: '1Gi' },
  {
    ...metadata,
    name: 'data',
    namespace: 'store',
    size: Size.gibibytes(4),
    accessModes: [AccessMode.READ_WRITE_MANY],
    storageClassName: '',
    volumeName: 'data',
    volumeMode: VolumeMode.BLOCK,
    override: { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } } },
  },
  {
    ...notNamespacedProps,
    size: notQuantity,
    accessModes: [...notList, [[], 'at least 1'], [['Once'], 'must be one of']],
    storageClassName: [
      ['Fast', 'lower-case'],
      [3, 'got 3'],
    ],
    volumeName: notName,
    volumeMode: notOneOf,
  },
);

covers<PriorityClassProps>(
  'PriorityClass',
  (chart, props) => new PriorityClass(chart, 'it', props),
  { name: 'batch', value: -100 },
  {
    ...metadata,
    name: 'batch',
    value: 1000,
    globalDefault: false,
    preemptionPolicy: PreemptionPolicy.NEVER,
    description: 'Work that can wait.',
    override: { metadata: { labels: { team: null } } },
  },
  {
    ...notObjectProps,
    name: [...notName, ['system-shop', 'may not begin with "system-", which Kubernetes keeps for its own']],
    value: [...notInteger.filter(([value]) => value !== -1), [1000000001, 'got 1000000001']],
    globalDefault: notFlag,
    preemptionPolicy: notOneOf,
    description: notText,
  },
);
