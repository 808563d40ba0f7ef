import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  ApiObject,
  App,
  Chart,
  ImageCatalog,
  JsonPatch,
  Lazy,
  Manifest,
  SecurityProfile,
  SecurityProfiles,
  WebService,
} from '../../lib';
import { applyOverride } from '../../lib/core/override';
import { fullRepository, parseImage } from '../../lib/parts/images/image-reference';
import { quantityValue } from '../../lib/parts/scheduling/resources';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

const web = { name: 'web', image: 'nginx:1.30', ports: [{ containerPort: 8080 }] };

describe('an override', () => {
  const pod = {
    spec: {
      replicas: 2,
      containers: [
        {
          name: 'a',
          image: 'x',
          ports: [{ containerPort: 80 }, { containerPort: 443, name: 'https' }],
          args: ['1', '2'],
        },
        { name: 'b', image: 'y' },
      ],
    },
  };

  test('merges objects, and named elements of lists', () => {
    expect(applyOverride(pod, { spec: { containers: [{ name: 'b', image: 'z', tty: true }], hostPID: true } })).toEqual(
      {
        spec: {
          replicas: 2,
          hostPID: true,
          containers: [pod.spec.containers[0], { name: 'b', image: 'z', tty: true }],
        },
      },
    );
    expect(
      at(
        applyOverride(pod, { spec: { containers: [{ name: 'a', ports: [{ containerPort: 80, hostPort: 8080 }] }] } }),
        'spec.containers.0.ports',
      ),
    ).toEqual([
      { containerPort: 80, hostPort: 8080 },
      { containerPort: 443, name: 'https' },
    ]);
  });

  test('adds an element whose name is new, removes one on request, and replaces lists without names', () => {
    expect(at(applyOverride(pod, { spec: { containers: [{ name: 'c', image: 'w' }] } }), 'spec.containers.2')).toEqual({
      name: 'c',
      image: 'w',
    });
    expect(
      at(applyOverride(pod, { spec: { containers: [{ name: 'a', $patch: 'delete' }] } }), 'spec.containers'),
    ).toEqual([{ name: 'b', image: 'y' }]);
    expect(
      at(applyOverride(pod, { spec: { containers: [{ name: 'a', args: ['3'] }] } }), 'spec.containers.0.args'),
    ).toEqual(['3']);
  });

  test('removes a field by null', () => {
    expect(applyOverride(pod, { spec: { replicas: null } })).toEqual({ spec: { containers: pod.spec.containers } });
  });

  test('fails when it changes nothing, removes what is not there, or reaches for the prototype', () => {
    expect(messageOf(() => applyOverride(pod, { spec: { replicas: 2 } }))).toContain(
      'changes nothing: the object already says',
    );
    expect(messageOf(() => applyOverride(pod, {}))).toContain('changes nothing');
    expect(messageOf(() => applyOverride(pod, { spec: { paused: null } }))).toBe(
      'removes /spec/paused, which is not there; remove the null',
    );
    expect(messageOf(() => applyOverride(pod, { spec: { containers: [{ name: 'c', $patch: 'delete' }] } }))).toBe(
      'removes /spec/containers[name=c], which is not there; remove that element',
    );
    expect(messageOf(() => applyOverride(pod, { spec: { containers: [{ name: 'a', $patch: 'merge' }] } }))).toContain(
      'must have "delete" or nothing as $patch',
    );
    expect(
      messageOf(() => applyOverride(pod, JSON.parse('{"__proto__": {"x": 1}}') as Record<string, unknown>)),
    ).toContain("may not name '__proto__'");
  });

  test('of any object by another leaves both as they were, and says what the other says', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const data = fc.dictionary(
      fc.string().filter((k) => k !== '__proto__'),
      fc.oneof(scalar, fc.dictionary(fc.constantFrom('a', 'b', 'c'), scalar)),
    );
    fc.assert(
      fc.property(data, data, (target, patch) => {
        const [before, asked] = [structuredClone(target), structuredClone(patch)];
        let result: Record<string, unknown>;
        try {
          result = applyOverride(target, patch);
        } catch {
          expect({ ...target, ...patch }).toEqual({ ...target });
          return;
        }
        expect([target, patch]).toEqual([before, asked]);
        expect(result).toMatchObject(patch);
      }),
    );
  });
});

describe('a Manifest', () => {
  test('keeps an override field that the types do not know, at the very end', () => {
    const objects = synthesize((chart) => {
      const service = new WebService(chart, 'web', web);
      service.deployment.override({ spec: { template: { spec: { resources: { limits: { cpu: '2' } } } } } });
      service.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/resources/limits/memory', '1Gi'));
    });
    expect(at(only(objects, 'Deployment'), 'spec.template.spec.resources')).toEqual({
      limits: { cpu: '2', memory: '1Gi' },
    });
  });

  test('fails when an override is not an object', () => {
    const { deployment } = new WebService(newChart(), 'web', web);
    expect(messageOf(() => deployment.override([] as never))).toBe(
      'test/web/deployment (Manifest): an override must be an object, got []',
    );
  });

  test('is rendered by the resolvers of the app, and renders lazy values', () => {
    const app = new App({
      resolvers: [{ resolve: (context) => context.value === 'nginx:1.30' && context.replaceValue('nginx:1.31') }],
    });
    const chart = new Chart(app, 'test');
    const { deployment } = new WebService(chart, 'web', web);
    expect(at(deployment.toJson(), 'spec.template.spec.containers.0.image')).toBe('nginx:1.31');

    const lazy = new WebService(newChart(), 'web', web).deployment;
    lazy.override({ spec: { replicas: 3 } });
    lazy.metadata.add('labels', {});
    lazy.metadata.addAnnotation('later', 'yes');
    expect(at(lazy.toJson(), 'metadata.annotations')).toEqual({ later: 'yes' });
    const later: unknown = Lazy.any({ produce: () => 'later' });
    const withLazy = new Manifest(newChart(), 'x', { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' }, () => ({
      data: { a: later },
    }));
    expect(at(withLazy.toJson(), 'data')).toEqual({ a: 'later' });
  });

  test('fails when it holds what nobody can render', () => {
    const odd = new Manifest(newChart(), 'x', { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' }, () => ({
      data: new Map(),
    }));
    expect(messageOf(() => odd.toJson())).toContain('ConfigMap "x" holds a value that no resolver can render');
  });

  test('has the labels and the namespace of its chart, and outside of namespaces none', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'shop', labels: { team: 'store' } });
    new WebService(chart, 'web', web);
    new Manifest(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', name: 'shop' }, () => ({}));
    for (const object of chart.toJson() as { kind: string; metadata: { labels: object; namespace?: string } }[]) {
      expect(object.metadata.labels).toMatchObject({ team: 'store' });
      expect(object.metadata.namespace).toBe(object.kind === 'Namespace' ? undefined : 'shop');
    }
  });

  test("is what cdk8s's own object is, for the same data", () => {
    const data = { spec: { b: [1, { d: undefined, c: null }], a: { e: '' } }, other: {} };
    const metadata = { name: 'x', labels: { b: '1', a: '2' } };
    const ours = new Manifest(newChart(), 'x', { apiVersion: 'v1', kind: 'Thing', ...metadata }, () => data);
    const theirs = new ApiObject(newChart(), 'x', { apiVersion: 'v1', kind: 'Thing', metadata, ...data });
    expect(JSON.stringify(ours.toJson())).toBe(JSON.stringify(theirs.toJson()));
  });
});

describe('a security profile', () => {
  const profileOf = (build: (chart: Chart) => void): unknown =>
    at(only(synthesize(build), 'Deployment'), 'spec.template.spec.securityContext.runAsNonRoot');

  test('is restricted where none is set, and inherited down the tree', () => {
    expect(profileOf((chart) => new WebService(chart, 'web', web))).toBe(true);
    expect(
      profileOf((chart) => {
        SecurityProfiles.set(chart, SecurityProfile.BASELINE);
        new WebService(new Construct(new Construct(chart, 'a'), 'b'), 'web', web);
      }),
    ).toBeUndefined();
  });

  test('of a construct goes before that of its chart', () => {
    const chart = newChart(SecurityProfile.PLAIN);
    new WebService(chart, 'web', { ...web, securityProfile: SecurityProfile.RESTRICTED });
    expect(at(only(chart.toJson() as never, 'Deployment'), 'spec.template.spec.securityContext.runAsNonRoot')).toBe(
      true,
    );
  });

  test('fails when it is set too late, or is none', () => {
    const chart = newChart();
    expect(messageOf(() => SecurityProfiles.set(chart, 'strict' as never))).toBe(
      'test (Chart): the security profile must be one of "plain", "baseline", "restricted", got "strict"',
    );
    new WebService(chart, 'web', web);
    expect(messageOf(() => SecurityProfiles.set(chart, SecurityProfile.PLAIN))).toBe(
      'test (Chart): the security profile must be set before anything is added, got "plain" after "web"; set it first',
    );
  });
});

describe('the image catalogue', () => {
  const containerOf = (image: string, prepare: (chart: Chart) => void = () => undefined, port = 8080): unknown =>
    at(
      only(
        synthesize((chart) => {
          prepare(chart);
          new WebService(chart, 'web', { ...web, image, ports: [{ containerPort: port }] });
        }),
        'Deployment',
      ),
      'spec.template.spec',
    );

  test.each([
    'nginx',
    'nginx:stable-alpine',
    'library/nginx',
    'docker.io/library/nginx:1.30',
    `nginx@sha256:${'a'.repeat(64)}`,
  ])('knows %s', (image) => {
    expect(at(containerOf(image), 'securityContext')).toMatchObject({ runAsUser: 101, runAsGroup: 101 });
    expect(at(containerOf(image), 'containers.0.securityContext.readOnlyRootFilesystem')).toBe(true);
  });

  test.each(['registry.example.com/nginx', 'nginxinc/nginx', 'acme/nginx:1'])(
    'does not know %s, which gets what Pod Security asks and no more',
    (image) => {
      expect(at(containerOf(image), 'securityContext')).toEqual({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(at(containerOf(image), 'containers.0.securityContext')).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    },
  );

  test('learns images, the nearest first', () => {
    const learn = (chart: Chart): void => {
      ImageCatalog.of(chart.node.root).add({ repository: 'ghcr.io/acme/*', user: 1 });
      ImageCatalog.of(chart).add({
        repository: 'ghcr.io/acme/api',
        user: 10001,
        group: 10002,
        writablePaths: ['/var/lib/Api_Data'],
      });
    };
    expect(at(containerOf('ghcr.io/acme/api:1', learn), 'securityContext')).toMatchObject({
      runAsUser: 10001,
      runAsGroup: 10002,
    });
    expect(at(containerOf('ghcr.io/acme/api:1', learn), 'volumes')).toEqual([
      { name: 'var-lib-api-data', emptyDir: {} },
    ]);
    expect(at(containerOf('ghcr.io/acme/other:1', learn), 'securityContext.runAsUser')).toBe(1);
    expect(at(containerOf('ghcr.io/acmeother/x:1', learn), 'securityContext.runAsUser')).toBeUndefined();
  });

  test('lets a process that is not root listen below 1024, but not on the network of the node', () => {
    expect(at(containerOf('nginx', undefined, 80), 'securityContext.sysctls')).toEqual([
      { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
    ]);
    expect(at(containerOf('nginx', undefined, 8080), 'securityContext.sysctls')).toBeUndefined();
  });

  test('fails when a fact is not sound', () => {
    const chart = newChart();
    expect(messageOf(() => ImageCatalog.of(chart).add({ repository: 'a', user: 0 }))).toBe(
      "test (Chart): ImageCatalog.add(): 'user' must be a whole number from 1 to 2147483647, got 0",
    );
  });
});

test('images of several users each run as their own', () => {
  const objects = synthesize(
    (chart) => new WebService(chart, 'web', { ...web, sidecars: [{ name: 'side', image: 'busybox:1.37' }] }),
  );
  const spec = at(only(objects, 'Deployment'), 'spec.template.spec');
  expect(at(spec, 'securityContext.runAsUser')).toBeUndefined();
  expect(at(spec, 'containers.0.securityContext.runAsUser')).toBe(101);
  expect(at(spec, 'containers.1.securityContext.runAsUser')).toBe(65534);
  expect(at(spec, 'containers.1.volumeMounts')).toEqual([{ name: 'side-tmp', mountPath: '/tmp' }]);
});

test("the caller's security settings go before those of the profile, field by field", () => {
  const objects = synthesize(
    (chart) =>
      new WebService(chart, 'web', {
        ...web,
        podSecurityContext: { runAsUser: 5, fsGroup: 6 },
        securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] }, readOnlyRootFilesystem: false },
      }),
  );
  const spec = at(only(objects, 'Deployment'), 'spec.template.spec');
  expect(at(spec, 'securityContext')).toEqual({
    runAsNonRoot: true,
    runAsUser: 5,
    fsGroup: 6,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(at(spec, 'containers.0.securityContext')).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: false,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
  });
  expect(at(spec, 'volumes')).toBeUndefined();
});

test('an image reference is taken apart and put together again', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}((\.|_|__|-{1,2})[a-z0-9]{1,4})?$/);
  const registry = fc.constantFrom(
    '',
    'localhost/',
    'registry.example.com/',
    'registry.example.com:5000/',
    'Registry.Example.com/',
  );
  const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined });
  const digest = fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/), { nil: undefined });
  fc.assert(
    fc.property(registry, fc.array(part, { minLength: 1, maxLength: 3 }), tag, digest, (host, path, t, d) => {
      const repository = host + path.join('/');
      const image = repository + (t === undefined ? '' : `:${t}`) + (d === undefined ? '' : `@${d}`);
      expect(parseImage(image)).toEqual({
        repository,
        ...(t === undefined ? {} : { tag: t }),
        ...(d === undefined ? {} : { digest: d }),
      });
    }),
  );
  expect(fullRepository('nginx')).toBe('docker.io/library/nginx');
  expect(fullRepository('acme/api')).toBe('docker.io/acme/api');
  expect(fullRepository('localhost:5000/api')).toBe('localhost:5000/api');
  for (const image of [
    '',
    ' nginx',
    'nginx ',
    'Nginx',
    'nginx:',
    'nginx@',
    'nginx:a b',
    'a//b',
    '-a',
    'a/-b',
    `nginx@sha256:${'g'.repeat(64)}`,
  ]) {
    expect(parseImage(image)).toBeUndefined();
  }
});

test.each([
  ['100m', 0.1],
  ['0.5', 0.5],
  ['2', 2],
  ['1Ki', 1024],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['1k', 1000],
  ['1E', 1e18],
  ['1e3', 1000],
  ['2E2', 200],
  ['1Ei', 2 ** 60],
  ['.5', 0.5],
])('the quantity %s is the number %d', (text, value) => {
  expect(quantityValue(text)).toBeCloseTo(value, 10);
});
