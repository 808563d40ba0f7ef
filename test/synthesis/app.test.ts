import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ApiObject,
  Chart as StockChart,
  DependencyGraph,
  Include,
  JsonPatch,
  Lazy,
  App as StockApp,
  YamlOutputType,
  type AppProps,
} from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { ConfigMap, WebService } from '../../lib';
import { App } from '../../lib/synthesis/app';
import { Chart } from '../../lib/synthesis/chart';
import { SOURCE_METADATA } from '../../lib/synthesis/synthesized-file';
import { contentsOf, withFolder } from './folder';

const OUTPUT_TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** What an app writes, or the message of its error. */
function outcome(AppClass: typeof StockApp, props: AppProps, define: (app: StockApp) => void): unknown {
  return withFolder((outdir) => {
    const app = new AppClass({ inspection: false, ...props, outdir } as AppProps);
    try {
      define(app);
      app.synth();
    } catch (error) {
      return (error as Error).message;
    }
    return contentsOf(outdir);
  });
}

/** Expects our App to do what cdk8s's does, and tells what that is. */
function expectSame(props: AppProps, define: (app: StockApp) => void): unknown {
  const stock = outcome(StockApp, props, define);
  expect(outcome(App, props, define)).toEqual(stock);
  return stock;
}

function configMap(scope: Construct, id: string, name?: string): ApiObject {
  const metadata = name === undefined ? undefined : { name };
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { id } });
}

describe('an app of ours, beside one of cdk8s,', () => {
  interface Plan {
    readonly nodes: readonly { readonly parent: number; readonly type: 'chart' | 'construct' | 'object'; id: string }[];
    readonly dependencies: readonly (readonly [number, number])[];
  }
  const plan: fc.Arbitrary<Plan> = fc.record({
    nodes: fc.array(
      fc.record({
        parent: fc.nat(30),
        type: fc.constantFrom('chart', 'construct', 'object', 'object'),
        id: fc.constantFrom('a', 'B', 'c', 'Default', 'Resource', '1', '10', '2', 'with_underscore'),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 6 }),
  });

  /** Builds what was planned; the result tells which construct each node has become. */
  function build(app: StockApp, { nodes, dependencies }: Plan): void {
    const built: Construct[] = [app];
    for (const { parent, type, id } of nodes) {
      const scope = built[parent % built.length] ?? app;
      const free = scope.node.tryFindChild(id) === undefined ? id : `${id}${built.length}`;
      const inChart = scope.node.scopes.some((each) => each instanceof StockChart);
      if (type === 'object' && inChart && !(scope instanceof ApiObject)) {
        built.push(configMap(scope, free));
      } else {
        built.push(type === 'construct' ? new Construct(scope, free) : new StockChart(scope, free));
      }
    }
    for (const [from, to] of dependencies) {
      const source = built[from % built.length];
      const target = built[to % built.length];
      if (source !== undefined && target !== undefined && source !== target) {
        source.node.addDependency(target);
      }
    }
  }

  test('writes the same files, whatever the tree and its dependencies', () => {
    let circles = 0;
    fc.assert(
      fc.property(plan, fc.constantFrom(...OUTPUT_TYPES), (plan, yamlOutputType) => {
        const props = { yamlOutputType, recordConstructMetadata: true };
        const stock = outcome(StockApp, props, (app) => build(app, plan));
        const ours = outcome(App, props, (app) => build(app, plan));
        if (typeof stock === 'string' && stock.startsWith('Dependency cycle detected')) {
          // cdk8s loses its way in bigger graphs, so the path is checked for being one, not for being the same.
          circles += 1;
          expect(ours).toMatch(/^Dependency cycle detected: (.+) => (?:.+ => )?\1$/);
        } else {
          expect(ours).toEqual(stock);
        }
      }),
      { numRuns: 1000, seed: 20261121 },
    );
    expect(circles).toBeGreaterThan(50);
  });

  test('gives the charts, objects and YAML text in the same order', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        const told = (AppClass: typeof StockApp): unknown => {
          const app = new AppClass();
          try {
            build(app, plan);
            const before = app.charts.map(({ node }) => node.path);
            const charts = app.charts.map((chart) => chart.toJson() as unknown);
            const text = app.synthYaml();
            return [before, charts, text, app.charts.map(({ node }) => node.path)];
          } catch (error) {
            return (error as Error).message.replace(/^(Dependency cycle detected).*/, '$1');
          }
        };
        expect(told(App)).toEqual(told(StockApp));
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });

  describe.each(OUTPUT_TYPES.map((type) => [YamlOutputType[type], type] as const))(
    'with %s,',
    (_name, yamlOutputType) => {
      test('writes nothing for an app without charts, and a file or folder for a chart without objects', () => {
        expect(expectSame({ yamlOutputType }, () => undefined)).toEqual({});
        expectSame({ yamlOutputType }, (app) => void new StockChart(app, 'empty'));
      });

      test('keeps file extension, labels, namespace, name hashes and metadata as they are', () => {
        const props = { yamlOutputType, outputFileExtension: '.yml', recordConstructMetadata: true };
        expectSame(props, (app) => {
          const web = new StockChart(app, 'Web', { namespace: 'shop', labels: { team: 'a' } });
          configMap(web, 'one');
          configMap(new Construct(web, 'part'), 'two');
          const plain = new StockChart(app, 'plain', { disableResourceNameHashes: true });
          configMap(plain, 'three');
          configMap(new StockChart(plain, 'inner'), 'four', 'given-name');
        });
      });

      test('numbers charts that depend on each other, and puts them and their objects in order', () => {
        expectSame({ yamlOutputType, recordConstructMetadata: true }, (app) => {
          const front = new StockChart(app, 'front');
          const back = new StockChart(app, 'back');
          const data = new StockChart(app, 'data');
          const one = configMap(front, 'one');
          const two = configMap(front, 'two');
          one.addDependency(two);
          configMap(back, 'three').addDependency(configMap(data, 'four'));
          front.addDependency(back);
        });
      });

      test('asks the resolvers, lazy values, JSON patches and charts of a class of their own', () => {
        class Filtered extends StockChart {
          override toJson(): ReturnType<StockChart['toJson']> {
            return super.toJson().filter((object: { metadata: { name: string } }) => object.metadata.name !== 'hidden');
          }
        }
        const resolvers = [
          {
            resolve(context: { value: unknown; replaceValue(value: unknown): void }): void {
              if (context.value === 'secret') {
                context.replaceValue('resolved');
              }
            },
          },
        ];
        expectSame({ yamlOutputType, resolvers }, (app) => {
          const chart = new Filtered(app, 'chart');
          const object = new ApiObject(chart, 'object', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            data: {
              lazy: Lazy.any({ produce: () => 'produced' }) as unknown,
              token: { resolve: () => 'token' },
              plain: 'secret',
            },
          });
          object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
          configMap(chart, 'gone', 'hidden');
          configMap(chart, 'kept', 'shown');
        });
      });

      test('takes in a manifest from a file', () => {
        withFolder((folder) => {
          const url = join(folder, 'manifest.yaml');
          writeFileSync(url, 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n---\nkind: List\napiVersion: v1\n');
          expectSame({ yamlOutputType }, (app) => void new Include(new StockChart(app, 'chart'), 'manifest', { url }));
        });
      });

      test('fails when a construct is not valid, with the same message', () => {
        const message = expectSame({ yamlOutputType }, (app) => {
          const chart = new StockChart(app, 'chart');
          configMap(chart, 'one').node.addValidation({ validate: () => ['is wrong', 'is very wrong'] });
          configMap(chart, 'two').node.addValidation({ validate: () => ['is wrong too'] });
        });
        expect(message).toContain('[chart/one] is very wrong\n  [chart/two] is wrong too');
      });

      test('fails when an object cannot be rendered, with the same message', () => {
        const message = expectSame({ yamlOutputType }, (app) => {
          new ApiObject(new StockChart(app, 'chart'), 'one', { apiVersion: 'v1', kind: 'A', at: new Date(0) });
        });
        expect(message).toContain("Failed serializing construct at path 'chart/one'");
      });
    },
  );

  test('understands groups of dependencies and dependencies on whole charts from inside another', () => {
    const written = expectSame({}, (app) => {
      const a = new StockChart(app, 'a');
      const b = new StockChart(app, 'b');
      const part = new Construct(a, 'part');
      const objects = ['one', 'two', 'three'].map((id) => configMap(part, id));
      configMap(b, 'four');
      part.node.addDependency(new DependencyGroup(b));
      objects[0]?.node.addDependency(new DependencyGroup(...objects.slice(1)));
    });
    expect(Object.keys(written as object)).toEqual(['0000-b.k8s.yaml', '0001-a.k8s.yaml']);
  });

  test('follows a dependency on a construct that has been replaced', () => {
    expectSame({}, (app) => {
      const a = new StockChart(app, 'a');
      const b = new StockChart(app, 'b');
      configMap(a, 'one').addDependency(configMap(b, 'two'));
      b.node.tryRemoveChild('two');
      configMap(b, 'two');
    });
  });

  test('fails when a construct outside of charts depends on another, with the same message', () => {
    const message = expectSame({}, (app) => {
      new Construct(app, 'outside').node.addDependency(configMap(new StockChart(app, 'a'), 'one'));
    });
    expect(message).toBe('cannot find a parent chart (directly or indirectly)');
  });

  test.each<[string, (app: StockApp) => readonly IConstruct[], string]>([
    ['objects', (app) => ['b', 'a'].map((id) => configMap(chartOf(app, 'chart'), id)), 'chart/b => chart/a => chart/b'],
    ['charts', (app) => ['b', 'a', 'c'].map((id) => chartOf(app, id)), 'b => a => c => b'],
    ['objects of charts', (app) => ['b', 'a'].map((id) => configMap(chartOf(app, id), 'x')), 'b => a => b'],
  ])('fails when %s depend on each other, with the path that cdk8s tells', (_what, define, path) => {
    const message = expectSame({}, (app) => {
      const circle = define(app);
      circle.forEach((each, index) => each.node.addDependency(circle[(index + 1) % circle.length] ?? app));
    });
    expect(message).toBe(`Dependency cycle detected: ${path}`);
  });

  function chartOf(app: StockApp, id: string): StockChart {
    return (app.node.tryFindChild(id) as StockChart | undefined) ?? new StockChart(app, id);
  }
});

describe('an app of ours', () => {
  test('fails when a construct depends on itself, where cdk8s leaves it out', () => {
    const app = new App();
    const object = configMap(new Chart(app, 'chart'), 'one');
    object.addDependency(object);
    expect(() => app.synthYaml()).toThrow('Dependency cycle detected: chart/one => chart/one');
  });

  test('names a circle that hides behind many dependencies', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const objects = Array.from({ length: 2000 }, (_, index) => configMap(chart, `o${index}`));
    objects.forEach((object, index) => index > 0 && object.addDependency(objects[index - 1] ?? app));
    objects[500]?.addDependency(objects[502] ?? app);
    expect(() => app.synthYaml()).toThrow(
      'Dependency cycle detected: chart/o501 => chart/o500 => chart/o502 => chart/o501',
    );
  });

  test('fails when two objects would share a file, where cdk8s keeps the last, and writes nothing', () => {
    withFolder((outdir) => {
      const app = new App({ inspection: false, outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
      configMap(new Chart(app, 'a'), 'one', 'same');
      configMap(new Chart(app, 'b'), 'one', 'same');
      expect(() => app.synth()).toThrow(
        "App: the file 'ConfigMap.same.k8s.yaml' is to hold 'a/one' and 'b/one', the second of which would replace the " +
          "first; use another 'yamlOutputType', such as YamlOutputType.FILE_PER_CHART, or other names",
      );
      expect(contentsOf(outdir)).toEqual({});
    });
  });

  test.each<[string, object, string]>([
    [
      'an output type that there is not',
      { yamlOutputType: 7 },
      "'yamlOutputType' must be a value of YamlOutputType (0, 1, 2, 3), got 7",
    ],
    [
      'a file extension that is no string',
      { outputFileExtension: 3 },
      "'outputFileExtension' must be a string such as '.k8s.yaml', got 3",
    ],
    ['an output folder without a name', { outdir: '' }, '\'outdir\' must be the path of a folder, got ""'],
    [
      'a resolver that cannot resolve',
      { resolvers: [{}] },
      "'resolvers' must hold objects with a method 'resolve', the one at 0 has none",
    ],
  ])('fails when given %s', (_what, props, message) => {
    expect(() => new App(props)).toThrow(message);
  });

  test('leaves the folder as it is when anything fails', () => {
    withFolder((outdir) => {
      const define = (break_: boolean): App => {
        const app = new App({ inspection: false, outdir });
        configMap(new Chart(app, 'a'), 'one');
        new ApiObject(new Chart(app, 'b'), 'two', {
          apiVersion: 'v1',
          kind: 'A',
          at: break_ ? new Date(0) : 1,
        });
        return app;
      };
      define(false).synth();
      const good = contentsOf(outdir);
      expect(Object.keys(good)).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
      expect(() => define(true).synth()).toThrow('b/two');
      const checked = define(false);
      checked.addCheck({
        check: (files) => {
          throw new Error(`refused ${files.length} files`);
        },
      });
      expect(() => checked.synth()).toThrow('refused 2 files');
      expect(contentsOf(outdir)).toEqual(good);
    });
  });

  test('tells of each file its path, its text, and where each object comes from', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const one = configMap(new Construct(chart, 'part'), 'one', 'one');
    configMap(chart, 'two', 'two');
    one.node.addMetadata(SOURCE_METADATA, 'main.ts:12:3');
    expect(app.synthesize()).toEqual([
      {
        path: 'chart.k8s.yaml',
        set: '',
        objects: [
          { constructPath: 'chart/part/one', manifest: one.toJson() as unknown, source: 'main.ts:12:3' },
          { constructPath: 'chart/two', manifest: ApiObject.of(chart.node.findChild('two')).toJson() as unknown },
        ],
        text: [
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\ndata:\n  id: one\n',
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\ndata:\n  id: two\n',
        ].join('---\n'),
      },
    ]);
  });

  test('hands its checks what it is about to write', () => {
    withFolder((outdir) => {
      const app = new App({ inspection: false, outdir });
      configMap(new Chart(app, 'a'), 'one');
      const seen: unknown[] = [];
      app.addCheck({ check: (files) => void seen.push(...files, contentsOf(outdir)) });
      app.synth();
      expect(seen).toEqual([...app.synthesize(), {}]);
    });
  });

  test('goes through the constructs once, asks each validation once and each object once', () => {
    const app = new App();
    const counts = { validate: 0, toJson: 0, children: 0 };
    for (let index = 0; index < 50; index += 1) {
      const chart = new Chart(app, `c${index}`);
      const object = configMap(chart, 'one');
      object.node.addValidation({ validate: () => ((counts.validate += 1), []) });
      const toJson = object.toJson.bind(object);
      object.toJson = () => ((counts.toJson += 1), toJson() as unknown);
      const { node } = chart;
      jest.spyOn(node, 'children', 'get').mockImplementation(() => ((counts.children += 1), [object]));
    }
    app.synthesize();
    expect(counts).toEqual({ validate: 50, toJson: 50, children: 50 });
  });

  test('can be asked for one chart during a validation, and for charts of cdk8s', () => {
    const app = new App();
    const ours = new Chart(app, 'ours');
    const stock = new StockChart(app, 'stock');
    configMap(ours, 'one', 'one');
    configMap(stock, 'two', 'two');
    ours.node.addValidation({ validate: () => (ours.toJson().length === 1 ? [] : ['has no object']) });
    expect(app.synthYaml()).toContain('name: two');
    expect(ours.toJson()).toEqual([expect.objectContaining({ metadata: { name: 'one' } })]);
    const inStock = new Chart(new StockApp(), 'ours');
    configMap(inStock, 'one', 'one');
    expect(inStock.toJson()).toEqual(ours.toJson());
  });

  describe('puts what cdk8s cannot handle in order:', () => {
    test('a chain of 10,000 objects', () => {
      const app = new App();
      const chart = new Chart(app, 'chart');
      let previous: ApiObject | undefined;
      for (let index = 0; index < 10_000; index += 1) {
        const object = configMap(chart, `o${index}`, `o${index}`);
        previous?.addDependency(object);
        previous = object;
      }
      const [file] = app.synthesize();
      expect(file?.objects).toHaveLength(10_000);
      expect(file?.objects[0]?.constructPath).toBe('chart/o9999');
      expect(file?.objects.at(-1)?.constructPath).toBe('chart/o0');
    });

    test('1,000 layers of ten, each object of which depends on all ten of the next', () => {
      const app = new App();
      const chart = new Chart(app, 'chart');
      let previous: ApiObject[] = [];
      for (let layer = 0; layer < 1_000; layer += 1) {
        const objects = Array.from({ length: 10 }, (_, index) => configMap(chart, `l${layer}-${index}`));
        for (const object of previous) {
          object.addDependency(...objects);
        }
        previous = objects;
      }
      const paths = app.synthesize()[0]?.objects.map(({ constructPath }) => constructPath) ?? [];
      expect(paths.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => `chart/l999-${index}`));
      expect(new Set(paths).size).toBe(10_000);
    });

    test('1,000 charts in a chain, each of ten objects', () => {
      const app = new App();
      let previous: Chart | undefined;
      for (let index = 0; index < 1_000; index += 1) {
        const chart = new Chart(app, `c${index}`);
        for (let object = 0; object < 10; object += 1) {
          configMap(chart, `o${object}`);
        }
        previous?.addDependency(chart);
        previous = chart;
      }
      const files = app.synthesize();
      expect(files[0]?.path).toBe('0000-c999.k8s.yaml');
      expect(files.at(-1)?.path).toBe('0999-c0.k8s.yaml');
    });
  });
});

test('the graph of cdk8s itself still puts a small tree in the order that ours gives', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const [one, two, three] = ['one', 'two', 'three'].map((id) => configMap(chart, id));
  if (one !== undefined && two !== undefined && three !== undefined) {
    one.addDependency(three);
    three.addDependency(two);
  }
  const stock = new DependencyGraph(chart.node).topology().filter((each) => each instanceof ApiObject);
  expect(app.synthesize()[0]?.objects.map(({ constructPath }) => constructPath)).toEqual(
    stock.map(({ node }) => node.path),
  );
});

test.each(OUTPUT_TYPES)(
  'what is written without a look at the objects is what is written after one (type %s)',
  (type) => {
    withFolder((outdir) => {
      const define = (props: AppProps): App => {
        const app = new App({ ...props, yamlOutputType: type });
        const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'web' } });
        const web = new WebService(chart, 'web', {
          name: 'web',
          image: 'registry.example.org/team/web:1.0.0',
          ports: [{ name: 'http', containerPort: 8080 }],
          env: { TEXT: 'two\nlines', ESCAPES: '\u0007' },
          override: { service: { metadata: { labels: { more: 'yes' } } } },
        });
        web.deployment.metadata.addAnnotation('note', 'later');
        web.deployment.metadata.addFinalizers('example.org/kept');
        new ConfigMap(chart, 'numbers', { name: 'numbers', data: { '10': 'ten', '9': 'nine', a: 'letter' } });
        configMap(chart, 'stock', 'stock');
        web.deployment.addDependency(configMap(chart, 'first', 'first'));
        return app;
      };
      define({ outdir }).synth();
      const files = define({}).synthesize();
      expect(Object.fromEntries(files.map(({ path, text }) => [path, text]))).toEqual(
        Object.fromEntries(Object.entries(contentsOf(outdir)).filter(([path]) => !path.endsWith('/'))),
      );
      const texts = files.map(({ text }) => text).join('---\n');
      expect(texts).toContain('  "9": nine\n  "10": ten\n  a: letter\n');
      expect(texts).toContain('finalizers:\n    - example.org/kept');
    });
  },
);
