import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { InspectionOptions } from '../../lib/inspection/engine/configuration';
import { inspect } from '../../lib/inspection/engine/engine';
import { presetNames } from '../../lib/inspection/rule/presets';
import { kubernetesVersions } from '../../lib/inspection/schema/kubernetes-version';
import { inspectSets } from '../../lib/inspection/engine/inspect-sets';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

function check(manifest: unknown, options: InspectionOptions = {}): string[] {
  const { findings } = inspect({ sources: [{ manifest }] }, options);
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
};

describe('a finding', () => {
  test('says rule, severity, object, place, value, fix, construct and line of code', () => {
    const source = { manifest: service, file: 'dist/web.k8s.yaml', construct: 'web/service', source: 'main.ts:12:3' };
    const { findings, summary } = inspect({ sources: [{ ...source, locate: () => ({ line: 6, column: 3 }) }] });
    expect(findings).toEqual([
      {
        rule: 'ref/service-no-pods',
        severity: 'warning',
        object: { apiVersion: 'v1', kind: 'Service', name: 'web' },
        path: 'spec.selector',
        file: 'dist/web.k8s.yaml',
        line: 6,
        column: 3,
        message: 'no pod in the same namespace has the labels app=web',
        fix: 'correct the selector, add the workload, or name the Service as external: service/web',
        construct: 'web/service',
        source: 'main.ts:12:3',
      },
    ]);
    expect(summary).toEqual({ objects: 1, errors: 0, warnings: 1, infos: 0, suppressed: 0 });
  });

  test('comes in the order of the objects, then of the paths, then of the rules, whatever the order of the keys', () => {
    const pod = {
      spec: {
        zebra: 1,
        containers: [
          { name: 'b', image: 1, extra: 1 },
          { name: 'a', colour: 1 },
        ],
        dnsPolicy: 'X',
      },
      kind: 'Pod',
      apiVersion: 'v1',
    };
    expect(check(pod, { preset: 'api-only', rules: { api: 'off' } })).toEqual([
      'schema/unknown-field spec.containers[0].extra',
      'schema/wrong-type spec.containers[0].image',
      'schema/unknown-field spec.containers[1].colour',
      'schema/bad-enum spec.dnsPolicy',
      'schema/unknown-field spec.zebra',
    ]);
  });
});

describe('a suppression', () => {
  const annotated = (annotations: Record<string, string>): unknown => ({
    ...service,
    metadata: { name: 'web', annotations },
  });

  test('silences its rule on its object and is counted', () => {
    const manifest = annotated({ 'drydock/ignore.ref.service-no-pods': 'an operator makes the pods' });
    const other = { ...service, metadata: { name: 'other' } };
    const { findings, summary } = inspect({ sources: [{ manifest }, { manifest: other }] });
    expect(findings.map(({ rule }) => rule)).toEqual(['ref/service-no-pods']);
    expect(summary.suppressed).toBe(1);
  });

  test('of a rule that is off is left alone', () => {
    const manifest = annotated({ 'drydock/ignore.ref.service-no-pods': 'an operator makes the pods' });
    expect(check(manifest, { preset: 'api-only' })).toEqual([]);
  });
});

describe('the options', () => {
  test('give a group or a rule its severity, the rule over the group', () => {
    const options: InspectionOptions = { rules: { 'ref/service-no-pods': 'info', ref: 'off' } };
    expect(inspect({ sources: [{ manifest: service }] }, options).findings).toMatchObject([{ severity: 'info' }]);
  });

  test.each([
    ['an unknown preset', { preset: 'lax' }, 'the preset must be one of recommended, strict, api-only, got "lax"'],
    ['an unknown version', { kubernetes: '1.26' }, 'the Kubernetes version must be one of 1.27, 1.28'],
    ['a prototype key as version', { kubernetes: 'constructor' }, 'the Kubernetes version must be one of'],
    [
      'an unknown rule',
      { rules: { 'ref/service-no-pod': 'off' } },
      'there is no rule "ref/service-no-pod"; did you mean \'ref/service-no-pods\'',
    ],
    [
      'an unknown severity',
      { rules: { ref: 'fatal' } },
      'the severity of ref must be one of off, error, warning, info, got "fatal"',
    ],
    [
      'an external without a kind',
      { externals: ['registry'] },
      'an external must be kind/name or namespace/kind/name, as \'secret/registry\', got "registry"',
    ],
    [
      'a definition that is none',
      { customResources: [{}] },
      'a custom resource definition must be an object of kind CustomResourceDefinition',
    ],
  ])('fails when given %s', (_what, options, message) => {
    expect(() => inspect({ sources: [] }, options as InspectionOptions)).toThrow(message);
  });
});

describe('lists and old APIs', () => {
  test('a List is taken apart, and its places are those of the file', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a}\n    spec:\n      containers: 1\n`;
    const { findings } = inspect(readYaml(text, 'x.yaml'), { preset: 'api-only' });
    expect(findings).toMatchObject([
      { rule: 'schema/wrong-type', object: { kind: 'Pod', name: 'a' }, path: 'spec.containers', line: 8 },
    ]);
  });

  test('a typed list gives its items their kind', () => {
    const list = {
      apiVersion: 'apps/v1',
      kind: 'DeploymentList',
      items: [{ metadata: { name: 'a' }, spec: { replica: 1 } }],
    };
    expect(check(list, { preset: 'api-only' })).toContain('schema/unknown-field spec.replica');
  });

  test('an object of a removed API is checked as that of today, and found by those that refer to it', () => {
    const old = {
      apiVersion: 'extensions/v1beta1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: {},
        replicas: 'two',
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } },
      },
    };
    const { findings } = inspect({ sources: [{ manifest: old }, { manifest: service }] });
    expect(findings.map(({ rule }) => rule)).toEqual(['dep/removed-api', 'schema/wrong-type']);
  });

  test('every version has its own schema: a field of 1.29 is unknown in 1.28', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'a', image: 'a', lifecycle: { preStop: { sleep: { seconds: 1 } } } }] },
    };
    const unknown = kubernetesVersions.filter((kubernetes) =>
      check(pod, { kubernetes, preset: 'api-only' }).some((finding) => finding.includes('unknown-field')),
    );
    expect(unknown).toEqual(['1.27', '1.28']);
  });
});

describe('malformed data', () => {
  const cycle: Record<string, unknown> = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  cycle.data = cycle;
  const loop: Record<string, unknown> = {};
  loop.left = loop;
  loop.right = loop;

  test.each([
    ['a number', 5, ['yaml/not-an-object ']],
    ['a list', [], ['yaml/not-an-object ']],
    ['an empty object', {}, ['schema/unknown-kind ', 'schema/unknown-kind ']],
    ['a cycle', cycle, ['schema/wrong-type data.metadata', 'schema/wrong-type data.data']],
    [
      'a cycle in free data',
      { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' }, spec: loop },
      ['yaml/limit spec.left.left'],
    ],
    ['a function', { ...service, spec: () => 1 }, ['schema/wrong-type spec']],
    [
      'a prototype key',
      JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"__proto__":{"a":1}}'),
      ['schema/unknown-field __proto__'],
    ],
    [
      'an inherited name as kind',
      { apiVersion: 'v1', kind: 'constructor', metadata: { name: 'a' } },
      ['schema/unknown-kind kind'],
    ],
    [
      'an inherited name as label',
      { ...service, spec: { ports: [{ port: 80 }], selector: { constructor: 'x' } } },
      ['ref/service-no-pods spec.selector'],
    ],
  ])('%s gives a finding', (_what, manifest, expected) => {
    expect(check(manifest).sort()).toEqual([...expected].sort());
  });

  test('nulls are taken as absent, and shift no index', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', labels: null },
      spec: { containers: [null, { name: 'b', image: null, ports: [null] }] },
    };
    expect(check(pod, { preset: 'api-only', rules: { api: 'off' } })).toEqual([
      'schema/missing-required spec.containers[0]',
      'schema/missing-required spec.containers[1].ports[0]',
    ]);
  });

  test('a field with the name of what every object inherits is an unknown field and no more', () => {
    const spec = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], toString: [] };
    const manifest = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'data' }, spec };
    const { findings } = inspect({ sources: [{ manifest }] });
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['schema/unknown-field spec.toString']);
  });

  test('whatever is put anywhere into a manifest, the engine ends with findings and never throws', () => {
    const root = join(__dirname, '../fixtures/rules');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort();
    const manifests = files.flatMap((file) =>
      readYaml(readFileSync(join(root, file), 'utf8')).sources.map(({ manifest }) => JSON.stringify(manifest)),
    );
    const wrong = fc.oneof(
      fc.constantFrom<() => unknown>(
        () => null,
        () => undefined,
        () => '',
        () => 0,
        () => -1,
        () => 1.5,
        () => true,
        () => NaN,
        () => Infinity,
        () => [],
        () => ({}),
        () => [null],
        () => [[]],
        () => ({ a: null }),
        () => 'a'.repeat(300),
        () => loop,
        () => JSON.parse('{"__proto__": {"name": 1}, "constructor": 1, "toString": []}') as unknown,
      ),
      fc.oneof(fc.string(), fc.integer()).map((value) => () => value),
    );
    const mutation = fc.tuple(fc.nat(), fc.nat(), wrong);
    fc.assert(
      fc.property(
        fc.nat(manifests.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...presetNames),
        fc.constantFrom(...kubernetesVersions),
        (index, mutations, preset, kubernetes) => {
          const manifest = JSON.parse(manifests[index] ?? '{}') as unknown;
          for (const [where, key, value] of mutations) {
            mutate(manifest, where, key, value());
          }
          const before = describeShallow(manifest);
          const { summary, findings } = inspect(
            { sources: [{ manifest }, { manifest: service }] },
            { preset, kubernetes },
          );
          expect(summary.errors + summary.warnings + summary.infos).toBe(findings.length);
          expect(describeShallow(manifest)).toBe(before);
        },
      ),
      { numRuns: 2000, seed: 1 },
    );
  });
});

/** Replaces, or adds, one value in one of the maps and lists of a manifest. */
function mutate(root: unknown, where: number, key: number, value: unknown): void {
  const holders: object[] = [];
  const visit = (node: unknown): void => {
    if (typeof node === 'object' && node !== null && !holders.includes(node) && holders.length < 500) {
      holders.push(node);
      Object.values(node).forEach(visit);
    }
  };
  visit(root);
  const holder = holders[where % Math.max(1, holders.length)];
  if (holder !== undefined) {
    const keys = Object.keys(holder);
    Object.defineProperty(holder, keys[key % (keys.length + 1)] ?? 'extra', {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}

function describeShallow(value: unknown): string {
  const seen = new Set<unknown>();
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === 'object' && inner !== null) {
        if (seen.has(inner)) {
          return 'seen';
        }
        seen.add(inner);
      }
      return inner;
    }) ?? 'undefined'
  );
}

describe('a large set', () => {
  test('is inspected in linear time: for ten times the objects, ten times as many values are read', () => {
    const objects = (count: number): { manifest: unknown }[] =>
      Array.from({ length: count }, (_, index) => ({
        manifest: {
          ...service,
          metadata: { name: `web-${index}` },
          spec: { ports: [{ port: 80 }], selector: { app: `web-${index}` } },
        },
      }));
    const steps = (count: number): number => {
      let reads = 0;
      const counted = <T extends object>(value: T): T =>
        new Proxy(value, {
          get: (target, key, receiver) => {
            reads++;
            const found = Reflect.get(target, key, receiver) as unknown;
            return typeof found === 'object' && found !== null ? counted(found) : found;
          },
        });
      inspect({ sources: objects(count).map(({ manifest }) => ({ manifest: counted(manifest as object) })) });
      return reads;
    };
    expect(steps(1000) / steps(100)).toBeCloseTo(10, 0);
  });
});

describe('a document that cannot be read', () => {
  const service = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    drydock.cdk8s.io/ignore.ref.service-no-pods: the pods come later
spec:
  selector: {app: web}
  ports: [{port: 80}]
`;
  const unread = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web: x\n';
  const rulesOf = (text: string): readonly string[] =>
    inspect(readYaml(text, 'a.yaml')).findings.map(({ rule }) => rule);
  const unsuppressed = service.replace(/ {2}annotations:\n.*\n/, '');

  test('has no consequences in others: what they miss may stand in it', () => {
    expect(rulesOf(unsuppressed)).toContain('ref/service-no-pods');
    expect(rulesOf(`${unsuppressed}---\n${unread}`)).toEqual(['yaml/syntax']);
  });

  test('makes no suppression unused', () => {
    expect(rulesOf(`${service}---\n${unread}`)).toEqual(['yaml/syntax']);
  });

  test('counts for the set of its file alone', () => {
    const broken = readYaml(unread, 'one/a.yaml');
    const [one, two] = ['one/b.yaml', 'two/b.yaml'].map((file) => readYaml(unsuppressed, file).sources);
    const input = { sources: [...(one ?? []), ...(two ?? [])], problems: broken.problems };
    const { findings } = inspectSets(input, {}, (file = '') => file.split('/')[0] ?? '');
    expect(findings.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'yaml/syntax one/a.yaml',
      'ref/service-no-pods two/b.yaml',
    ]);
  });

  test('is no object that was removed', () => {
    const previous = readYaml(
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a, namespace: shop}\n',
    ).sources;
    const options = { preset: 'api-only' } as const;
    expect(inspect({ sources: [], previous }, options).findings).toMatchObject([{ rule: 'change/removed-claim' }]);
    const { problems } = readYaml(unread);
    expect(inspect({ sources: [], previous, problems }, options).findings).toMatchObject([{ rule: 'yaml/syntax' }]);
  });
});

describe('an unquoted word of YAML 1.1', () => {
  const fixOf = (value: string, kind = 'ConfigMap'): readonly string[] => {
    const text = `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\ndata:\n  a: ${value}\n`;
    const { findings } = inspect(readYaml(text, 'a.yaml'), { preset: 'api-only' });
    return findings.filter(({ rule }) => rule === 'schema/wrong-type').flatMap(({ message, fix }) => [message, fix]);
  };

  test.each([
    ['n', 'false'],
    ['On', 'true'],
    ['0777', 'the number 511'],
    ['0o17', 'the number 15'],
    ['1e3', 'the number 1000'],
    ['1_000', 'the number 1000'],
    ['12e45', 'the number 1.2e+46'],
    ['08', 'the number 8'],
    ['.5', 'the number 0.5'],
  ])('%s is quoted as it stands in the file', (word, read) => {
    expect(fixOf(word)).toEqual([
      `must be a string, got ${word}, which YAML 1.1 reads as ${read}`,
      `put it in quotes: '${word}'`,
    ]);
  });

  test('is quoted plainly where it reads as it stands, and not shown where it is secret', () => {
    expect(fixOf('80')[1]).toBe("put it in quotes: '80'");
    expect(fixOf('077777', 'Secret').join(' ')).not.toContain('077777');
  });
});
