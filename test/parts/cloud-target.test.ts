// Cloud targets: what each says of one neutral stack, and what each does not have.
import { isIP } from 'node:net';
import fc from 'fast-check';
import {
  AcmeServer,
  AcmeSolver,
  App,
  BarePod,
  Chart,
  ClusterIssuer,
  Duration,
  Exposure,
  Identity,
  Issuer,
  IssuerSource,
  Service,
  SecurityProfile,
  StatefulService,
  StorageClass,
  StorageProvisioner,
  TrafficPolicy,
  WebService,
  type LoadBalancerOptions,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { ipVersion } from '../../lib/parts/cloud/cloud-address';
import { AwsTargetType } from '../../lib/parts/cloud/cloud-aws';
import { LoadBalancerScope } from '../../lib/parts/cloud/cloud-load-balancer';
import { CloudFeature } from '../../lib/parts/cloud/cloud-provider';
import { CloudTarget, CloudTargets } from '../../lib/parts/cloud/cloud-target';
import { StorageTier } from '../../lib/parts/storage/storage-provisioner';
import { at, messageOf, newChart, only, synthesize, type Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const { INTERNAL, PUBLIC } = LoadBalancerScope;
const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/0f1e2d3c';

/** Each target with all that a stack can ask it for. */
const targets = {
  aws: CloudTarget.aws({
    addresses: { shop: ['eipalloc-0a1b2c3d', 'eipalloc-0e4f5a6b'], office: ['10.0.1.10'] },
    certificates: { shop: certificate },
    targetType: AwsTargetType.IP,
  }),
  gcp: CloudTarget.gcp({
    addresses: { shop: ['shop-v4', 'shop-v6'], office: ['office'] },
    acmeSolver: AcmeSolver.cloudDns('acme-shop'),
  }),
  azure: CloudTarget.azure({
    addresses: { shop: ['shop-v4', 'shop-v6'], office: ['10.240.0.10', 'fd00::10'] },
    addressResourceGroup: 'network',
    acmeSolver: AcmeSolver.azureDns({ subscriptionId: 'acme', resourceGroupName: 'dns' }),
  }),
  bareMetal: CloudTarget.bareMetal({
    addresses: { shop: ['192.0.2.10', '2001:db8::10'], office: ['10.0.1.10'] },
    addressPools: { public: 'internet', internal: 'office' },
    loadBalancerClass: 'metallb.io/metallb',
    storage: { standard: StorageProvisioner.of('driver.longhorn.io'), fast: StorageProvisioner.of('topolvm.io') },
    acmeSolver: AcmeSolver.http01Ingress('traefik'),
  }),
  local: CloudTarget.local({
    omits: [CloudFeature.SCOPE, CloudFeature.ADDRESS],
    acmeSolver: AcmeSolver.http01Ingress(),
  }),
} as const;

/** The objects of what is built on a chart with a target. */
function on(target: CloudTarget | undefined, build: (chart: Chart) => void): readonly Synthesized[] {
  return synthesize((chart) => {
    if (target !== undefined) CloudTargets.set(chart, target);
    build(chart);
  }, SecurityProfile.PLAIN);
}

/** The Service behind a load balancer with some options, on a target. */
function balanced(target: CloudTarget | undefined, options: LoadBalancerOptions): Synthesized {
  return only(
    on(target, (chart) => new Service(chart, 'it', serviceProps(options))),
    'Service',
  );
}

function serviceProps(options: LoadBalancerOptions): ConstructorParameters<typeof Service>[2] {
  const exposure = Exposure.loadBalancer({
    ports: [
      { name: 'http', port: 80 },
      { name: 'https', port: 443 },
    ],
    ...options,
  });
  return { name: 'shop', selects: Identity.labels({ app: 'shop' }), exposure };
}

/** What is said about a load balancer that is refused. */
function refusal(target: CloudTarget | undefined, options: object): string {
  return messageOf(() => balanced(target, options));
}

const acme = {
  server: AcmeServer.LETS_ENCRYPT,
  privateKeySecretName: 'account',
  solvers: [AcmeSolver.ofTarget().forNames({ dnsZones: ['example.com'] })],
};

/** A stack that names no provider. */
function neutralStack(chart: Chart): void {
  for (const tier of Object.values(StorageTier)) {
    new StorageClass(chart, tier, { name: tier, provisioner: StorageProvisioner.ofTarget(tier) });
  }
  new ClusterIssuer(chart, 'issuer', { name: 'acme', source: IssuerSource.acme(acme) });
  new WebService(chart, 'shop', {
    name: 'shop',
    image: 'nginx:1.30-alpine',
    ports: [{ name: 'http', containerPort: 8080 }],
    exposure: Exposure.loadBalancer({
      ports: [{ name: 'http', port: 80 }],
      scope: PUBLIC,
      address: 'shop',
      sourceRanges: ['198.51.100.0/24'],
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      dns: { hostnames: ['shop.example.com', 'www.example.com'], ttl: Duration.minutes(5) },
    }),
  });
}

describe('one stack that names no provider', () => {
  test.each(Object.entries(targets))('is said in the words of %s', (name, target) => {
    expect(target.name).toBe(name);
    expect(on(target, neutralStack).filter(({ kind }) => kind !== 'Deployment')).toMatchSnapshot();
  });

  test('differs between the targets in what the target says and in nothing else', () => {
    const [first, ...rest] = Object.values(targets).map((target) =>
      on(target, neutralStack).map((object) => {
        const { annotations, ...metadata } = object.metadata;
        const dns = Object.entries(annotations ?? {}).filter(([key]) => key.startsWith('external-dns'));
        const spec = { ...(object.spec as object), loadBalancerClass: 'any', acme: 'any' };
        return { ...object, metadata, dns, spec, provisioner: 'any', parameters: 'any' };
      }),
    );
    expect(rest).toEqual(rest.map(() => first));
  });
});

describe('a load balancer', () => {
  test('says what was said before where neither target nor stack ask for more', () => {
    const plain = balanced(undefined, { sourceRanges: ['10.0.0.0/8'] });
    expect(plain.metadata.annotations).toBeUndefined();
    expect(plain.spec).toEqual({
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      selector: { app: 'shop' },
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ],
    });
    for (const target of [CloudTarget.aws(), targets.gcp, targets.azure, CloudTarget.bareMetal(), targets.local]) {
      expect(balanced(target, { sourceRanges: ['10.0.0.0/8'] })).toEqual(plain);
    }
  });

  test('is of the target that is nearest above it', () => {
    const app = new App();
    CloudTargets.set(app, CloudTarget.gcp());
    const [near, far] = ['near', 'far'].map((id) => new Chart(app, id));
    if (near === undefined || far === undefined) throw new Error('no charts');
    CloudTargets.set(near, CloudTarget.azure());
    for (const chart of [near, far]) new Service(chart, 'it', serviceProps({ scope: INTERNAL }));
    expect([CloudTargets.of(near)?.name, CloudTargets.of(far)?.name, CloudTargets.of(new App())?.name]).toEqual([
      'azure',
      'gcp',
      undefined,
    ]);
    expect([near, far].map((chart) => at(chart.toJson()[0], 'metadata.annotations'))).toEqual([
      { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
      { 'networking.gke.io/load-balancer-type': 'Internal' },
    ]);
  });

  test.each([
    [
      'aws',
      { 'aws-load-balancer-scheme': 'internal', 'aws-load-balancer-private-ipv4-addresses': '10.0.1.10' },
      'service.beta.kubernetes.io/',
    ],
    ['gcp', { 'load-balancer-type': 'Internal', 'load-balancer-ip-addresses': 'office' }, 'networking.gke.io/'],
    [
      'azure',
      {
        'azure-load-balancer-internal': 'true',
        'azure-load-balancer-ipv4': '10.240.0.10',
        'azure-load-balancer-ipv6': 'fd00::10',
      },
      'service.beta.kubernetes.io/',
    ],
    ['bareMetal', { 'address-pool': 'office', loadBalancerIPs: '10.0.1.10' }, 'metallb.io/'],
  ] as const)('is internal, at an address of the network, on %s', (name, words, prefix) => {
    const expected = Object.fromEntries(Object.entries(words).map(([key, value]) => [`${prefix}${key}`, value]));
    const service = balanced(targets[name], { scope: INTERNAL, address: 'office' });
    expect(service.metadata.annotations).toMatchObject(expected);
  });

  test('is internal on one machine in any case, and public nowhere there', () => {
    expect(balanced(CloudTarget.local(), { scope: INTERNAL }).metadata.annotations).toBeUndefined();
    expect(refusal(CloudTarget.local(), { scope: PUBLIC })).toContain('because nobody outside reaches it');
  });

  test('ends TLS on aws, at all ports or at those that are named', () => {
    const words = (tls: object): unknown =>
      balanced(CloudTarget.aws({ certificates: { shop: certificate } }), {
        tls: { certificate: 'shop', ...tls },
      }).metadata.annotations;
    const prefix = 'service.beta.kubernetes.io/aws-load-balancer-ssl-';
    expect(words({})).toEqual({ [`${prefix}cert`]: certificate });
    expect(words({ ports: ['https', 80] })).toEqual({
      [`${prefix}cert`]: certificate,
      [`${prefix}ports`]: 'https,80',
    });
  });

  test('has the class of the controller that reads its annotations, unless the caller names another', () => {
    const classOf = (target: CloudTarget, options: LoadBalancerOptions): unknown =>
      at(balanced(target, options), 'spec.loadBalancerClass');
    expect(classOf(CloudTarget.aws(), { scope: PUBLIC })).toBe('service.k8s.aws/nlb');
    expect(classOf(CloudTarget.aws({ autoMode: true }), { scope: PUBLIC })).toBe('eks.amazonaws.com/nlb');
    expect(classOf(CloudTarget.aws(), { scope: PUBLIC, loadBalancerClass: 'example.com/other' })).toBe(
      'example.com/other',
    );
    expect(classOf(CloudTarget.aws({ targetType: AwsTargetType.INSTANCE }), {})).toBe('service.k8s.aws/nlb');
  });

  test("keeps the caller's own annotations, also where the target says another value", () => {
    const scheme = 'service.beta.kubernetes.io/aws-load-balancer-scheme';
    const annotations = { [scheme]: 'internal', 'service.beta.kubernetes.io/aws-load-balancer-name': 'shop' };
    expect(balanced(CloudTarget.aws(), { scope: PUBLIC, annotations }).metadata.annotations).toEqual(annotations);
  });

  test('has its records in the DNS without any target, in the words of the ExternalDNS that reads them', () => {
    const dns = {
      hostnames: ['*.example.com'],
      targets: ['198.51.100.7', '2001:db8::7', 'edge.example.net'],
      annotationPrefix: 'external-dns.alpha.kubernetes.io/',
    };
    expect(balanced(undefined, { dns }).metadata.annotations).toEqual({
      'external-dns.alpha.kubernetes.io/hostname': '*.example.com',
      'external-dns.alpha.kubernetes.io/target': '198.51.100.7,2001:db8::7,edge.example.net',
    });
  });

  test('is that of each workload that has an exposure, with the path and the prop in the error', () => {
    const exposure = Exposure.loadBalancer({ scope: PUBLIC });
    const workload = { name: 'shop', image: 'nginx:1.30-alpine', ports: [{ containerPort: 8080 }] };
    const builds: readonly (readonly [string, string, (chart: Chart) => unknown])[] = [
      ['WebService', 'exposure', (chart) => new WebService(chart, 'it', { ...workload, exposure })],
      ['BarePod', 'exposure', (chart) => new BarePod(chart, 'it', { ...workload, exposure })],
      ['Service', 'exposure', (chart) => new Service(chart, 'it', serviceProps({ scope: PUBLIC }))],
      [
        'StatefulService',
        'clientService',
        (chart) =>
          new StatefulService(chart, 'it', {
            ...workload,
            clientService: Exposure.loadBalancer({ name: 'shop-client', scope: PUBLIC }),
          }),
      ],
    ];
    for (const [type, prop, build] of builds) {
      expect(messageOf(() => on(undefined, build))).toMatch(`test/it (${type}): '${prop}.scope' needs a cloud target`);
      const services = on(CloudTarget.azure(), build).filter(({ kind }) => kind === 'Service');
      expect(services.map(({ metadata }) => metadata.annotations)).toContainEqual({
        'service.beta.kubernetes.io/azure-load-balancer-internal': 'false',
      });
    }
  });
});

/** Some of what a load balancer can ask for, and what each target lacks of it: the table of the documentation. */
const lacking: Readonly<Record<keyof typeof targets, Readonly<Partial<Record<CloudFeature, string>>>>> = {
  aws: {},
  gcp: { tls: 'because its network load balancers pass on what they get as it is; end TLS in the pods' },
  azure: { tls: 'because its load balancers pass on what they get as it is; end TLS in the pods' },
  bareMetal: {
    scope: 'because it was told no pool of public addresses; name one, as in CloudTarget.bareMetal({ addressPools: {',
    tls: 'because MetalLB passes on what it gets as it is; end TLS in the pods',
  },
  local: {
    scope: 'because nobody outside reaches it; say LoadBalancerScope.INTERNAL',
    address: 'because its load balancers have the addresses that the machine gives them; take CloudTarget.bareMetal',
    tls: 'because its load balancers pass on what they get as it is; end TLS in the pods',
  },
};

const asking: Readonly<Record<CloudFeature, LoadBalancerOptions>> = {
  scope: { scope: PUBLIC },
  address: { scope: INTERNAL, address: 'office' },
  tls: { tls: { certificate: 'shop' } },
};

/** The same targets without pools and omissions. */
const bare: Readonly<Record<keyof typeof targets, (omits?: readonly CloudFeature[]) => CloudTarget>> = {
  aws: () => targets.aws,
  gcp: (omits) => CloudTarget.gcp({ addresses: { office: ['office'] }, omits }),
  azure: (omits) => CloudTarget.azure({ addresses: { office: ['10.0.1.10'] }, omits }),
  bareMetal: (omits) =>
    CloudTarget.bareMetal({ addresses: { office: ['10.0.1.10'] }, addressPools: { internal: 'office' }, omits }),
  local: (omits) => CloudTarget.local({ omits }),
};

const pairs = (Object.keys(targets) as (keyof typeof targets)[]).flatMap((name) =>
  Object.values(CloudFeature).map((feature) => [feature, name, lacking[name][feature]] as const),
);

describe('a feature that a target lacks', () => {
  test.each(pairs.filter(([, , why]) => why !== undefined))(
    'fails when %s is asked of %s, with the way out',
    (feature, name, why) => {
      const message = refusal(bare[name](), asking[feature]);
      expect(message).toContain(
        `test/it (Service): 'exposure.${feature}' cannot be had of the cloud target "${name}", ${why}`,
      );
      const omit = `CloudTarget.${name}({ omits: [CloudFeature.${feature.toUpperCase()}] })`;
      expect(message).toContain(`or do without it there: ${omit}`);
      expect(balanced(bare[name]([feature]), asking[feature])).toBeDefined();
    },
  );

  test.each(pairs.filter(([, , why]) => why === undefined))('is not %s of %s', (feature, name) => {
    const annotations = balanced(bare[name](), asking[feature]).metadata.annotations;
    // Public is what Google's are when nothing is said.
    expect(Object.keys(annotations ?? {})).toHaveLength(
      { scope: name === 'gcp' ? 0 : name === 'aws' ? 2 : 1, address: name === 'aws' ? 3 : 2, tls: 2 }[feature],
    );
  });

  test('fails when doing without it would open what is to be internal', () => {
    const target = CloudTarget.bareMetal({ addressPools: { public: 'internet' }, omits: [CloudFeature.SCOPE] });
    expect(refusal(target, { scope: INTERNAL })).toBe(
      `test/it (Service): 'exposure.scope' cannot be had of the cloud target "bareMetal", because it was told no pool of internal addresses; name one, as in CloudTarget.bareMetal({ addressPools: { internal: 'pool' } })`,
    );
  });

  test('is named with every other that is asked for', () => {
    const message = refusal(CloudTarget.local(), { scope: PUBLIC, address: 'shop', tls: { certificate: 'shop' } });
    expect(message).toContain('3 problems');
  });

  test('is left out where the target does without it, and what it has is said all the same', () => {
    const target = CloudTarget.gcp({ omits: [CloudFeature.TLS] });
    expect(balanced(target, { scope: INTERNAL, tls: { certificate: 'shop' } }).metadata.annotations).toEqual({
      'networking.gke.io/load-balancer-type': 'Internal',
    });
  });
});

describe('what a load balancer asks for', () => {
  test.each(['scope', 'address', 'tls'] as const)('fails when it is %s and no target is set', (feature) => {
    const value = { scope: PUBLIC, address: 'shop', tls: { certificate: 'shop' } }[feature];
    expect(refusal(undefined, { [feature]: value })).toBe(
      `test/it (Service): 'exposure.${feature}' needs a cloud target, whose provider has its own words for it, and none is set; set one before anything is added, as in CloudTargets.set(app, CloudTarget.aws()), or write the provider's annotations yourself`,
    );
  });

  test.each([
    [targets.aws, { scope: PUBLIC, address: 'shp' }, 'is "shp", which the cloud target does not know; it has "shop"'],
    [targets.aws, { scope: PUBLIC, address: 'shp' }, 'did you mean "shop"?'],
    [targets.aws, { scope: PUBLIC, address: 'constructor' }, 'does not know; it has "shop", "office"; tell it: '],
    [CloudTarget.aws(), { scope: PUBLIC, address: 'a' }, 'it has none; tell it: CloudTarget.aws({ addresses: { "a":'],
    [CloudTarget.gcp(), { scope: PUBLIC, address: 'a' }, 'tell it: CloudTarget.gcp({ addresses: { "a":'],
    [CloudTarget.azure(), { scope: PUBLIC, address: 'a' }, 'tell it: CloudTarget.azure({ addresses: { "a":'],
    [CloudTarget.bareMetal(), { address: 'a' }, 'tell it: CloudTarget.bareMetal({ addresses: { "a":'],
    [targets.aws, { address: 'shop' }, "'exposure.scope' is required where 'address' is given"],
    [targets.gcp, { address: 'shop' }, "'exposure.scope' is required where 'address' is given"],
    [targets.azure, { address: 'shop' }, "'exposure.scope' is required where 'address' is given"],
    [targets.aws, { scope: INTERNAL, address: 'shop' }, 'an internal load balancer takes addresses of its subnets'],
    [targets.aws, { scope: PUBLIC, address: 'office' }, 'a public load balancer takes allocation ids'],
    [targets.azure, { scope: INTERNAL, address: 'shop' }, 'an internal load balancer takes an IPv4 address'],
    [targets.azure, { scope: PUBLIC, address: 'office' }, 'a public load balancer takes the names of public IP'],
    [
      CloudTarget.azure({ addresses: { a: ['10.0.0.1', '10.0.0.2'] } }),
      { scope: INTERNAL, address: 'a' },
      'an IPv6 address or one of each',
    ],
    [targets.aws, { tls: { certificate: 'shopp' } }, `'exposure.tls.certificate' is "shopp"`],
    [
      targets.aws,
      { tls: { certificate: 'shop', ports: [8443] } },
      "'exposure.tls.ports[0]' is 8443, which the Service",
    ],
    [targets.aws, { tls: { certificate: 'shop', ports: ['tls'] } }, 'it has 80 ("http"), 443 ("https")'],
    [targets.aws, { tls: { certificate: 'shop', ports: [] } }, 'at least 1 element'],
    [targets.aws, { tls: { certificate: 'shop', ports: [0] } }, 'from 1 to 65535, got 0'],
    [targets.aws, { tls: {} }, "'exposure.tls.certificate' is required"],
    [targets.aws, { tls: true }, "'exposure.tls' must be an object, got true"],
    [targets.aws, { scope: 'intern' }, `'exposure.scope' must be one of "internal", "public", got "intern"`],
    [targets.aws, { scope: PUBLIC, address: '' }, `'exposure.address' must be a string that is not empty, got ""`],
    [targets.aws, { scope: PUBLIC, address: ['shop'] }, "'exposure.address' must be a string that is not empty"],
    [undefined, { dns: {} }, "'exposure.dns.hostnames' is required"],
    [undefined, { dns: { hostnames: [] } }, 'at least 1 element'],
    [undefined, { dns: { hostnames: ['Shop'] } }, 'must be a host name in lower case'],
    [undefined, { dns: { hostnames: ['a.b'], ttl: 60 } }, "'exposure.dns.ttl' must be a Duration of whole seconds"],
    [undefined, { dns: { hostnames: ['a.b'], ttl: Duration.millis(1) } }, 'from 1 to 2147483647, got 0.001 s'],
    [undefined, { dns: { hostnames: ['a.b'], targets: ['300.1.1.1'] } }, "'exposure.dns.targets[0]' must be"],
    [undefined, { dns: { hostnames: ['a.b'], targets: [NaN] } }, "'exposure.dns.targets[0]' must be"],
    [undefined, { dns: { hostnames: ['a.b'], annotationPrefix: 'external-dns' } }, 'what annotations begin with'],
    [undefined, { dns: { hostname: 'a.b' } }, "did you mean 'hostnames'?"],
  ] as const)('fails when it cannot be (%#)', (target, options, says) => {
    const message = refusal(target, options);
    expect(message).toMatch(/^test\/it \(Service\): /);
    expect(message).toContain(says);
  });

  test('fails when it is asked of a Service that is no load balancer', () => {
    const options = { ports: [{ port: 80 }], scope: PUBLIC } as object;
    for (const exposure of [Exposure.clusterIp(options), Exposure.nodePort(options), Exposure.headless(options)]) {
      const props = { ...serviceProps({}), exposure };
      expect(messageOf(() => new Service(newChart(), 'it', props))).toContain("'exposure.scope' is not a known prop");
    }
  });

  test('is said in the words of one provider, or refused with the name of the target', () => {
    const own: Readonly<Record<string, RegExp>> = {
      aws: /^service\.beta\.kubernetes\.io\/aws-load-balancer-/,
      gcp: /^(networking\.gke\.io|cloud\.google\.com)\//,
      azure: /^service\.beta\.kubernetes\.io\/azure-/,
      bareMetal: /^metallb\.io\//,
      local: /^$/,
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(targets)),
        fc.option(fc.constantFrom(...Object.values(LoadBalancerScope)), { nil: undefined }),
        fc.option(fc.constantFrom('shop', 'office', 'nowhere'), { nil: undefined }),
        fc.option(fc.constantFrom('shop', 'nothing'), { nil: undefined }),
        (target, scope, address, certificateName) => {
          const tls = certificateName === undefined ? undefined : { certificate: certificateName };
          let service: Synthesized;
          try {
            service = balanced(target, { scope, address, tls });
          } catch (error) {
            expect((error as Error).message).toMatch(/^test\/it \(Service\): .*('exposure\.|\d problems)/);
            return;
          }
          const { annotations = {} } = service.metadata;
          for (const [key, value] of Object.entries(annotations)) {
            expect(key).toMatch(own[target.name] ?? /^$/);
            expect(value).toMatch(/^\S+$/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a StorageClass', () => {
  const provisionerOn = (target: CloudTarget | undefined, tier?: StorageTier): unknown => {
    const build = (chart: Chart): unknown =>
      new StorageClass(chart, 'it', { name: 'it', provisioner: StorageProvisioner.ofTarget(tier) });
    const { provisioner, parameters } = only(on(target, build), 'StorageClass');
    return [provisioner, parameters];
  };

  test('has the volumes that EKS makes by itself in Auto Mode', () => {
    expect(provisionerOn(CloudTarget.aws({ autoMode: true }))).toEqual([
      'ebs.csi.eks.amazonaws.com',
      { type: 'gp3', encrypted: 'true' },
    ]);
  });

  test('has the driver that the target was told, and its own for the other tier', () => {
    const target = CloudTarget.gcp({ storage: { fast: StorageProvisioner.of('fast.example.com', { kind: 'x' }) } });
    expect(provisionerOn(target, StorageTier.FAST)).toEqual(['fast.example.com', { kind: 'x' }]);
    expect(provisionerOn(target, StorageTier.STANDARD)).toEqual(['pd.csi.storage.gke.io', { type: 'pd-balanced' }]);
    expect(provisionerOn(target)).toEqual(provisionerOn(target, StorageTier.STANDARD));
  });

  test.each([
    [undefined, undefined, "'provisioner' is that of the cloud target, and none is set; set one before anything"],
    [
      CloudTarget.bareMetal({ storage: { standard: StorageProvisioner.of('driver.longhorn.io') } }),
      StorageTier.FAST,
      `'provisioner' is that of the cloud target "bareMetal", which has none for the tier "fast"; tell it one, as in CloudTarget.bareMetal({ storage: { fast:`,
    ],
    [targets.aws, 'quick' as StorageTier, `'provisioner.tier' must be one of "standard", "fast", got "quick"`],
    [targets.aws, 1 as unknown as StorageTier, `'provisioner.tier' must be one of "standard", "fast", got 1`],
  ] as const)('fails when the target cannot choose its driver (%#)', (target, tier, says) => {
    const message = messageOf(() => provisionerOn(target, tier));
    expect(message).toMatch(/^test\/it \(StorageClass\): /);
    expect(message).toContain(says);
  });
});

describe('an issuer', () => {
  const solvers = (target: CloudTarget | undefined): unknown => {
    const source = IssuerSource.acme({ ...acme, solvers: [AcmeSolver.http01Ingress(), ...acme.solvers] });
    const build = (chart: Chart): unknown => new Issuer(chart, 'it', { name: 'acme', source });
    return at(only(on(target, build), 'Issuer'), 'spec.acme.solvers');
  };

  test('shows names to be its own as the target does, for the names of its solver alone', () => {
    const selector = { dnsZones: ['example.com'] };
    const http = { http01: { ingress: {} } };
    expect(solvers(CloudTarget.aws())).toEqual([http, { dns01: { route53: {} }, selector }]);
    const told = CloudTarget.aws({ acmeSolver: AcmeSolver.route53({ region: 'eu-central-1', hostedZoneId: 'Z1' }) });
    expect(solvers(told)).toEqual([
      http,
      { dns01: { route53: { region: 'eu-central-1', hostedZoneID: 'Z1' } }, selector },
    ]);
  });

  test.each([
    [undefined, 'is that of the cloud target, and none is set; set one before anything is added'],
    [CloudTarget.gcp(), "as in CloudTarget.gcp({ acmeSolver: AcmeSolver.cloudDns('project') })"],
    [CloudTarget.azure(), 'as in CloudTarget.azure({ acmeSolver: AcmeSolver.azureDns('],
    [CloudTarget.bareMetal(), 'as in CloudTarget.bareMetal({ acmeSolver: AcmeSolver.http01Ingress() })'],
    [CloudTarget.local(), 'or take IssuerSource.selfSigned() where nobody outside reaches the cluster'],
  ])('fails when the target does not know how (%#)', (target, says) => {
    const message = messageOf(() => solvers(target));
    expect(message).toMatch(/^test\/it \(Issuer\): 'source\.solvers\[1\]' is that of the cloud target/);
    expect(message).toContain(says);
  });
});

describe('a cloud target', () => {
  test('fails when it is none, or comes after what it would have changed', () => {
    const chart = newChart();
    expect(messageOf(() => CloudTargets.set(chart, 'aws' as never))).toBe(
      'test (Chart): the cloud target must be a CloudTarget (CloudTarget.aws(), CloudTarget.gcp(), …), got "aws"',
    );
    new Service(chart, 'first', serviceProps({}));
    expect(messageOf(() => CloudTargets.set(chart, CloudTarget.aws()))).toBe(
      'test (Chart): the cloud target must be set before anything is added, got "aws" after "first"; set it first',
    );
  });

  type Factory = Exclude<keyof typeof CloudTarget, 'prototype'>;
  const everywhere: readonly (readonly [object, string])[] = [
    [null as never, 'must be an object, got null'],
    [{ regoin: 'x' }, "'regoin' is not a known prop"],
    [{ storage: { slow: 1 } }, "'storage.slow' is not a known prop"],
    [{ storage: { fast: 'io2' } }, "'storage.fast' must be a StorageProvisioner"],
    [{ storage: { fast: StorageProvisioner.of('a b') } }, "'storage.fast.provisioner' must be a driver's name"],
    [{ storage: { fast: StorageProvisioner.ofTarget() } }, "'storage.fast' may not be StorageProvisioner.ofTarget()"],
    [{ acmeSolver: 'dns' }, "'acmeSolver' must be an AcmeSolver"],
    [{ acmeSolver: AcmeSolver.cloudDns('') }, "'acmeSolver.project' must be"],
    [{ acmeSolver: AcmeSolver.ofTarget() }, "'acmeSolver' may not be AcmeSolver.ofTarget()"],
  ];
  const names: readonly (readonly [object, string])[] = [
    [{ addresses: [] }, "'addresses' must be an object, got []"],
    [{ addresses: { a: 'b' } }, "'addresses.a' must be a list"],
    [{ addresses: { a: [] } }, "'addresses.a' must have at least 1 element"],
    [{ addresses: { a: ['x y'] } }, "'addresses.a[0]' must be"],
    [{ addresses: { a: [1] } }, "'addresses.a[0]' must be"],
  ];
  const bad: Readonly<Record<Factory, readonly (readonly [object, string])[]>> = {
    aws: [
      ...names,
      [{ addresses: { a: ['shop'] } }, 'the allocation id of an elastic address (eipalloc-…) or an IPv4 address'],
      [{ certificates: { a: 'shop' } }, "'certificates.a' must be the ARN of a certificate"],
      [{ targetType: 'pod' }, '\'targetType\' must be one of "ip", "instance", got "pod"'],
      [{ autoMode: 'yes' }, "'autoMode' must be true or false"],
      [{ omits: [CloudFeature.TLS] }, "'omits' is not a known prop"],
    ],
    gcp: [
      ...names,
      [{ addresses: { a: ['b', 'c', 'd'] } }, "'addresses.a' must have at most 2 elements"],
      [{ omits: ['scope'] }, '\'omits[0]\' must be one of "tls", got "scope"'],
    ],
    azure: [
      ...names,
      [{ addresses: { a: ['b', 'c', 'd'] } }, "'addresses.a' must have at most 2 elements"],
      [{ addressResourceGroup: '' }, "'addressResourceGroup' must be a string that is not empty"],
      [{ omits: 'tls' }, "'omits' must be a list"],
    ],
    bareMetal: [
      ...names,
      [{ addresses: { a: ['shop'] } }, 'an address such as "192.0.2.10"'],
      [{ addresses: { a: ['192.0.2.1', '192.0.2.2'] } }, 'an IPv4 address, an IPv6 address or one of each'],
      [{ addressPools: { office: 'a' } }, "'addressPools.office' is not a known prop"],
      [{ addressPools: { public: 'A' } }, "'addressPools.public' must be"],
      [{ loadBalancerClass: '' }, "'loadBalancerClass' must be a string that is not empty"],
      [{ omits: ['address'] }, '\'omits[0]\' must be one of "scope", "tls", got "address"'],
    ],
    local: [[{ omits: ['dns'] }, '\'omits[0]\' must be one of "scope", "address", "tls", got "dns"']],
  };

  test.each(Object.entries(bad) as [Factory, (typeof bad)[Factory]][])(
    'fails when %s is told what is not sound',
    (name, own) => {
      for (const [options, says] of [...everywhere, ...own]) {
        const message = messageOf(() => CloudTarget[name](options));
        expect(message).toMatch(new RegExp(`^CloudTarget\\.${name}: `));
        expect(message).toContain(says);
      }
    },
  );
});

test('an address is what the platform takes for one', () => {
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/));
  fc.assert(
    fc.property(text, (address) => {
      expect(ipVersion(address) ?? 0).toBe(isIP(address));
    }),
  );
});
