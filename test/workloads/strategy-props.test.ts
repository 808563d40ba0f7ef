import fc from 'fast-check';
import {
  Color,
  ConfigFiles,
  Disruption,
  EnvValue,
  Exposure,
  Identity,
  IngressTls,
  NetworkPeer,
  PhpService,
  Release,
  Scrape,
  SecretKey,
  SecurityProfile,
  Strategy,
  TopologySpread,
  TraefikMatch,
  TraefikTls,
  TrafficRouter,
  WebService,
  type WebServiceProps,
} from '../../lib';
import { canaryPods } from '../../lib/parts/release/release-plan';
import { yamlSnapshot } from '../../lib/testing';
import { at, messageOf, newChart, only, synthesize, type Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: WebServiceProps = {
  name: 'web',
  image: 'nginx:1.18.0-alpine',
  ports: [{ name: 'http', containerPort: 8080 }],
};
const release = Release.of({ image: 'nginx:1.30-alpine' });
const gateway = TrafficRouter.gateway({ gateways: [{ name: 'edge' }] });
const traefik = TrafficRouter.traefik({ match: TraefikMatch.host('shop.example.com') });
const nginx = TrafficRouter.nginx({ hosts: ['shop.example.com'] });
const header = { name: 'x-trial', value: 'yes' };

const objectsOf = (props: Partial<WebServiceProps>, profile?: SecurityProfile): readonly Synthesized[] =>
  synthesize((chart) => new WebService(chart, 'web', { ...least, ...props }), profile);
const refusal = (props: Partial<WebServiceProps>): string =>
  messageOf(() => new WebService(newChart(), 'web', { ...least, ...props }));
const named = (objects: readonly Synthesized[], kind: string, name: string): Synthesized =>
  only(
    objects.filter(({ metadata }) => metadata.name === name),
    kind,
  );

test('the least WebService by blue/green has two Deployments, one of which rests', () => {
  expect(objectsOf({ strategy: Strategy.blueGreen({ live: Color.BLUE }) }, SecurityProfile.PLAIN)).toMatchSnapshot();
});

const everything: WebServiceProps = {
  ...least,
  name: 'shop',
  namespace: 'shop',
  identity: Identity.of({ name: 'shop', instance: 'eu', version: '1' }),
  labels: { team: 'store' },
  annotations: { 'kubernetes.io/change-cause': 'Release 2' },
  env: { MODE: 'production', REGION: 'eu' },
  args: ['serve'],
  resources: { requests: { cpu: '100m' } },
  configFiles: [ConfigFiles.of({ 'shop.conf': 'a\n' }, { mountPath: '/etc/shop' })],
  sidecars: [
    { name: 'metrics', image: 'nginx/nginx-prometheus-exporter:1.5.3', resources: { requests: { cpu: '1m' } } },
  ],
  initContainers: [{ name: 'prepare', image: 'nginx:1.18.0-alpine', command: ['true'] }],
  topologySpread: [TopologySpread.acrossNodes()],
  revisionHistoryLimit: 3,
  exposure: Exposure.nodePort({ name: 'store', ports: [{ name: 'http', port: 80, nodePort: 30080 }] }),
  autoscaling: { minReplicas: 2, maxReplicas: 9 },
  disruption: Disruption.maxUnavailable(1),
  networkPolicy: { ingress: [{ from: NetworkPeer.namespace('traefik') }] },
  scrape: Scrape.serviceMonitor(),
  strategy: Strategy.canaryByWeight({
    router: TrafficRouter.traefik({
      name: 'entry',
      match: TraefikMatch.host('shop.example.com').and(TraefikMatch.pathPrefix('/shop')),
      port: 'http',
      entryPoints: ['websecure'],
      middlewares: ['compress'],
      tls: TraefikTls.secret('shop-tls'),
      stickyCookie: 'version',
      labels: { route: 'yes' },
      annotations: { note: 'entry' },
    }),
    release: Release.of({
      image: 'ghcr.io/acme/shop:2',
      env: { MODE: 'canary', TOKEN: EnvValue.secret(SecretKey.of('shop', 'token')) },
      command: ['/shop'],
      args: ['serve', '--new'],
    }).shiftTo(10),
    rolling: { maxUnavailable: 0, maxSurge: 1 },
  }),
  override: {
    deployment: { spec: { template: { spec: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }] } } } },
    horizontalPodAutoscaler: { spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
    service: { metadata: { annotations: { 'example.com/dns': 'shop' } } },
  },
};

test('a WebService by a canary with everything says everything twice, once for each version', () => {
  expect(objectsOf(everything)).toMatchSnapshot();
});

test('both tracks have what is bound to the WebService after it was made', () => {
  const objects = synthesize((chart) => {
    const web = new WebService(chart, 'web', {
      ...least,
      env: { COLOR: 'old' },
      strategy: Strategy.blueGreen({ live: Color.BLUE, release: Release.of({ env: { COLOR: 'new' } }).start() }),
    });
    web.addEnv('DB_HOST', 'db');
  });
  const envOf = (name: string): unknown =>
    at(named(objects, 'Deployment', name), 'spec.template.spec.containers.0.env');
  expect(envOf('web-blue')).toEqual([
    { name: 'COLOR', value: 'old' },
    { name: 'DB_HOST', value: 'db' },
  ]);
  expect(envOf('web-green')).toEqual([
    { name: 'COLOR', value: 'new' },
    { name: 'DB_HOST', value: 'db' },
  ]);
});

test('the security of each version is that of its own image', () => {
  const objects = objectsOf({
    strategy: Strategy.blueGreen({ live: Color.BLUE, release: Release.of({ image: 'traefik/whoami:v1.11' }).start() }),
  });
  const userOf = (name: string): unknown =>
    at(named(objects, 'Deployment', name), 'spec.template.spec.securityContext.runAsUser');
  expect([userOf('web-blue'), userOf('web-green')]).toEqual([101, 65532]);
});

test('containers that have the image of the main one get the new one with it', () => {
  const objects = objectsOf({
    initContainers: [
      { name: 'migrate', image: least.image, command: ['true'] },
      { name: 'wait', image: 'busybox:1.37', command: ['true'] },
    ],
    strategy: Strategy.blueGreen({ live: Color.BLUE, release: release.start() }),
  });
  const imagesOf = (name: string): unknown =>
    (at(named(objects, 'Deployment', name), 'spec.template.spec.initContainers') as { image: string }[]).map(
      ({ image }) => image,
    );
  expect(imagesOf('web-blue')).toEqual(['nginx:1.18.0-alpine', 'busybox:1.37']);
  expect(imagesOf('web-green')).toEqual(['nginx:1.30-alpine', 'busybox:1.37']);
});

test('a new version of a PhpService brings its code with it', () => {
  const objects = synthesize(
    (chart) =>
      new PhpService(chart, 'php', {
        name: 'php',
        image: 'ghcr.io/acme/php:1',
        strategy: Strategy.blueGreen({
          live: Color.BLUE,
          release: Release.of({ image: 'registry.example.com/acme/php:2' }).start(),
        }),
      }),
  );
  const pod = at(named(objects, 'Deployment', 'php-green'), 'spec.template.spec');
  expect(at(pod, 'initContainers.0.image')).toBe('registry.example.com/acme/php:2');
  expect(at(pod, 'containers.0.image')).toBe('registry.example.com/acme/php:2');
  expect(at(pod, 'containers.0.securityContext.runAsUser')).toBe(33);
});

test('what holds for the workload holds for both tracks: its selector never names one', () => {
  const objects = objectsOf({
    replicas: 2,
    disruption: Disruption.maxUnavailable(1),
    networkPolicy: { ingress: [{ from: NetworkPeer.anyone() }] },
    scrape: Scrape.serviceMonitor(),
    strategy: Strategy.blueGreen({ live: Color.GREEN }),
  });
  const both = { 'app.kubernetes.io/name': 'web' };
  expect(at(only(objects, 'PodDisruptionBudget'), 'spec.selector.matchLabels')).toEqual(both);
  expect(at(only(objects, 'NetworkPolicy'), 'spec.podSelector.matchLabels')).toEqual(both);
  expect(at(only(objects, 'ServiceMonitor'), 'spec.selector.matchLabels')).toEqual(both);
});

test('one HorizontalPodAutoscaler scales each track that runs', () => {
  const scalers = (strategy: Strategy): unknown =>
    objectsOf({ strategy, resources: { requests: { cpu: '1' } }, autoscaling: { maxReplicas: 3 } })
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'Deployment')
      .map((each) => [
        each.metadata.name,
        at(each, 'spec.replicas') ?? at(each, 'spec.scaleTargetRef.name') ?? 'is scaled',
      ]);
  expect(scalers(Strategy.blueGreen({ live: Color.BLUE }))).toEqual([
    ['web-blue', 'is scaled'],
    ['web-blue', 'web-blue'],
    ['web-green', 0],
  ]);
  expect(scalers(Strategy.blueGreen({ live: Color.BLUE, release: release.shift() }))).toEqual([
    ['web-blue', 'is scaled'],
    ['web-blue', 'web-blue'],
    ['web-green', 'is scaled'],
    ['web-green', 'web-green'],
  ]);
});

describe('the construct', () => {
  const web = (strategy: Strategy, replicas = 10): WebService =>
    new WebService(newChart(), 'web', { ...least, replicas, strategy });
  const tracksOf = (strategy: Strategy, replicas?: number): unknown =>
    web(strategy, replicas).tracks.map(({ name, replicas: pods, share }) => [name, pods, share]);

  test('tells what a share comes to in whole pods', () => {
    expect(tracksOf(Strategy.canaryByReplicas({ release: release.shiftTo(25) }))).toEqual([
      ['stable', 10, (100 * 10) / 13],
      ['canary', 3, (100 * 3) / 13],
    ]);
    expect(tracksOf(Strategy.canaryByReplicas({ release: release.start() }), 1)).toEqual([
      ['stable', 1, 50],
      ['canary', 1, 50],
    ]);
  });

  test('tells the share that a router gives, and none where a match decides', () => {
    expect(
      tracksOf(Strategy.canaryByWeight({ router: gateway, release: release.shiftTo(5), canaryReplicas: 2 })),
    ).toEqual([
      ['stable', 10, 95],
      ['canary', 2, 5],
    ]);
    expect(
      tracksOf(Strategy.abTestByHeader({ router: nginx, header, release: release.shift(), trialReplicas: 1 })),
    ).toEqual([
      ['a', 10, undefined],
      ['b', 1, undefined],
    ]);
  });

  test('has the Deployment that answers, the second Service and the routes as properties', () => {
    const shifted = web(Strategy.blueGreen({ live: Color.BLUE, release: release.shift(), previewName: 'web-next' }));
    expect(shifted.deployment.name).toBe('web-green');
    expect([shifted.service?.name, shifted.secondService?.name, shifted.routes]).toEqual(['web', 'web-next', []]);
    const canary = web(Strategy.canaryByWeight({ router: traefik }));
    expect(canary.deployment.name).toBe('web-stable');
    expect(canary.routes.map(({ kind }) => kind)).toEqual(['TraefikService', 'IngressRoute']);
    expect(canary.dnsName()).toBe('web');
    const plain = web(Strategy.rolling());
    expect([plain.tracks, plain.routes, plain.secondService]).toEqual([[], [], undefined]);
  });

  test('merges what an override says into both Deployments', () => {
    const override = { deployment: { spec: { paused: true } } };
    const objects = objectsOf({ strategy: Strategy.canaryByReplicas(), override });
    for (const name of ['web-stable', 'web-canary']) {
      expect(at(named(objects, 'Deployment', name), 'spec.paused')).toBe(true);
    }
  });
});

test('the pods of a canary come as near to the share as whole pods can', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 50 }), (stable, percent) => {
      const canary = canaryPods(stable, percent);
      const off = (pods: number): number => Math.abs(pods - (stable * percent) / (100 - percent));
      expect(off(canary)).toBeLessThanOrEqual(0.5);
      expect(canary).toBeLessThanOrEqual(stable);
      if (canary > 0) {
        const { tracks } = new WebService(newChart(), 'web', {
          ...least,
          replicas: stable,
          strategy: Strategy.canaryByReplicas({ release: release.shiftTo(percent) }),
        });
        expect(tracks.map(({ replicas }) => replicas)).toEqual([stable, canary]);
        expect(tracks[1]?.share).toBeCloseTo((100 * canary) / (stable + canary));
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

describe('recreate and rolling', () => {
  test.each([
    [Strategy.recreate(), { type: 'Recreate' }],
    [Strategy.rolling(), { type: 'RollingUpdate' }],
    [Strategy.rolling({ maxSurge: 1 }), { rollingUpdate: { maxSurge: 1 } }],
  ])('are what a Deployment says', (strategy, expected) => {
    expect(at(only(objectsOf({ strategy }), 'Deployment'), 'spec.strategy')).toEqual(expected);
  });
});

test('the second Ingress of nginx has the certificate of the first, and asks for none', () => {
  const router = TrafficRouter.nginx({
    hosts: ['shop.example.com'],
    path: '/shop',
    className: 'nginx',
    tls: IngressTls.certManager('letsencrypt', 'shop-tls'),
    annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
  });
  const objects = objectsOf({ strategy: Strategy.canaryByWeight({ router, release: release.shiftTo(5) }) });
  const [first, second] = objects.filter(({ kind }) => kind === 'Ingress');
  expect(second?.metadata.annotations).toEqual({
    'nginx.ingress.kubernetes.io/canary': 'true',
    'nginx.ingress.kubernetes.io/canary-weight': '5',
  });
  const withoutBackend = (ingress: Synthesized | undefined): string =>
    JSON.stringify(ingress?.spec).replace(/"name":"web(-canary)?"/, '');
  expect(withoutBackend(second)).toBe(withoutBackend(first));
  expect(at(first, 'metadata.annotations')).toMatchObject({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
});

test('a cookie is found by its name and value to the letter, wherever it stands among others', () => {
  const rule = TraefikMatch.cookie('trial.x', 'a+b')._toRule();
  const [, expression = ''] = /^HeaderRegexp\(`Cookie`, `(.*)`\)$/.exec(rule) ?? [];
  const found = (header: string): boolean => new RegExp(expression).test(header);
  for (const header of ['trial.x=a+b', 'a=1; trial.x=a+b', 'trial.x=a+b; z=1', 'a=1;trial.x=a+b;z=1']) {
    expect(found(header)).toBe(true);
  }
  for (const header of ['trialyx=a+b', 'trial.x=aab', 'xtrial.x=a+b', 'trial.x=a+bc', 'a=trial.x=a+b', '']) {
    expect(found(header)).toBe(false);
  }
});

describe('what does not fit together', () => {
  const blueGreen = Strategy.blueGreen({ live: Color.BLUE });
  test.each<[string, Partial<WebServiceProps>, string]>([
    [
      'there is no Service',
      { strategy: blueGreen, exposure: Exposure.none() },
      "'strategy' needs a Service, and there is none; give the container 'ports', or choose another 'exposure'",
    ],
    ['no pod is to answer', { strategy: blueGreen, replicas: 0 }, "'replicas' must be at least 1 with two tracks"],
    [
      'the name leaves no room for that of the track',
      { strategy: blueGreen, name: 'w'.repeat(60) },
      `'name' must be at most 57 characters, because a Deployment is called "${'w'.repeat(60)}-green"`,
    ],
    [
      'a label is that of the tracks',
      { strategy: blueGreen, labels: { track: 'x' } },
      "'labels.track' is the label by",
    ],
    ['a label of the pods is', { strategy: blueGreen, podLabels: { track: 'x' } }, "'podLabels.track' is the label by"],
    [
      'a label of the identity is',
      { strategy: blueGreen, identity: Identity.labels({ track: 'x' }) },
      "'identity' may not have the label 'track'",
    ],
    [
      'an Ingress leads past the router',
      { strategy: Strategy.canaryByWeight({ router: nginx }), ingress: { hosts: ['a.example.com'] } },
      "'ingress' would lead past the strategy's router; drop it, and give the router its hosts",
    ],
    [
      'the router leads to a port that is not there',
      {
        strategy: Strategy.canaryByWeight({
          router: TrafficRouter.gateway({ gateways: [{ name: 'g' }], port: 'grpc' }),
        }),
      },
      '\'strategy.router.port\' must be a port of the Service: "http" (8080), got "grpc"',
    ],
    [
      'pods are counted that are scaled',
      { strategy: Strategy.canaryByReplicas(), resources: { requests: { cpu: '1' } }, autoscaling: { maxReplicas: 3 } },
      "'strategy' shares requests out by the number of pods, which 'autoscaling' changes; drop 'autoscaling', or use Strategy.canaryByWeight",
    ],
    [
      'pods are given a number that are scaled',
      {
        strategy: Strategy.canaryByWeight({ router: gateway, canaryReplicas: 2 }),
        resources: { requests: { cpu: '1' } },
        autoscaling: { maxReplicas: 3 },
      },
      "'strategy.canaryReplicas' may not be given together with 'autoscaling'",
    ],
    [
      'the new version is the one that runs',
      { strategy: Strategy.blueGreen({ live: Color.BLUE, release: Release.of({ image: least.image }).start() }) },
      `'strategy.release' is the version that runs already: the image is "nginx:1.18.0-alpine" in both; leave 'release' out, or say what is new`,
    ],
    [
      'a share is less than half a pod',
      { strategy: Strategy.canaryByReplicas({ release: release.shiftTo(5) }), replicas: 3 },
      "'strategy.release.percent' comes to less than half a pod beside 3 replicas, got 5; one pod is 25 percent: shift to 25, raise 'replicas', or use Strategy.canaryByWeight",
    ],
    [
      'a share takes more pods than there are',
      { strategy: Strategy.canaryByReplicas({ release: release.shiftTo(51) }), replicas: 3 },
      "'strategy.release.percent' must be at most 50: beside 3 replicas that stay, more needs more than 3 others, got 51; go on with promote(), or use Strategy.canaryByWeight",
    ],
    [
      'nginx is to know a value of a cookie',
      { strategy: Strategy.abTestByCookie({ router: nginx, cookie: { name: 'group', value: 'b' } }) },
      '\'strategy.cookie.value\' must be "always" with nginx, which knows no other, got "b"; leave it out',
    ],
    [
      'nginx would ignore a header',
      { strategy: Strategy.abTestByHeader({ router: nginx, header: { name: 'x', value: 'a b' } }) },
      "'strategy.header.value' must be letters, digits,",
    ],
    [
      'a sticky cookie has no shares to keep',
      {
        strategy: Strategy.abTestByHeader({
          router: TrafficRouter.traefik({ match: TraefikMatch.host('a.example.com'), stickyCookie: 'v' }),
          header,
        }),
      },
      "'strategy.router.stickyCookie' keeps clients with a share, and here a match decides",
    ],
  ])('fails when %s', (_, props, says) => {
    expect(refusal(props)).toContain(says);
  });
});

describe('a value that is not sound', () => {
  const strategies: Readonly<Record<string, (options: never) => Strategy>> = {
    rolling: (options) => Strategy.rolling(options),
    blueGreen: (options) => Strategy.blueGreen(options),
    canaryByReplicas: (options) => Strategy.canaryByReplicas(options),
    canaryByWeight: (options) => Strategy.canaryByWeight(options),
    abTestByHeader: (options) => Strategy.abTestByHeader(options),
    abTestByCookie: (options) => Strategy.abTestByCookie(options),
  };
  const good: Readonly<Record<string, object>> = {
    rolling: {},
    blueGreen: { live: Color.BLUE },
    canaryByReplicas: {},
    canaryByWeight: { router: gateway },
    abTestByHeader: { router: gateway, header },
    abTestByCookie: { router: traefik, cookie: { name: 'trial' } },
  };
  const notRolling = [
    ['x', 'must be an object'],
    [null, 'must be an object, got null'],
    [{ maxUnavailable: 0, maxSurge: 0 }, 'no pod could ever be replaced'],
    [{ maxUnavailable: NaN }, 'got NaN'],
    [{ maxsurge: 1 }, "did you mean 'maxSurge'?"],
  ] as const;
  const notRelease = [
    ['start', 'must be a stage of a release'],
    [release, 'must be a stage of a release'],
    [null, 'got null'],
    [Release.of({}).start(), 'differs in nothing from the version that runs'],
    [Release.of(null as never).promote(), 'must be an object, got null'],
    [Release.of({ image: '' }).abort(), 'must be an image reference'],
    [Release.of({ image: 3 as never }).start(), 'got 3'],
    [Release.of({ command: [] }).start(), 'must have at least 1 element'],
    [Release.of({ env: { 'a b': 'x' } }).start(), '\'strategy.release.env["a b"]\''],
    [Release.of({ args: 'x' as never }).start(), 'must be a list, got "x"'],
    [Release.of({ imgae: 'x' } as never).start(), "did you mean 'image'?"],
  ] as const;
  const notCount = [
    [0, 'got 0'],
    [1.5, 'got 1.5'],
    [NaN, 'got NaN'],
    ['2', 'got "2"'],
  ] as const;
  const notRouter = [
    [{}, 'must be a router'],
    [null, 'got null'],
    ['traefik', 'got "traefik"'],
    [TrafficRouter.gateway({ gateways: [] }), 'must have at least 1 element'],
    [TrafficRouter.gateway({ gateways: [{ name: 'G' }], path: 'x' }), 'must be an absolute path'],
    [TrafficRouter.gateway(undefined as never), 'must be an object, got nothing'],
    [TrafficRouter.traefik({ match: 'Host' as never }), 'must be a TraefikMatch'],
    [TrafficRouter.traefik({ match: TraefikMatch.host('a.b'), stickyCookie: 'a b' }), "a cookie's name"],
    [TrafficRouter.traefik(null as never), 'must be an object, got null'],
    [TrafficRouter.nginx({ hosts: ['A'] }), 'a host name in lower case'],
    [TrafficRouter.nginx({ hosts: ['a.b'], tls: IngressTls.secret('') }), 'got ""'],
    [TrafficRouter.nginx([] as never), 'must be an object, got []'],
  ] as const;
  const partial = [
    [release.shift(), 'must be a stage of a release by shares'],
    [release.shiftTo(0), 'must be from 1 to 99, got 0; use start()'],
    [release.shiftTo(100), 'must be from 1 to 99, got 100; use promote()'],
    [release.shiftTo(NaN), 'got NaN'],
    [release.shiftTo(12.5), 'got 12.5'],
    [release.shiftTo('25' as never), 'got "25"'],
  ] as const;
  const full = [[release.shiftTo(25), 'must be a stage of a release without shares']] as const;
  const notText = [
    ['', 'got ""'],
    [3, 'got 3'],
  ] as const;

  const bad: Readonly<Record<string, Readonly<Record<string, readonly (readonly [unknown, string])[]>>>> = {
    rolling: { maxSurge: [['200%', 'got "200%"']], maxUnavailable: [[-1, 'got -1']] },
    blueGreen: {
      live: [
        ['red', 'must be one of "blue", "green", got "red"'],
        [undefined, 'is required'],
      ],
      release: [...notRelease, ...full],
      rolling: notRolling,
      previewName: [...notText, ['1a', 'beginning with a letter']],
    },
    canaryByReplicas: { release: [...notRelease, ...partial], rolling: notRolling },
    canaryByWeight: {
      router: [...notRouter, [undefined, 'is required']],
      release: [...notRelease, ...partial],
      canaryReplicas: notCount,
      rolling: notRolling,
    },
    abTestByHeader: {
      router: notRouter,
      header: [
        [undefined, 'is required'],
        [null, 'got null'],
        [{ name: 'x y', value: '1' }, "a header's name"],
        [{ name: 'x', value: '' }, 'got ""'],
      ],
      release: [...notRelease, ...full],
      trialReplicas: notCount,
      rolling: notRolling,
    },
    abTestByCookie: {
      router: [...notRouter.slice(0, 3), [gateway, 'must be a router that knows cookies']] as const,
      cookie: [
        [undefined, 'is required'],
        [{ name: 'a=b' }, "a cookie's name"],
        [{ name: 'a', value: 'x;y' }, "a cookie's value"],
      ],
      release: [...notRelease, ...full],
      trialReplicas: notCount,
      rolling: notRolling,
    },
  };
  for (const [kind, fields] of Object.entries(bad)) {
    for (const [field, values] of Object.entries(fields)) {
      test(`fails when '${field}' of Strategy.${kind} is not sound`, () => {
        for (const [value, says] of values) {
          const make = strategies[kind] as (options: object) => Strategy;
          const message = refusal({ strategy: make({ ...good[kind], [field]: value }) });
          expect(message).toMatch(new RegExp(`^test/web \\(WebService\\): [^]*'strategy\\.${field}`));
          expect(message).toContain(says);
        }
      });
    }
    test(`fails when Strategy.${kind} gets no object, or what it does not know`, () => {
      const make = strategies[kind] as (options: unknown) => Strategy;
      expect(refusal({ strategy: make(null) })).toContain("'strategy' must be an object, got null");
      expect(refusal({ strategy: make({ ...good[kind], colour: 1 }) })).toContain(
        "'strategy.colour' is not a known prop",
      );
    });
  }
});

test('the types refuse what cannot work, and so does the construct for those who have none', () => {
  const host = TraefikMatch.host('shop.example.com');
  const refused = [
    // @ts-expect-error the Gateway API knows no cookies
    Strategy.abTestByCookie({ router: gateway, cookie: { name: 'trial' } }),
    // @ts-expect-error a plain Service has no weights
    Strategy.canaryByWeight({ release: release.shiftTo(25) }),
    // @ts-expect-error a plain Service sees no headers
    Strategy.abTestByHeader({ header }),
    // @ts-expect-error a color is live as a whole
    Strategy.blueGreen({ live: Color.BLUE, release: release.shiftTo(25) }),
    // @ts-expect-error a canary goes by shares
    Strategy.canaryByReplicas({ release: release.shift() }),
    // @ts-expect-error an A/B test goes by matches
    Strategy.abTestByHeader({ router: gateway, header, release: release.shiftTo(50) }),
    // @ts-expect-error a release is at a stage
    Strategy.blueGreen({ live: Color.BLUE, release }),
    // @ts-expect-error a route of another construct shares nothing out
    Strategy.canaryByWeight({ router: { match: host } }),
    // @ts-expect-error which color is live cannot be known
    Strategy.blueGreen({}),
  ];
  for (const strategy of refused) expect(refusal({ strategy })).toContain("'strategy.");
});
