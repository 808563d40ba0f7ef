// Certificates, Traefik and the Gateway API: for each construct the least, everything, every bad prop, and that the
// types' own publishers take what it says.
import { Duration } from 'cdk8s';
import {
  AcmeServer,
  AcmeSolver,
  AllowedRoutes,
  Certificate,
  ClusterIssuer,
  Gateway,
  GatewayProtocol,
  HttpMethod,
  HttpRoute,
  IngressRoute,
  IngressRouteTcp,
  Issuer,
  IssuerReference,
  IssuerSource,
  Middleware,
  MiddlewareSource,
  PrivateKeyAlgorithm,
  RotationPolicy,
  RouteFilter,
  RoutePathType,
  SecretKey,
  ServiceBackend,
  TraefikMatch,
  TraefikService,
  TraefikTls,
  type CertificateProps,
  type ClusterIssuerProps,
  type GatewayProps,
  type HttpRouteProps,
  type IngressRouteProps,
  type IngressRouteTcpProps,
  type IssuerProps,
  type MiddlewareProps,
  type TraefikServiceProps,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notList, notObject, notText } from '../support/bad-input';
import { covers, metadata, notFlag, notName, notNamespacedProps, notObjectProps, type Bad } from '../support/covers';
import { complaintsOf } from '../support/foreign-validators';
import { at, messageOf, newChart, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const token = SecretKey.of('dns', 'token');
const acme = {
  server: AcmeServer.LETS_ENCRYPT_STAGING,
  privateKeySecretName: 'account',
  solvers: [AcmeSolver.http01Ingress('traefik')],
};
const solvers: readonly AcmeSolver[] = [
  AcmeSolver.http01Ingress(),
  AcmeSolver.http01Ingress('traefik').forNames({ dnsNames: ['shop.example.com'] }),
  AcmeSolver.http01Gateway('edge', 'infra'),
  AcmeSolver.cloudflare(token).forNames({ dnsZones: ['example.com'] }),
  AcmeSolver.digitalOcean(token),
  AcmeSolver.route53({
    region: 'eu-central-1',
    hostedZoneId: 'Z1',
    role: 'arn:aws:iam::1:role/dns',
    accessKeyId: token,
    secretAccessKey: SecretKey.of('dns', 'key'),
  }),
  AcmeSolver.cloudDns('project', token),
  AcmeSolver.azureDns({
    subscriptionId: 's',
    resourceGroupName: 'g',
    hostedZoneName: 'example.com',
    tenantId: 't',
    clientId: 'c',
    clientSecret: token,
  }),
  AcmeSolver.rfc2136({ nameserver: '10.0.0.1:53', keyName: 'k', key: token, algorithm: 'HMACSHA256' }),
  AcmeSolver.webhook('acme.example.com', 'mine', { zone: 'a' }),
];
const notSource: Bad = [
  ...notInstance('IssuerSource'),
  [IssuerSource.certificateAuthority('A'), 'lower-case'],
  [IssuerSource.acme(undefined as never), 'must be an object, got nothing'],
  [IssuerSource.acme({ ...acme, server: 'http://a' }), 'must be an address that begins with https://'],
  [IssuerSource.acme({ ...acme, email: 'ops' }), 'must be an address such as ops@example.com'],
  [IssuerSource.acme({ ...acme, privateKeySecretName: '' }), "'source.privateKeySecretName' must be"],
  [IssuerSource.acme({ ...acme, solvers: [] }), 'at least 1 element'],
  ...(
    [
      [AcmeSolver.http01Ingress('A'), 'lower-case'],
      [AcmeSolver.http01Gateway(''), "'source.solvers[0].gateway' must be"],
      [AcmeSolver.cloudflare('token' as never), 'must be a SecretKey'],
      [AcmeSolver.digitalOcean(undefined as never), 'must be a SecretKey'],
      [AcmeSolver.cloudDns(''), "'source.solvers[0].project' must be"],
      [AcmeSolver.azureDns({ subscriptionId: 'a' } as never), "'source.solvers[0].resourceGroupName' is required"],
      [AcmeSolver.route53({ accessKeyId: token }), "needs both of 'accessKeyId' and 'secretAccessKey', or neither"],
      [AcmeSolver.rfc2136({ nameserver: 'a', key: token }), "needs both of 'keyName' and 'key', or neither"],
      [AcmeSolver.webhook('acme.example.com', ''), "'source.solvers[0].solverName' must be"],
      [AcmeSolver.http01Ingress().forNames({ dnsZones: [] }), "'source.solvers[0].selector.dnsZones' must have"],
      [AcmeSolver.http01Ingress().forNames({ dnsNames: ['A'] }), 'must be a host name in lower case'],
    ] as const
  ).map(([solver, says]) => [IssuerSource.acme({ ...acme, solvers: [solver] }), says] as const),
];

covers<IssuerProps>(
  'Issuer',
  (chart, props) => new Issuer(chart, 'it', props),
  { name: 'self', source: IssuerSource.selfSigned() },
  {
    ...metadata,
    name: 'acme',
    namespace: 'store',
    source: IssuerSource.acme({ ...acme, email: 'ops@example.com', solvers }),
    override: { spec: { acme: { preferredChain: 'ISRG Root X1' } } },
  },
  { ...notNamespacedProps, source: notSource },
);

covers<ClusterIssuerProps>(
  'ClusterIssuer',
  (chart, props) => new ClusterIssuer(chart, 'it', props),
  { name: 'own', source: IssuerSource.certificateAuthority('own-ca') },
  {
    ...metadata,
    name: 'acme',
    source: IssuerSource.acme(acme),
    override: { spec: { acme: { skipTLSVerify: true } } },
  },
  { ...notObjectProps, source: notSource },
);

covers<CertificateProps>(
  'Certificate',
  (chart, props) => new Certificate(chart, 'it', props),
  { name: 'shop', dnsNames: ['shop.example.com'], issuer: IssuerReference.issuer('own') },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    dnsNames: ['shop.example.com', '*.shop.example.com'],
    issuer: IssuerReference.clusterIssuer('acme'),
    secretName: 'shop-tls',
    duration: Duration.days(90),
    renewBefore: Duration.minutes(90),
    privateKey: { algorithm: PrivateKeyAlgorithm.ECDSA, size: 384, rotationPolicy: RotationPolicy.ALWAYS },
    isCa: false,
    override: { spec: { usages: ['server auth'] } },
  },
  {
    ...notNamespacedProps,
    dnsNames: [
      ...notList,
      [[], 'at least 1 element'],
      [['Shop'], 'must be a host name'],
      [['10.0.0.1'], 'not an address'],
    ],
    issuer: [
      ['acme', 'must be an Issuer, a ClusterIssuer or an IssuerReference'],
      [null, 'got null'],
      [{ name: 'acme', issuerKind: 'Vault' }, 'must be an Issuer'],
      [IssuerReference.issuer(''), "'issuer.name' must be"],
    ],
    secretName: notName,
    duration: [
      ['90d', 'must be a Duration'],
      [Duration.minutes(59), 'got 3540 s'],
    ],
    renewBefore: [
      [30, 'must be a Duration'],
      [Duration.days(90), 'must be less than the 90 days that it is valid, got "2160h"'],
    ],
    privateKey: [
      ...notObject,
      [{ algorithm: 'DSA' }, 'must be one of "RSA", "ECDSA", "Ed25519"'],
      [{ size: 1024 }, 'must be from 2048 to 8192 for RSA, got 1024'],
      [{ algorithm: 'ECDSA', size: 2048 }, 'must be 256, 384 or 521 for ECDSA, got 2048'],
      [{ algorithm: 'Ed25519', size: 256 }, 'must be left out for Ed25519'],
      [{ rotationPolicy: 'always' }, 'must be one of "Always", "Never"'],
    ],
    isCa: notFlag,
  },
);

test('a Certificate names an issuer that is defined, by its kind', () => {
  const objects = synthesize((chart) => {
    const issuer = new ClusterIssuer(chart, 'issuer', { name: 'own', source: IssuerSource.selfSigned() });
    new Certificate(chart, 'it', { name: 'a', dnsNames: ['a.example.com'], issuer });
  });
  expect(at(objects[1], 'spec.issuerRef')).toEqual({ kind: 'ClusterIssuer', name: 'own' });
});

covers<MiddlewareProps>(
  'Middleware',
  (chart, props) => new Middleware(chart, 'it', props),
  { name: 'https', source: MiddlewareSource.redirectToHttps() },
  {
    ...metadata,
    name: 'limit',
    namespace: 'store',
    source: MiddlewareSource.rateLimit({ average: 100, burst: 200, period: Duration.minutes(1) }),
    override: { spec: { rateLimit: { sourceCriterion: { requestHost: true } } } },
  },
  {
    ...notNamespacedProps,
    source: [
      ...notInstance('MiddlewareSource'),
      [MiddlewareSource.redirectToHttps('no' as never), 'must be true or false'],
      [MiddlewareSource.stripPrefix(), 'at least 1 element'],
      [MiddlewareSource.addPrefix('a'), 'must be an absolute path'],
      [MiddlewareSource.headers({}), 'sets no header'],
      [MiddlewareSource.headers({ request: { a: 1 } } as never), 'must be a string, got 1'],
      [MiddlewareSource.basicAuth(''), "'source.secret' must be"],
      [MiddlewareSource.rateLimit({ average: 0 }), 'got 0'],
      [MiddlewareSource.allowAddresses('10.0.0.1'), 'must be a range of addresses'],
      [MiddlewareSource.chain(), 'at least 1 element'],
      [MiddlewareSource.of({}), 'must have one field for what it does, got 0'],
      [MiddlewareSource.of([]), 'must be an object, got []'],
    ],
  },
);

const shop = ServiceBackend.of('shop', 80);
const host = TraefikMatch.host('shop.example.com');
const notTls: Bad = [
  ...notInstance('TraefikTls'),
  [TraefikTls.secret('A'), 'lower-case'],
  [TraefikTls.certResolver(''), 'not empty'],
];
const unevenWeights = [shop.weighing(1), ServiceBackend.of('new', 80)];

covers<IngressRouteProps>(
  'IngressRoute',
  (chart, props) => new IngressRoute(chart, 'it', props),
  { name: 'shop', routes: [{ match: host, backends: [shop] }] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    entryPoints: ['websecure'],
    routes: [
      { match: host.and(TraefikMatch.pathPrefix('/api')), middlewares: ['limit'], priority: 20, backends: [shop] },
      { match: host, backends: [shop.weighing(9), ServiceBackend.of('new', 'http').weighing(1)] },
      { match: TraefikMatch.host('www.example.com'), traefikService: 'shared' },
    ],
    tls: TraefikTls.secret('shop-tls'),
    override: { spec: { tls: { options: { name: 'modern' } } } },
  },
  {
    ...notNamespacedProps,
    routes: [
      ...notList,
      [[], 'at least 1 element'],
      [[{ backends: [shop] }], "'routes[0].match' is required"],
      [[{ match: 'Host(`a`)', backends: [shop] }], 'must be a TraefikMatch'],
      [[{ match: host }], "must lead to 'backends' or to a 'traefikService', one of the two"],
      [[{ match: host, backends: [shop], traefikService: 'a' }], 'one of the two'],
      [[{ match: host, backends: unevenWeights }], 'must all have a weight, or none; 1 of them have none'],
      [[{ match: host, backends: [shop], priority: 0 }], 'got 0'],
      [[{ match: host, backends: [shop], middlewares: ['A'] }], 'lower-case'],
      [[{ match: TraefikMatch.host('*.example.com'), backends: [shop] }], "must be a host without '*'"],
      [[{ match: TraefikMatch.path('a'), backends: [shop] }], 'must be an absolute path'],
      [[{ match: TraefikMatch.pathPrefix('/`'), backends: [shop] }], 'may not have a backtick'],
      [[{ match: TraefikMatch.header('', 'a'), backends: [shop] }], "'routes[0].match.header' must be"],
      [[{ match: TraefikMatch.method('get'), backends: [shop] }], 'must be one of "GET"'],
      [[{ match: TraefikMatch.rule(''), backends: [shop] }], 'not empty'],
      [[{ match: host.not().and(TraefikMatch.path('x')), backends: [shop] }], 'must be an absolute path'],
    ],
    entryPoints: [...notList, [[], 'at least 1'], [[''], 'not empty']],
    tls: notTls,
  },
);

test("a match becomes a rule of Traefik's, with parentheses where it needs them", () => {
  const a = TraefikMatch.header('x-variant', 'b');
  const b = TraefikMatch.path('/a');
  const c = TraefikMatch.method('GET');
  expect(a.or(b).and(c)._toRule()).toBe('(Header(`x-variant`, `b`) || Path(`/a`)) && Method(`GET`)');
  expect(a.and(b).or(c)._toRule()).toBe('Header(`x-variant`, `b`) && Path(`/a`) || Method(`GET`)');
  expect(a.or(b).not().and(c)._toRule()).toBe('!(Header(`x-variant`, `b`) || Path(`/a`)) && Method(`GET`)');
});

covers<IngressRouteTcpProps>(
  'IngressRouteTcp',
  (chart, props) => new IngressRouteTcp(chart, 'it', props),
  { name: 'mongo', entryPoints: ['mongo'], routes: [{ host: '*', backends: [ServiceBackend.of('mongo', 27017)] }] },
  {
    ...metadata,
    name: 'mongo',
    namespace: 'store',
    entryPoints: ['mongo'],
    routes: [
      {
        host: 'mongo.example.com',
        backends: [ServiceBackend.of('mongo', 'mongo').weighing(3), ServiceBackend.of('new', 27017).weighing(1)],
      },
    ],
    tls: TraefikTls.certResolver('letsencrypt'),
    tlsPassthrough: false,
    override: { spec: { tls: { domains: [{ main: 'example.com' }] } } },
  },
  {
    ...notNamespacedProps,
    entryPoints: [...notList, [[], 'at least 1']],
    routes: [
      ...notList,
      [[], 'at least 1'],
      [[{ host: 'a.example.com', backends: [shop] }], "must be '*' where there is no TLS, which tells the host"],
      [[{ host: '*.example.com', backends: [shop] }], "must be one host, or '*' for all"],
      [[{ host: '*', backends: [] }], 'at least 1'],
      [[{ host: '*', backends: unevenWeights }], 'must all have a weight, or none'],
    ],
    tls: notTls,
    tlsPassthrough: notFlag,
  },
);

test('TLS goes through to the pods, or ends at Traefik', () => {
  const base = { name: 'a', entryPoints: ['a'], routes: [{ host: 'a.example.com', backends: [shop] }] };
  const [route] = synthesize((chart) => new IngressRouteTcp(chart, 'it', { ...base, tlsPassthrough: true }));
  expect(at(route, 'spec.tls')).toEqual({ passthrough: true });
  expect(
    messageOf(
      () => new IngressRouteTcp(newChart(), 'it', { ...base, tlsPassthrough: true, tls: TraefikTls.default() }),
    ),
  ).toContain("'tlsPassthrough' may not be given together with 'tls', which opens it; drop one of them");
});

covers<TraefikServiceProps>(
  'TraefikService',
  (chart, props) => new TraefikService(chart, 'it', props),
  { name: 'shared', backends: [shop.weighing(1)] },
  {
    ...metadata,
    name: 'shared',
    namespace: 'store',
    backends: [shop.weighing(9), ServiceBackend.of('new', 'http').weighing(0)],
    stickyCookie: 'variant',
    override: { spec: { weighted: { sticky: { cookie: { secure: true } } } } },
  },
  {
    ...notNamespacedProps,
    backends: [
      ...notList,
      [[], 'at least 1'],
      [[shop], 'needs a share of the requests; add .weighing(1)'],
      [[shop.weighing(0)], 'all have the weight 0, so that nothing answers'],
      [[shop.weighing(-1)], 'got -1'],
      [[shop.weighing(1000001)], 'got 1000001'],
    ],
    stickyCookie: [...notText.filter(([value]) => value === ''), ['a b', "must be a cookie's name"]],
  },
);

covers<GatewayProps>(
  'Gateway',
  (chart, props) => new Gateway(chart, 'it', props),
  {
    name: 'edge',
    gatewayClassName: 'traefik',
    listeners: [{ name: 'http', port: 80, protocol: GatewayProtocol.HTTP }],
  },
  {
    ...metadata,
    name: 'edge',
    namespace: 'infra',
    gatewayClassName: 'traefik',
    listeners: [
      { name: 'http', port: 80, protocol: GatewayProtocol.HTTP, allowedRoutes: AllowedRoutes.allNamespaces() },
      {
        name: 'https',
        port: 443,
        protocol: GatewayProtocol.HTTPS,
        hostname: '*.example.com',
        certificateSecretNames: ['example-tls'],
        allowedRoutes: AllowedRoutes.namespacesWith({ team: 'blue' }),
      },
    ],
    override: { spec: { addresses: [{ value: '10.0.0.1' }] } },
  },
  {
    ...notNamespacedProps,
    gatewayClassName: notName,
    listeners: [
      ...notList,
      [[], 'at least 1'],
      [[{ name: 'a', port: 80, protocol: 'TCP' }], 'must be one of "HTTP", "HTTPS", got "TCP"'],
      [[{ name: 'a', port: 443, protocol: 'HTTPS' }], "'listeners[0].certificateSecretNames' is required for HTTPS"],
      [[{ name: 'a', port: 80, protocol: 'HTTP', certificateSecretNames: ['a'] }], 'may be given for HTTPS only'],
      [[{ name: 'a', port: 80, protocol: 'HTTP', hostname: '1.2.3.4' }], 'not an address'],
      [[{ name: 'a', port: 0, protocol: 'HTTP' }], 'got 0'],
      [[{ name: 'a', port: 80, protocol: 'HTTP', allowedRoutes: 'All' }], 'must be an AllowedRoutes'],
      [
        [{ name: 'a', port: 80, protocol: 'HTTP', allowedRoutes: AllowedRoutes.namespacesWith({}) }],
        'selects by no label',
      ],
      [
        [
          { name: 'a', port: 80, protocol: 'HTTP' },
          { name: 'a', port: 81, protocol: 'HTTP' },
        ],
        'must be unique in the Gateway, got "a" again',
      ],
      [
        [
          { name: 'a', port: 80, protocol: 'HTTP' },
          { name: 'b', port: 80, protocol: 'HTTP' },
        ],
        'has port, protocol and hostname of [0]',
      ],
    ],
  },
);

const gateways = [{ name: 'edge' }];

covers<HttpRouteProps>(
  'HttpRoute',
  (chart, props) => new HttpRoute(chart, 'it', props),
  { name: 'shop', gateways, rules: [{ backends: [shop] }] },
  {
    ...metadata,
    name: 'shop',
    namespace: 'store',
    gateways: [{ name: 'edge', namespace: 'infra', sectionName: 'https' }],
    hostnames: ['shop.example.com'],
    rules: [
      {
        matches: [
          {
            path: '/api',
            pathType: RoutePathType.PATH_PREFIX,
            method: HttpMethod.POST,
            headers: { 'x-variant': 'b' },
            queryParams: { preview: '1' },
          },
        ],
        backends: [shop.weighing(9), ServiceBackend.of('new', 8080).weighing(1)],
        filters: [
          RouteFilter.replacePrefix('/'),
          RouteFilter.requestHeaders({ 'x-from': 'edge' }),
          RouteFilter.responseHeaders({ 'cache-control': 'no-store' }),
        ],
        timeout: Duration.seconds(30),
      },
      {
        matches: [{ path: '/old', pathType: RoutePathType.EXACT }, { path: '/older' }],
        filters: [RouteFilter.redirectToHost('old.example.com')],
      },
      { filters: [RouteFilter.redirectToHttps(302)] },
    ],
    override: { spec: { hostnames: ['www.example.com'] } },
  },
  {
    ...notNamespacedProps,
    gateways: [...notList, [[], 'at least 1'], [[{ name: 'A' }], 'lower-case'], [['edge'], 'must be an object']],
    hostnames: [...notList, [['A'], 'must be a host name']],
    rules: [
      ...notList,
      [[], 'at least 1'],
      [[{}], "leads nowhere: give 'backends', or a filter that redirects"],
      [
        [{ backends: [shop], filters: [RouteFilter.redirectToHttps()] }],
        'are never reached, because a filter redirects',
      ],
      [[{ backends: [ServiceBackend.of('shop', 'http')] }], 'must be a number, because the Gateway API knows no names'],
      [[{ backends: [shop.weighing(0)] }], 'all have the weight 0, so that nothing answers'],
      [[{ backends: [shop], matches: [{ pathType: 'Exact' }] }], 'says how to compare a path, and there is none'],
      [[{ backends: [shop], matches: [{ path: 'a' }] }], 'must be an absolute path'],
      [[{ backends: [shop], matches: [{ method: 'get' }] }], 'must be one of "GET"'],
      [[{ backends: [shop], matches: [{ headers: { a: 1 } }] }], 'must be a string, got 1'],
      [[{ backends: [shop], matches: [{ cookie: 'a' }] }], "'rules[0].matches[0].cookie' is not a known prop"],
      [[{ backends: [shop], timeout: 30 }], 'must be a Duration'],
      [[{ filters: [RouteFilter.redirectToHttps(200)] }], 'must be 301 or 302, got 200'],
      [[{ filters: [RouteFilter.redirectToHost('A')] }], 'must be a host name'],
      [[{ backends: [shop], filters: [RouteFilter.replacePrefix('a')] }], 'must be an absolute path'],
      [[{ backends: [shop], filters: [RouteFilter.requestHeaders({})] }], 'sets no header'],
      [[{ backends: [shop], filters: [{ type: 'x' }] }], 'must be a RouteFilter'],
      [
        [{ backends: [shop], filters: [RouteFilter.replacePrefix('/')] }],
        'replaces a prefix, and the rule does not say',
      ],
      [
        [
          {
            backends: [shop],
            matches: [{ path: '/a', pathType: 'Exact' }],
            filters: [RouteFilter.replacePrefix('/')],
          },
        ],
        "give 'matches' one element, with a 'path' that is a prefix",
      ],
      [
        [{ backends: [shop], filters: ['a', 'b'].map((name) => RouteFilter.requestHeaders({ [name]: 'x' })) }],
        "'rules[0].filters[1]' is a second RequestHeaderModifier beside [0]; a rule has one of each; merge the two",
      ],
    ],
  },
);

test('the publishers of the types take what each source and solver says', () => {
  const sources = [
    MiddlewareSource.redirectToHttps(false),
    MiddlewareSource.stripPrefix('/a', '/b'),
    MiddlewareSource.addPrefix('/a'),
    MiddlewareSource.headers({
      request: { a: 'b' },
      response: { server: '' },
      strictTransportSecurity: Duration.days(365),
    }),
    MiddlewareSource.basicAuth({ name: 'users' }),
    MiddlewareSource.rateLimit({ average: 1 }),
    MiddlewareSource.allowAddresses('10.0.0.0/8'),
    MiddlewareSource.compress(),
    MiddlewareSource.chain('a', 'b'),
    MiddlewareSource.of({ retry: { attempts: 3 } }),
  ];
  const objects = synthesize((chart) => {
    sources.forEach((source, i) => new Middleware(chart, `middleware-${i}`, { name: `m-${i}`, source }));
    new Issuer(chart, 'issuer', { name: 'acme', source: IssuerSource.acme({ ...acme, solvers }) });
    new IngressRoute(chart, 'route', {
      name: 'a',
      routes: [{ match: host, traefikService: 'b' }],
      tls: TraefikTls.default(),
    });
    new IngressRouteTcp(chart, 'tcp', { name: 'a', entryPoints: ['a'], routes: [{ host: '*', backends: [shop] }] });
    new TraefikService(chart, 'shared', { name: 'a', backends: [shop.weighing(1)], stickyCookie: 'c' });
    new Gateway(chart, 'gateway', {
      name: 'a',
      gatewayClassName: 'traefik',
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: GatewayProtocol.HTTPS,
          certificateSecretNames: ['a'],
          allowedRoutes: AllowedRoutes.sameNamespace(),
        },
      ],
    });
    new HttpRoute(chart, 'http', {
      name: 'a',
      gateways,
      rules: [
        { matches: [{ path: '/', headers: { a: 'b' } }], backends: [shop.weighing(1)], timeout: Duration.seconds(5) },
        { filters: [RouteFilter.redirectToHttps()] },
        {
          matches: [{ path: '/a' }],
          backends: [shop],
          filters: [RouteFilter.replacePrefix('/'), RouteFilter.requestHeaders({ a: 'b' })],
        },
      ],
    });
    new Certificate(chart, 'certificate', {
      name: 'a',
      dnsNames: ['a.example.com'],
      issuer: IssuerReference.issuer('acme'),
      duration: Duration.days(30),
      privateKey: { algorithm: PrivateKeyAlgorithm.ED25519 },
    });
  });
  expect(objects.length).toBe(17);
  expect(complaintsOf(objects)).toEqual([]);
});

test("a Middleware's name in an annotation has its namespace", () => {
  const source = MiddlewareSource.compress();
  const named = new Middleware(newChart(undefined, 'store'), 'it', { name: 'zip', source });
  expect(named.annotationValue()).toBe('store-zip@kubernetescrd');
  const lost = new Middleware(newChart(), 'it', { name: 'zip', source });
  expect(messageOf(() => lost.annotationValue())).toContain('has no namespace that is known');
});
