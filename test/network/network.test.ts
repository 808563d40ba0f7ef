// The constructs of the network: for each the least, everything, every bad prop, and what cannot work together.
import {
  Exposure,
  ExternalNameService,
  Identity,
  Ingress,
  IngressTls,
  NetworkPeer,
  NetworkPolicy,
  PathType,
  Protocol,
  Service,
  ServiceBackend,
  TrafficPolicy,
  WebService,
  type ExternalNameServiceProps,
  type IngressProps,
  type NetworkPolicyProps,
  type ServiceProps,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notList, notText } from '../support/bad-input';
import { covers, metadata, notFlag, notName, notNamespacedProps, type Bad } from '../support/covers';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const shop = ServiceBackend.of('shop', 'http');
const notBackend: Bad = [
  [ServiceBackend.of('', 80), 'names no Service'],
  [ServiceBackend.of('1a', 80), 'beginning with a letter'],
  [ServiceBackend.of('shop', 0), 'must be a whole number from 1 to 65535, got 0'],
  [ServiceBackend.of('shop', 'HTTP'), 'lower-case'],
];
/** The backends as elements of lists. */
const notBackends: Bad = notBackend.map(([value, says]) => [[value], says]);

covers<ServiceProps>(
  'Service',
  (chart, props) => new Service(chart, 'it', props),
  { name: 'shop', selects: Identity.of({ name: 'shop' }), exposure: Exposure.clusterIp({ ports: [{ port: 80 }] }) },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    selects: Identity.labels({ app: 'shop' }),
    exposure: Exposure.loadBalancer({
      ports: [
        { name: 'http', port: 80, targetPort: 'web', nodePort: 30080 },
        { name: 'dns', port: 53, protocol: Protocol.UDP },
      ],
      labels: { tier: 'front' },
      annotations: { a: 'b' },
      clientAffinity: true,
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      sourceRanges: ['10.0.0.0/8'],
    }),
    override: { spec: { healthCheckNodePort: 30081 } },
  },
  {
    ...notNamespacedProps,
    name: [...notName, ['1a', 'beginning with a letter']],
    selects: notInstance('Identity'),
    exposure: [
      ...notInstance('Exposure'),
      [Exposure.clusterIp(), "'exposure.ports' is required: the ports of the pods are not known here"],
      [Exposure.none(), 'is none'],
      [Exposure.clusterIp({ name: 'x', ports: [{ port: 80 }] }), "is given by the Service's own 'name'"],
      [Exposure.nodePort({ ports: [{ port: 80, nodePort: 80 }] }), 'must be from 30000 to 32767, got 80'],
    ],
  },
);

test('a Service of each type has the fields of that type, and tells its DNS name to those that ask', () => {
  const ports = [{ port: 80 }];
  const spec = (exposure: Exposure): unknown =>
    only(
      synthesize((chart) => new Service(chart, 'it', { name: 'a', selects: Identity.labels({ a: 'b' }), exposure })),
      'Service',
    ).spec;
  const rest = { selector: { a: 'b' }, ports };
  expect(spec(Exposure.clusterIp({ ports }))).toEqual(rest);
  expect(spec(Exposure.headless({ ports }))).toEqual({ ...rest, clusterIP: 'None' });
  expect(spec(Exposure.nodePort({ ports }))).toEqual({ ...rest, type: 'NodePort' });
  expect(spec(Exposure.loadBalancer({ ports }))).toEqual({ ...rest, type: 'LoadBalancer' });
  const service = new Service(newChart(), 'it', {
    name: 'shop',
    namespace: 'store',
    selects: Identity.labels({ a: 'b' }),
    exposure: Exposure.clusterIp({ ports }),
  });
  expect([service.dnsName('store'), service.dnsName('other'), service.dnsName()]).toEqual([
    'shop',
    'shop.store.svc.cluster.local',
    'shop.store.svc.cluster.local',
  ]);
});

covers<ExternalNameServiceProps>(
  'ExternalNameService',
  (chart, props) => new ExternalNameService(chart, 'it', props),
  { name: 'db', externalName: 'db.example.com' },
  {
    ...metadata,
    name: 'db',
    namespace: 'store',
    externalName: 'db.example.com',
    ports: [
      { name: 'http', port: 80, protocol: Protocol.TCP },
      { name: 'https', port: 443 },
    ],
    override: { spec: { sessionAffinity: 'ClientIP' } },
  },
  {
    ...notNamespacedProps,
    externalName: [
      ...notText.filter(([value]) => value !== null),
      ['10.0.0.1', 'not an address, at most 253 characters, got "10.0.0.1"'],
      ['https://db.example.com', 'must be a host name in lower case'],
      ['*.example.com', 'must be a host name'],
    ],
    ports: [
      ...notList,
      [[], 'at least 1 element'],
      [[{ port: 0 }], 'got 0'],
      [[{ port: 80, nodePort: 30080 }], 'may not be given for an ExternalName'],
      [[{ port: 80, targetPort: 8080 }], 'has no effect: a name leads to the host, and to 80 of it'],
      [[{ port: 80 }, { name: 'b', port: 81 }], "'ports[0].name' is required where a Service has several ports"],
      [
        [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, protocol: 'TCP' },
        ],
        "'ports[1].port' must be unique, got 80/TCP, which [0] has; drop one of them",
      ],
      [
        [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
        'must be unique, got "a"',
      ],
    ],
  },
);

test('an ExternalNameService may have one port for two protocols', () => {
  const ports = [
    { name: 'tcp', port: 53, protocol: Protocol.TCP },
    { name: 'udp', port: 53, protocol: Protocol.UDP },
  ];
  const [service] = synthesize(
    (chart) => new ExternalNameService(chart, 'it', { name: 'dns', externalName: 'dns.example.com', ports }),
  );
  expect(at(service, 'spec.ports')).toEqual(ports);
});

covers<IngressProps>(
  'Ingress',
  (chart, props) => new Ingress(chart, 'it', props),
  { name: 'shop', rules: [{ paths: [{ backend: shop }] }] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    className: 'traefik',
    defaultBackend: ServiceBackend.of('pages', 80),
    rules: [
      {
        host: 'shop.example.com',
        paths: [
          { backend: shop },
          { path: '/pay', pathType: PathType.EXACT, backend: ServiceBackend.of('payment', 8080) },
        ],
        tls: IngressTls.certManager('letsencrypt', 'example-tls'),
      },
      {
        host: 'www.example.com',
        paths: [{ backend: shop }],
        tls: IngressTls.certManager('letsencrypt', 'example-tls'),
      },
      { host: 'old.example.com', paths: [{ backend: shop }], tls: IngressTls.secret('old-tls') },
    ],
    override: { spec: { defaultBackend: { service: { port: { number: 81 } } } } },
  },
  {
    ...notNamespacedProps,
    className: notName,
    defaultBackend: [...notInstance('ServiceBackend'), ...notBackend, [shop.weighing(1), 'may not have a weight here']],
    rules: [
      ...notList,
      [[], 'at least 1 element'],
      [[{ host: 'a.example.com' }], "'rules[0].paths' is required"],
      [[{ paths: [] }], 'at least 1 element'],
      [[{ paths: [{ backend: shop, path: 'pay' }] }], 'must be an absolute path'],
      [[{ paths: [{ backend: shop, pathType: 'Regex' }] }], 'must be one of "Prefix", "Exact"'],
      [[{ paths: [{ backend: 'shop' }] }], 'must be a ServiceBackend'],
      [[{ host: 'Shop', paths: [{ backend: shop }] }], 'must be a host name in lower case'],
      [[{ host: '10.0.0.1', paths: [{ backend: shop }] }], 'not an address'],
      [[{ paths: [{ backend: shop }], tls: IngressTls.secret('a') }], "needs a host; give 'host'"],
      [[{ paths: [{ backend: shop }], tls: 'a' }], 'must be an IngressTls'],
      [[{ paths: [{ backend: shop.weighing(1) }] }], 'may not have a weight here'],
      [
        [{ paths: [{ backend: shop }, { path: '/', backend: shop }] }],
        "'rules[0].paths[1]' is the same host and path as rules[0].paths[0]; drop one of them",
      ],
      [
        ['a', 'b'].map((name) => ({
          host: `${name}.example.com`,
          paths: [{ backend: shop }],
          tls: IngressTls.certManager(name, `${name}-tls`),
        })),
        `'rules[1].tls' names the issuer "b", and another rule "a"; use two Ingresses`,
      ],
    ],
  },
);

test('fails when an Ingress leads nowhere', () => {
  expect(messageOf(() => new Ingress(newChart(), 'it', { name: 'shop' }))).toBe(
    "test/it (Ingress): leads nowhere: give 'rules' or 'defaultBackend'",
  );
});

test('an Ingress leads to the Service of a workload, whatever that is called', () => {
  const objects = synthesize((chart) => {
    const web = new WebService(chart, 'web', {
      name: 'web',
      image: 'nginx:1.30',
      ports: [{ containerPort: 80 }],
      exposure: Exposure.clusterIp({ name: 'www' }),
    });
    new Ingress(chart, 'it', { name: 'web', defaultBackend: ServiceBackend.workload(web, 80) });
  });
  expect(only(objects, 'Ingress').spec).toEqual({
    defaultBackend: { service: { name: 'www', port: { number: 80 } } },
  });
  expect(
    messageOf(() => new Ingress(newChart(), 'it', { name: 'a', defaultBackend: ServiceBackend.workload({}, 80) })),
  ).toContain("'defaultBackend' names no Service; give its name, or a workload that has one");
});

covers<NetworkPolicyProps>(
  'NetworkPolicy',
  (chart, props) => new NetworkPolicy(chart, 'it', props),
  { name: 'deny', ingress: [], egress: [] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    selects: Identity.of({ name: 'shop' }),
    ingress: [
      { from: NetworkPeer.namespace('traefik'), ports: [{ port: 8080 }] },
      { from: NetworkPeer.workload(Identity.of({ name: 'cart' }), 'store'), ports: [{ port: 8080 }] },
      { from: NetworkPeer.namespacesWith({ team: 'blue' }) },
    ],
    egress: [
      { to: NetworkPeer.addresses('10.0.0.0/8', '10.1.0.0/16'), ports: [{ port: 5432, protocol: Protocol.TCP }] },
      { to: NetworkPeer.sameNamespace(), ports: [{ port: 8000, endPort: 8100 }] },
      { to: NetworkPeer.anyone(), ports: [{ port: 443 }] },
    ],
    dns: false,
    override: { spec: { policyTypes: ['Egress', 'Ingress'] } },
  },
  {
    ...notNamespacedProps,
    selects: notInstance('Identity'),
    ingress: [
      ...notList,
      [[{}], "'ingress[0].from' is required"],
      [[{ from: 'traefik' }], 'must be a NetworkPeer'],
      [[{ from: NetworkPeer.namespace('A') }], 'lower-case'],
      [[{ from: NetworkPeer.anyone(), ports: [] }], 'at least 1 element'],
      [[{ from: NetworkPeer.anyone(), ports: [{ port: 70000 }] }], 'got 70000'],
    ],
    egress: [
      ...notList,
      [[{ to: {} }], 'must be a NetworkPeer'],
      [[{ to: NetworkPeer.addresses('10.0.0.1') }], 'must be a range of addresses'],
      [[{ to: NetworkPeer.addresses('10.0.0.0/8', 'x') }], 'must be a range of addresses'],
    ],
    dns: notFlag,
  },
);

test('fails when a NetworkPolicy restricts nothing', () => {
  expect(messageOf(() => new NetworkPolicy(newChart(), 'it', { name: 'a' }))).toBe(
    "test/it (NetworkPolicy): restricts nothing: give 'ingress' or 'egress'; [] allows nothing",
  );
  expect(messageOf(() => new NetworkPolicy(newChart(), 'it', { name: 'a', ingress: [], dns: true }))).toContain(
    "'dns' is about what 'egress' restricts, and it restricts nothing; leave it out",
  );
});

test('fails when a list of backends holds what is none', () => {
  for (const [backends, says] of notBackends) {
    const [backend] = backends as readonly ServiceBackend[];
    const rules = [{ paths: [{ backend: backend ?? shop }] }];
    expect(messageOf(() => new Ingress(newChart(), 'it', { name: 'a', rules }))).toContain(says);
  }
});
