import {
  Chart,
  ConfigFiles,
  ConfigRollout,
  Disruption,
  Duration,
  EnvSource,
  EnvValue,
  Exposure,
  Handler,
  Identity,
  IngressTls,
  MountPropagation,
  NetworkPeer,
  Probe,
  Protocol,
  Scrape,
  SecretKey,
  SecurityProfile,
  Size,
  Strategy,
  TopologySpread,
  Volume,
  WebService,
  type WebServiceProps,
} from '../../lib';
import { Construct } from 'constructs';
import { yamlSnapshot } from '../../lib/testing';
import {
  notInstance,
  notInteger,
  notLabels,
  notList,
  notObject,
  notText,
  refusesBadInput,
  type BadInput,
} from '../support/bad-input';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: WebServiceProps = { name: 'web', image: 'ghcr.io/acme/web:1.4.2', ports: [{ containerPort: 8080 }] };

const everything: WebServiceProps = {
  name: 'shop',
  namespace: 'shop',
  identity: Identity.of({
    name: 'shop',
    instance: 'eu',
    component: 'web',
    partOf: 'store',
    version: '1.4.2',
    managedBy: 'drydock',
  }),
  labels: { team: 'store' },
  annotations: { 'kubernetes.io/change-cause': 'Release 1.4.2' },
  image: 'registry.example.com:5000/store/shop:1.4.2',
  imagePullSecrets: ['registry'],
  containerName: 'server',
  command: ['node'],
  args: ['server.js'],
  workingDir: '/app',
  ports: [{ name: 'http', containerPort: 8080, protocol: Protocol.TCP }],
  env: {
    MODE: 'production',
    TOKEN: EnvValue.secret(SecretKey.of('shop', 'token')),
    REGION: EnvValue.configMap('region', 'name'),
    NODE: EnvValue.podField('spec.nodeName'),
    MEMORY: EnvValue.resource('limits.memory'),
  },
  envFrom: [EnvSource.configMap('common'), EnvSource.secret('keys', 'KEY_')],
  resources: { requests: { cpu: '100m', memory: Size.mebibytes(128) }, limits: { memory: '256Mi' } },
  startupProbe: Probe.httpGet('/healthz', { period: Duration.seconds(2), failureThreshold: 30 }),
  livenessProbe: Probe.tcpSocket('http'),
  readinessProbe: Probe.httpGet('/ready', {
    port: 'http',
    headers: { Accept: 'text/plain' },
    timeout: Duration.seconds(2),
  }),
  preStop: Handler.exec('sleep', '5'),
  volumeMounts: [
    { mountPath: '/uploads', volume: Volume.claim('uploads', 'shop-uploads'), mountPropagation: MountPropagation.NONE },
  ],
  configFiles: [
    ConfigFiles.of(
      { 'shop.json': '{"currency":"EUR"}\n' },
      { mountPath: '/etc/shop', rollout: ConfigRollout.IMMUTABLE },
    ),
    ConfigFiles.of({ 'extra.conf': 'a=1\n' }, { mountPath: '/etc/more', name: 'shop-more', besideImageFiles: true }),
  ],
  writablePaths: ['/tmp'],
  initContainers: [
    { name: 'wait', image: 'busybox:1.37', command: ['sh', '-c', 'until nc -z db 3306; do sleep 1; done'] },
  ],
  sidecars: [
    {
      name: 'exporter',
      image: 'nginx/nginx-prometheus-exporter:1.5.3',
      ports: [{ name: 'metrics', containerPort: 9113 }],
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
    },
  ],
  podLabels: { tier: 'front' },
  podAnnotations: { 'example.com/note': 'yes' },
  serviceAccountName: 'shop',
  automountServiceAccountToken: true,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  affinity: { podAntiAffinity: {} },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoSchedule' }],
  topologySpread: [TopologySpread.acrossNodes(), TopologySpread.acrossZones({ maxSkew: 2, strict: true })],
  priorityClassName: 'important',
  terminationGracePeriod: Duration.seconds(45),
  strategy: Strategy.rolling({ maxUnavailable: 0, maxSurge: '25%' }),
  minReady: Duration.seconds(5),
  progressDeadline: Duration.minutes(5),
  revisionHistoryLimit: 3,
  exposure: Exposure.loadBalancer({
    ports: [{ name: 'http', port: 80, nodePort: 30080 }],
    sourceRanges: ['10.0.0.0/8'],
  }),
  ingress: {
    hosts: ['shop.example.com'],
    className: 'traefik',
    tls: IngressTls.certManager('letsencrypt', 'shop-tls'),
  },
  autoscaling: { minReplicas: 2, maxReplicas: 10, targetCpuUtilization: 70, targetMemoryUtilization: 80 },
  disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
  networkPolicy: {
    ingress: [
      { from: NetworkPeer.namespace('traefik'), ports: [{ port: 'http' }] },
      { from: NetworkPeer.namespace('monitoring'), ports: [{ port: 'metrics' }] },
    ],
    egress: [{ to: NetworkPeer.addresses('10.0.0.0/8', '10.1.0.0/16'), ports: [{ port: 443 }] }],
  },
  scrape: Scrape.pods({ port: 9113 }),
  override: {
    deployment: {
      spec: {
        template: {
          spec: {
            hostPID: true,
            containers: [{ name: 'server', resources: { limits: { 'nvidia.com/gpu': '1' } }, tty: true }],
          },
        },
      },
    },
    service: { metadata: { annotations: { 'example.com/dns': 'shop' } } },
    ingress: { spec: { rules: null, defaultBackend: { service: { name: 'shop', port: { number: 80 } } } } },
    horizontalPodAutoscaler: { spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } } },
    podDisruptionBudget: { metadata: { annotations: { 'example.com/reviewed': 'yes' } } },
    networkPolicy: { metadata: { annotations: { 'example.com/reviewed': 'yes' } } },
  },
};

test('the least WebService is a Service and a Deployment, restricted', () => {
  expect(synthesize((chart) => new WebService(chart, 'web', least))).toMatchSnapshot();
});

test('a WebService with everything says everything, in the order in which it is applied', () => {
  expect(synthesize((chart) => new WebService(chart, 'web', everything))).toMatchSnapshot();
});

test('a WebService under the plain profile says what was asked and no more', () => {
  expect(synthesize((chart) => new WebService(chart, 'web', least), SecurityProfile.PLAIN)).toMatchSnapshot();
});

test('a WebService under the baseline profile is hardened as no image notices', () => {
  expect(synthesize((chart) => new WebService(chart, 'web', least), SecurityProfile.BASELINE)).toMatchSnapshot();
});

describe('identity', () => {
  const namesAndSelectors = (objects: ReturnType<typeof synthesize>): unknown =>
    objects.map((object) => [
      object.kind,
      object.metadata.name,
      at(object, 'spec.selector'),
      at(object, 'spec.podSelector'),
      at(object, 'spec.template.metadata.labels'),
    ]);

  test('moving a construct under another parent changes no byte', () => {
    const before = synthesize((chart) => new WebService(chart, 'web', everything));
    const after = synthesize(
      (chart) => new WebService(new Construct(new Construct(chart, 'a'), 'b'), 'moved', everything),
    );
    expect(after).toEqual(before);
  });

  test("renaming the chart's id changes no name and no selector", () => {
    const build = (id: string): unknown => {
      const chart = newChart();
      const renamed = new Chart(chart.node.root, id);
      new WebService(renamed, 'web', everything);
      return namesAndSelectors(renamed.toJson() as ReturnType<typeof synthesize>);
    };
    expect(build('one')).toEqual(build('two'));
  });

  test('labels that describe never select', () => {
    const objects = synthesize((chart) => new WebService(chart, 'web', everything));
    const selector = {
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'eu',
      'app.kubernetes.io/component': 'web',
    };
    expect(at(only(objects, 'Deployment'), 'spec.selector.matchLabels')).toEqual(selector);
    expect(at(only(objects, 'Service'), 'spec.selector')).toEqual(selector);
    expect(at(only(objects, 'PodDisruptionBudget'), 'spec.selector.matchLabels')).toEqual(selector);
    expect(at(only(objects, 'NetworkPolicy'), 'spec.podSelector.matchLabels')).toEqual(selector);
    expect(only(objects, 'Deployment').metadata.labels).toMatchObject({
      ...selector,
      'app.kubernetes.io/version': '1.4.2',
      team: 'store',
    });
  });
});

describe('what belongs together', () => {
  const refusal = (props: Partial<WebServiceProps>): string =>
    messageOf(() => new WebService(newChart(), 'web', { ...least, ...props }));

  test('fails when a Service, an Ingress or a probe leads to a port that is not there', () => {
    expect(refusal({ exposure: Exposure.clusterIp({ ports: [{ port: 80, targetPort: 'http' }] }) })).toBe(
      `test/web (WebService): 'exposure.ports[0].targetPort' names the port "http", which no container has; they have 8080`,
    );
    expect(refusal({ livenessProbe: Probe.httpGet('/', { port: 'http' }) })).toBe(
      `test/web (WebService): 'livenessProbe' names the port "http", which the container does not have; name a port in 'ports', or give its number`,
    );
    expect(refusal({ ingress: { hosts: ['a.example.com'], port: 81 } })).toBe(
      `test/web (WebService): 'ingress.port' must be a port of the Service: 8080, got 81`,
    );
    expect(refusal({ ingress: { hosts: ['a.example.com'] }, exposure: Exposure.none() })).toBe(
      `test/web (WebService): 'ingress' needs a Service, and there is none; choose another 'exposure'`,
    );
    expect(refusal({ ports: [], exposure: Exposure.clusterIp() })).toContain(
      "'exposure' is a Service without ports; add to 'ports'",
    );
    expect(refusal({ ports: [], livenessProbe: Probe.tcpSocket() })).toContain(
      "'livenessProbe' needs a port, and the container has none",
    );
  });

  test('fails when it is scaled twice, between bounds that cross, or by a share of nothing', () => {
    const autoscaling = { minReplicas: 5, maxReplicas: 2 };
    expect(refusal({ autoscaling, replicas: 2 }).split('\n')).toEqual([
      'test/web (WebService): 3 problems',
      "  - 'autoscaling' may not be given together with 'replicas' (2), which every apply would set back; drop 'replicas'",
      "  - 'autoscaling.minReplicas' must be at most maxReplicas (2), got 5",
      "  - 'autoscaling' aims at a share of the requested cpu, and none is requested; give resources.requests.cpu",
    ]);
  });

  test('fails when a node could never be drained', () => {
    expect(refusal({ disruption: Disruption.minAvailable(1), replicas: 1 })).toBe(
      `test/web (WebService): 'disruption' never lets a node drain: minAvailable is 1 of 1 replicas; lower it, or raise 'replicas'`,
    );
    expect(refusal({ disruption: Disruption.maxUnavailable(0) })).toContain('maxUnavailable is 0; allow at least 1');
  });

  test('fails when requests are above limits', () => {
    expect(refusal({ resources: { requests: { memory: '1Gi' }, limits: { memory: Size.mebibytes(512) } } })).toBe(
      `test/web (WebService): 'resources.requests.memory' must be at most the limit of 512Mi, got 1Gi; lower it or raise the limit`,
    );
  });

  test('fails when two containers, ports, mounts or volumes have one name', () => {
    expect(refusal({ sidecars: [{ name: 'web', image: 'busybox' }] })).toContain(
      `'sidecars[0].name' must be unique in the pod, got "web", the name of the main container`,
    );
    expect(
      refusal({
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'http', containerPort: 81 },
        ],
      }),
    ).toContain(`'ports[1].name' must be unique, got "http", which is also the name of [0]; rename one of them`);
    const mount = (mountPath: string, volume: Volume) => ({ mountPath, volume });
    expect(
      refusal({ volumeMounts: [mount('/a', Volume.emptyDir('x')), mount('/a/', Volume.emptyDir('y'))] }),
    ).toContain(`'volumeMounts[1].mountPath' must be unique in the container, got "/a/" again`);
    const chart = newChart();
    new WebService(chart, 'web', {
      ...least,
      volumeMounts: [mount('/a', Volume.emptyDir('x')), mount('/b', Volume.secret('x', 's'))],
    });
    expect(messageOf(() => void chart.toJson())).toContain('two volumes of the pod are called "x"; rename one of them');
  });

  test('fails when an override is of an object that is not there, or changes nothing', () => {
    expect(refusal({ override: { ingress: { spec: {} } } })).toContain(
      "'override.ingress' overrides an object that is not defined",
    );
    const chart = newChart();
    new WebService(chart, 'web', { ...least, replicas: 2, override: { deployment: { spec: { replicas: 2 } } } });
    expect(messageOf(() => void chart.toJson())).toContain('the override of Deployment "web" changes nothing');
  });

  test('fails when an environment variable gets a second value', () => {
    const web = new WebService(newChart(), 'web', { ...least, env: { HOST: 'a' } });
    web.addEnv('HOST', 'a');
    expect(messageOf(() => web.addEnv('HOST', 'b'))).toBe(
      'test/web (WebService): the environment variable "HOST" is given twice, with two values; remove one of them',
    );
  });

  test('fails when the DNS name is asked of one without a Service', () => {
    const web = new WebService(newChart(), 'web', { ...least, exposure: Exposure.none() });
    expect(messageOf(() => web.dnsName())).toContain('has no DNS name, because it has no Service');
  });
});

test('the DNS name is short in its own namespace and full elsewhere', () => {
  const web = new WebService(newChart(undefined, 'shop'), 'web', least);
  expect(web.dnsName('shop')).toBe('web');
  expect(web.dnsName('other')).toBe('web.shop.svc.cluster.local');
  expect(web.dnsName()).toBe('web.shop.svc.cluster.local');
});

test('a change of a configuration file changes the pods, unless it is not to', () => {
  const template = (text: string, rollout?: ConfigRollout): unknown =>
    at(
      only(
        synthesize((chart) => {
          const options = { mountPath: '/etc/app', ...(rollout === undefined ? {} : { rollout }) };
          new WebService(chart, 'web', { ...least, configFiles: [ConfigFiles.of({ 'a.conf': text }, options)] });
        }),
        'Deployment',
      ),
      'spec.template',
    );
  expect(template('a')).not.toEqual(template('b'));
  expect(template('a', ConfigRollout.IMMUTABLE)).not.toEqual(template('b', ConfigRollout.IMMUTABLE));
  expect(template('a', ConfigRollout.NONE)).toEqual(template('b', ConfigRollout.NONE));
});

const bad: BadInput<WebServiceProps> = {
  name: [...notText, ['Web', 'for example "web"'], ['x'.repeat(64), '(64 characters)']],
  namespace: [...notText, ['a.b', 'for example "a-b"']],
  identity: [
    ...notInstance('Identity'),
    [Identity.of({}), 'selects by no label'],
    [Identity.labels({ a: 'b c' }), 'got "b c"'],
    [Identity.of(null as never), 'must be an object, got null'],
    [Identity.labels(null as never), 'must be an object, got null'],
  ],
  labels: notLabels,
  annotations: notLabels,
  securityProfile: [
    ['hardened', 'must be one of "plain", "baseline", "restricted", got "hardened"'],
    [null, 'got null'],
  ],
  image: [
    ...notText,
    ['Nginx:1', 'did you mean "nginx:1"?'],
    ['nginx :1', 'must be an image reference'],
    ['nginx:', 'must be an image reference'],
  ],
  imagePullPolicy: [['always', 'must be one of "Always", "IfNotPresent", "Never", got "always"']],
  command: [...notList, [[], 'must have at least 1 element'], [[3], "'command[0]' must be a string, got 3"]],
  args: [...notList, [[null], 'got null']],
  workingDir: [...notText, ['app', "must be an absolute path ('/...')"]],
  ports: [
    ...notList,
    [[{ containerPort: 0 }], 'from 1 to 65535, got 0'],
    [[{}], 'is required'],
    [[{ containerPort: 80, name: 'HTTP_port' }], 'for example "http-port"'],
    [[{ containerPort: 80, protocol: 'tcp' }], 'must be one of "TCP", "UDP", "SCTP"'],
    [[{ containerPort: 80, hostPort: 70000 }], 'got 70000'],
  ],
  env: [
    ...notObject,
    [{ 'A B': 'x' }, 'for example "A_B"'],
    [{ '1A': 'x' }, 'for example "_1A"'],
    [{ A: 1 }, 'must be a string, got 1'],
    [{ A: {} }, 'must be an EnvValue'],
    [{ A: EnvValue.podField('spec.node') }, 'got "spec.node"'],
    [{ A: EnvValue.of(3 as unknown as string) }, 'got 3'],
    [{ A: EnvValue.secret(null as never) }, 'must be a SecretKey'],
    [{ A: EnvValue.secret(SecretKey.of('S', 'k')) }, 'got "S"'],
  ],
  envFrom: [...notList, [[{}], 'must be an EnvSource'], [[EnvSource.configMap('A')], 'got "A"']],
  resources: [
    ...notObject,
    [{ request: {} }, "did you mean 'requests'?"],
    [{ requests: { cpu: 'lots' } }, 'must be a quantity such as "100m"'],
    [{ limits: { memory: 100 } }, 'got 100'],
    [{ limits: { memory: '1GB' } }, 'got "1GB"'],
  ],
  livenessProbe: [
    ...notInstance('Probe'),
    [Probe.httpGet('health'), 'must be an absolute path'],
    [Probe.httpGet('/', null as never), 'must be an object, got null'],
    [Probe.tcpSocket(0), 'got 0'],
    [Probe.tcpSocket(undefined, { successThreshold: 2 }), 'must be 1 for liveness and startup probes, got 2'],
    [Probe.exec([]), 'must have at least 1 element'],
    [Probe.tcpSocket(undefined, { period: Duration.millis(500) }), 'got 0.5 s'],
    [Probe.tcpSocket(undefined, { timeout: 3 as unknown as Duration }), 'must be a Duration'],
  ],
  readinessProbe: [...notInstance('Probe'), [Probe.httpGet('/', { scheme: 'http' }), 'must be one of "HTTP", "HTTPS"']],
  startupProbe: [...notInstance('Probe'), [Probe.httpGet('/', { failureThreshold: 0 }), 'got 0']],
  postStart: [...notInstance('Handler'), [Handler.exec(), 'must have at least 1 element']],
  preStop: [...notInstance('Handler'), [Handler.tcpSocket('http'), 'which the container does not have']],
  volumeMounts: [
    ...notList,
    [[{ mountPath: '/a' }], "'volumeMounts[0].volume' is required"],
    [[{ mountPath: 'a', volume: Volume.emptyDir('a') }], 'must be an absolute path'],
    [[{ mountPath: '/a', volume: Volume.emptyDir('A') }], 'got "A"'],
    [[{ mountPath: '/a', volume: Volume.emptyDir('a'), subPath: '../b' }], "without '..'"],
    [[{ mountPath: '/a', volume: Volume.hostPath('a', '/b', 'Folder') }], 'must be one of'],
  ],
  configFiles: [
    ...notList,
    [[ConfigFiles.of({}, { mountPath: '/a' })], 'has no files'],
    [[ConfigFiles.of({ 'a/b': '' }, { mountPath: '/a' })], "letters, digits, '-'"],
    [[ConfigFiles.fromFolder('/nowhere/at/all', { mountPath: '/a' })], 'cannot be read: ENOENT'],
    [[ConfigFiles.of({ a: 'x'.repeat(1048577) }, { mountPath: '/a' })], 'must be at most 1048576 bytes'],
  ],
  writablePaths: [...notList, [['tmp'], 'must be an absolute path']],
  securityContext: notObject,
  containerName: [...notText, ['a_b', 'for example "a-b"']],
  initContainers: [
    ...notList,
    [[{ name: 'a', image: 'b', readinessProbe: Probe.tcpSocket(80) }], 'may not be given for an init container'],
    [[{ image: 'b' }], "'initContainers[0].name' is required"],
  ],
  sidecars: [...notList, [[{ name: 'a' }], "'sidecars[0].image' is required"]],
  podLabels: notLabels,
  podAnnotations: notLabels,
  podSecurityContext: notObject,
  serviceAccountName: notText,
  automountServiceAccountToken: [
    ['yes', 'must be true or false, got "yes"'],
    [1, 'got 1'],
  ],
  imagePullSecrets: [...notList, [['A'], 'got "A"']],
  nodeSelector: notLabels,
  affinity: notObject,
  tolerations: [...notList, [['x'], 'must be an object, got "x"']],
  topologySpread: [
    ...notList,
    [[TopologySpread.across('a b')], 'got "a b"'],
    [[TopologySpread.acrossNodes({ maxSkew: 0 })], 'got 0'],
  ],
  priorityClassName: notText,
  terminationGracePeriod: [
    [30, 'must be a Duration'],
    [Duration.millis(1500), 'got 1.5 s'],
  ],
  replicas: notInteger,
  strategy: [
    ...notInstance('Strategy'),
    [Strategy.rolling({ maxUnavailable: 0, maxSurge: 0 }), 'no pod could ever be replaced'],
    [Strategy.rolling({ maxSurge: '200%' }), 'got "200%"'],
  ],
  minReady: [[5, 'must be a Duration']],
  progressDeadline: [[Duration.seconds(0), 'from 1 to']],
  revisionHistoryLimit: notInteger,
  exposure: [
    ...notInstance('Exposure'),
    [Exposure.nodePort({ ports: [{ port: 80, nodePort: 80 }] }), 'must be from 30000 to 32767, got 80'],
    [Exposure.clusterIp({ ports: [{ port: 80, nodePort: 30080 }] }), 'may not be given for a ClusterIP Service'],
    [Exposure.clusterIp({ ports: [{ port: 80 }, { port: 81 }] }), 'is required where a Service has several ports'],
    [Exposure.clusterIp({ name: '1a' }), 'beginning with a letter'],
    [Exposure.loadBalancer({ sourceRanges: ['10.0.0.0'] }), 'such as "10.0.0.0/8"'],
  ],
  ingress: [
    ...notObject,
    [{ hosts: [] }, 'must have at least 1 element'],
    [{ hosts: ['10.0.0.1'] }, 'not an address'],
    [{ hosts: ['A.example.com'] }, 'in lower case'],
    [{ hosts: ['a.example.com'], path: 'a' }, 'must be an absolute path'],
    [{ hosts: ['a.example.com'], pathType: 'prefix' }, 'must be one of "Prefix"'],
    [{ hosts: ['a.example.com'], tls: {} }, 'must be an IngressTls'],
  ],
  autoscaling: [...notObject, [{}, "'autoscaling.maxReplicas' is required"], [{ maxReplicas: 0 }, 'got 0']],
  disruption: [
    ...notInstance('Disruption'),
    [Disruption.maxUnavailable('half'), 'got "half"'],
    [Disruption.minAvailable('100%'), 'never lets a node drain'],
    [Disruption.maxUnavailable(1, { evictUnhealthy: 'yes' as never }), 'must be true or false, got "yes"'],
  ],
  networkPolicy: [
    ...notObject,
    [{ ingress: [NetworkPeer.anyone()] }, 'must be an object'],
    [{ ingress: [{ from: NetworkPeer.namespace('A') }] }, 'got "A"'],
    [{ egress: [{ to: NetworkPeer.addresses('10.0.0.0') }] }, 'such as "10.0.0.0/8"'],
    [{ egress: [{ to: NetworkPeer.anyone(), ports: [{ port: 0 }] }] }, 'got 0'],
  ],
  scrape: [...notInstance('Scrape'), [Scrape.pods({ port: 0 }), 'got 0']],
  override: [
    ...notObject,
    [{ deployment: [] }, 'must be an object, got []'],
    [{ daemonSet: {} }, 'is not a known prop'],
  ],
};

refusesBadInput<WebServiceProps>(
  'WebService',
  'test/web',
  (props) => new WebService(newChart(), 'web', props as unknown as WebServiceProps),
  { ...least },
  bad,
);
