// Folders and layouts: what is written where, in which order, and what becomes of files that are there already.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  App,
  Chart,
  Folder,
  Inspection,
  InspectionPreset,
  Layout,
  ObjectOrder,
  RuleSeverity,
  WebService,
  type AppProps,
} from '../../lib';
import { chartOutputOf } from '../../lib/core/chart-output';
import { orderByKind } from '../../lib/synthesis/kind-order';
import { OutputFolder } from '../../lib/synthesis/project/output-folder';
import { objectFileNames } from '../../lib/synthesis/object-file-names';
import { testWith } from '../support/installed';
import { contentsOf, withFolder } from './folder';

function object(scope: Construct, kind: string, name: string, namespace?: string, apiVersion = 'v1'): ApiObject {
  const id = [apiVersion, kind, namespace, name].join('-').replace('/', '-');
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name, namespace } });
}

/** The files that an app writes, by path. */
function filesOf(props: AppProps, define: (app: App) => void): Record<string, string> {
  return withFolder((outdir) => {
    const app = new App({ inspection: false, ...props, outdir });
    define(app);
    app.synth();
    return contentsOf(outdir);
  });
}

function twoEnvironments(app: App): void {
  for (const name of ['dev', 'live']) {
    const folder = new Folder(app, name);
    object(new Chart(folder, 'shop'), 'ConfigMap', 'shop');
    object(new Chart(new Construct(folder, 'team'), 'search'), 'ConfigMap', 'search');
  }
  object(new Chart(app, 'base'), 'Namespace', 'base');
}

describe('a folder', () => {
  test('holds the charts below it, under names without what is above it', () => {
    const paths = Object.keys(filesOf({}, twoEnvironments));
    const hashed = paths.filter((path) => path.includes('search'));
    expect(paths.filter((path) => !hashed.includes(path))).toEqual([
      '.drydock-files',
      'base.k8s.yaml',
      'dev/',
      'dev/shop.k8s.yaml',
      'live/',
      'live/shop.k8s.yaml',
    ]);
    // As cdk8s names a chart that is not directly below the app.
    expect(hashed).toEqual([
      expect.stringMatching(/^dev\/team-search-[0-9a-f]{8}\.k8s\.yaml$/),
      expect.stringMatching(/^live\/team-search-[0-9a-f]{8}\.k8s\.yaml$/),
    ]);
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, ['app.k8s.yaml', 'dev/app.k8s.yaml', 'live/app.k8s.yaml']],
    [
      YamlOutputType.FILE_PER_RESOURCE,
      ['dev/ConfigMap.shop.k8s.yaml', 'live/ConfigMap.shop.k8s.yaml', 'Namespace.base.k8s.yaml'],
    ],
    [
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      ['base/Namespace.base.k8s.yaml', 'dev/shop/ConfigMap.shop.k8s.yaml', 'live/shop/ConfigMap.shop.k8s.yaml'],
    ],
  ])('divides its charts as the output type %s says', (yamlOutputType, expected) => {
    expect(Object.keys(filesOf({ yamlOutputType }, twoEnvironments))).toEqual(expect.arrayContaining(expected));
  });

  test('stands in another one, and may have another name than its id', () => {
    const app = new App();
    const inner = new Folder(new Folder(app, 'strategies'), 'first', { name: '1-start' });
    expect(inner.path).toBe('strategies/1-start');
    expect(Folder.tryOf(new Construct(inner, 'x'))).toBe(inner);
    expect(Folder.tryOf(app)).toBeUndefined();
  });

  test('counts the charts that depend on each other by itself', () => {
    const paths = Object.keys(
      filesOf({}, (app) => {
        for (const name of ['a', 'b']) {
          const folder = new Folder(app, name);
          const [first, second] = [new Chart(folder, 'first'), new Chart(folder, 'second')];
          first.addDependency(second);
        }
      }),
    );
    expect(paths.filter((path) => !path.endsWith('/'))).toEqual([
      '.drydock-files',
      'a/0000-second.k8s.yaml',
      'a/0001-first.k8s.yaml',
      'b/0000-second.k8s.yaml',
      'b/0001-first.k8s.yaml',
    ]);
  });

  test('is inspected by itself: the same object may stand in several, and refers to nothing in another', () => {
    const inspected = (define: (app: App) => void): (() => unknown) => {
      return () =>
        filesOf({}, (app) => {
          Inspection.of(app, {
            preset: InspectionPreset.API_ONLY,
            rules: { 'ref/hpa-target': RuleSeverity.WARNING },
            strictExit: true,
          });
          define(app);
        });
    };
    const web = (scope: Construct): WebService =>
      new WebService(new Chart(scope, 'web'), 'web', { name: 'web', image: 'nginx:1.30' });
    expect(inspected((app) => ['dev', 'live'].forEach((name) => web(new Folder(app, name))))).not.toThrow();
    expect(
      inspected((app) => {
        web(new Folder(app, 'dev'));
        const route = new Chart(new Folder(app, 'live'), 'route');
        new ApiObject(route, 'hpa', {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'web' },
          spec: { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
        });
      }),
    ).toThrow(/live\/route\.k8s\.yaml/);
  });

  test.each([[''], ['../x'], ['a/b'], ['.hidden'], ['x'.repeat(64)], ['a b'], [7], [null]])(
    'fails when its name is %j',
    (name) => {
      const make = (): Folder => new Folder(new App(), 'folder', { name: name as string });
      if (name === null) expect(make().path).toBe('folder');
      else expect(make).toThrow(/folder \(Folder\): 'name' must be the name of a folder/);
    },
  );
});

describe('a layout', () => {
  function stack(app: App): void {
    const web = new Chart(app, 'web', { namespace: 'shop' });
    const database = new Chart(app, 'database');
    web.addDependency(database);
    object(web, 'Deployment', 'web', undefined, 'apps/v1');
    object(web, 'Service', 'web');
    object(web, 'Namespace', 'shop');
    object(database, 'Secret', 'db', 'one');
    object(database, 'Secret', 'db', 'two');
    object(database, 'Role', 'a:b');
  }

  test('has a file for each object, without ordinals, in folders that kustomize builds', () => {
    const files = filesOf({ layout: Layout.filePerObject({ kustomization: true, order: ObjectOrder.KIND }) }, stack);
    expect(Object.keys(files).filter((path) => !path.endsWith('/'))).toEqual([
      '.drydock-files',
      'database/kustomization.yaml',
      'database/role-a-b.yaml',
      'database/secret-one-db.yaml',
      'database/secret-two-db.yaml',
      'kustomization.yaml',
      'web/deployment-web.yaml',
      'web/kustomization.yaml',
      'web/namespace-shop.yaml',
      'web/service-web.yaml',
    ]);
    expect(parse(files['kustomization.yaml'] ?? '')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['database', 'web'],
      sortOptions: { order: 'fifo' },
    });
    expect(parse(files['web/kustomization.yaml'] ?? '')).toMatchObject({
      resources: ['namespace-shop.yaml', 'service-web.yaml', 'deployment-web.yaml'],
    });
  });

  test('has a file for each chart, without ordinals even where charts depend on each other', () => {
    const files = filesOf({ layout: Layout.filePerChart({ kustomization: true }) }, stack);
    expect(Object.keys(files)).toEqual(['.drydock-files', 'database.k8s.yaml', 'kustomization.yaml', 'web.k8s.yaml']);
    expect(parse(files['kustomization.yaml'] ?? '')).toMatchObject({
      resources: ['database.k8s.yaml', 'web.k8s.yaml'],
    });
  });

  test('tells what is built where, once all charts are known', () => {
    const outputs = (props: AppProps): unknown => {
      const app = new App(props);
      stack(app);
      return ['database', 'web'].map((id) => chartOutputOf(app.node.findChild(id) as Chart));
    };
    expect(outputs({})).toEqual([
      { folder: '', file: '0000-database.k8s.yaml' },
      { folder: '', file: '0001-web.k8s.yaml' },
    ]);
    expect(outputs({ layout: Layout.filePerChart() })).toEqual([
      { folder: '', file: 'database.k8s.yaml' },
      { folder: '', file: 'web.k8s.yaml' },
    ]);
    expect(outputs({ layout: Layout.filePerObject() })).toEqual([{ folder: 'database' }, { folder: 'web' }]);
    expect(outputs({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })).toEqual([
      { folder: '0000-database' },
      { folder: '0001-web' },
    ]);
    expect(() => outputs({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE })).toThrow(/has no file of its own/);
  });

  test('removes what has become stale, and leaves alone what others have put there', () => {
    withFolder((outdir) => {
      const synth = (...names: string[]): void => {
        const app = new App({ inspection: false, outdir, layout: Layout.filePerObject({ kustomization: true }) });
        for (const name of names) object(new Chart(app, name), 'ConfigMap', name);
        app.synth();
      };
      synth('old', 'kept');
      mkdirSync(join(outdir, 'mine'));
      writeFileSync(join(outdir, 'mine', 'notes.yaml'), 'mine: true\n');
      writeFileSync(join(outdir, 'kept', 'README.md'), 'mine');
      synth('kept', 'new');
      const paths = Object.keys(contentsOf(outdir));
      expect(paths).toEqual(
        expect.arrayContaining([
          'kept/README.md',
          'kept/configmap-kept.yaml',
          'mine/notes.yaml',
          'new/configmap-new.yaml',
        ]),
      );
      expect(paths.filter((path) => path.startsWith('old'))).toEqual([]);
    });
  });

  test('keeps what others have put there when the whole folder is replaced', () => {
    withFolder((folder) => {
      const output = (made: readonly string[], others: readonly string[]): void => {
        const fresh = new OutputFolder(join(folder, 'dist'), folder);
        const app = new App({ inspection: false, outdir: fresh.fresh, layout: Layout.filePerObject() });
        for (const name of made) object(new Chart(app, name), 'ConfigMap', name);
        app.synth();
        fresh.swapIn();
        fresh.close();
        for (const path of others) writeFileSync(join(folder, 'dist', path), 'mine');
      };
      output(['old', 'kept'], ['README.md', 'old/notes.txt']);
      output(['kept'], []);
      expect(contentsOf(join(folder, 'dist'))).toMatchObject({ 'README.md': 'mine', 'old/notes.txt': 'mine' });
      expect(Object.keys(contentsOf(join(folder, 'dist')))).toEqual([
        '.drydock-files',
        'README.md',
        'kept/',
        'kept/configmap-kept.yaml',
        'old/',
        'old/notes.txt',
      ]);
    });
  });

  test('removes nothing outside of the output folder, whatever its list says', () => {
    withFolder((folder) => {
      const outdir = join(folder, 'dist');
      mkdirSync(join(folder, 'outside'));
      mkdirSync(outdir);
      symlinkSync(join(folder, 'outside'), join(outdir, 'link'));
      const precious = [join(folder, 'precious.yaml'), join(folder, 'outside', 'precious.yaml')];
      for (const path of precious) writeFileSync(path, 'mine');
      const record = ['../precious.yaml', 'link/precious.yaml', join(folder, 'precious.yaml'), 'a/../../precious.yaml'];
      writeFileSync(join(outdir, '.drydock-files'), record.join('\n'));
      const app = new App({ inspection: false, outdir, layout: Layout.filePerChart() });
      object(new Chart(app, 'chart'), 'ConfigMap', 'x');
      app.synth();
      expect(precious.map((path) => existsSync(path))).toEqual([true, true]);
    });
  });

  test('lists the same files in the same order, whatever was there before', () => {
    withFolder((outdir) => {
      const texts = [1, 2].map(() => {
        const app = new App({ inspection: false, outdir, layout: Layout.filePerObject() });
        stack(app);
        app.synth();
        return readFileSync(join(outdir, '.drydock-files'), 'utf8');
      });
      expect(texts[1]).toBe(texts[0]);
      expect(texts[0]?.split('\n')).toContain('web/service-web.yaml');
    });
  });

  test.each([
    ['no layout', { layout: 'object' as unknown as Layout }, /'layout' must be a Layout/],
    [
      'an option that is none',
      { layout: Layout.filePerObject({ order: 'size' as ObjectOrder }) },
      /'layout\.order' must be one of "definition", "kind", got "size"/,
    ],
    [
      'an output type beside it',
      { layout: Layout.filePerChart(), yamlOutputType: YamlOutputType.FILE_PER_APP },
      /'layout' and 'yamlOutputType' both divide the objects into files; drop one of them/,
    ],
  ])('fails when there is %s', (_what, props, message) => {
    expect(() => new App(props)).toThrow(message);
  });
});

describe('the order by kind', () => {
  test('is what a cluster needs, and keeps what depends on something behind it', () => {
    const kinds = ['Ingress', 'Deployment', 'Widget', 'Service', 'Namespace', 'ConfigMap'];
    const none = kinds.map(() => new Set<number>());
    const named = (order: number[]): unknown[] => order.map((position) => kinds[position]);
    expect(named(orderByKind(kinds, none))).toEqual([
      'Namespace',
      'ConfigMap',
      'Service',
      'Deployment',
      'Widget',
      'Ingress',
    ]);
    // The Service waits for the Deployment that stands before it.
    const dependencies = none.map((set, i) => (i === 3 ? new Set([1]) : set));
    expect(named(orderByKind(kinds, dependencies))).toEqual([
      'Namespace',
      'ConfigMap',
      'Deployment',
      'Service',
      'Widget',
      'Ingress',
    ]);
  });

  test('holds every object once, behind all that it depends on', () => {
    const graph = fc
      .array(fc.constantFrom('Namespace', 'Service', 'Deployment', 'Ingress', 'Widget', 'Secret'), { maxLength: 30 })
      .chain((kinds) =>
        fc.tuple(
          fc.constant(kinds),
          fc.tuple(...kinds.map((_, i) => fc.uniqueArray(fc.nat(Math.max(i - 1, 0)), { maxLength: i === 0 ? 0 : 3 }))),
        ),
      );
    fc.assert(
      fc.property(graph, ([kinds, before]) => {
        const sets = before.map((positions) => new Set(positions));
        const order = orderByKind(kinds, sets);
        expect([...order].sort((a, b) => a - b)).toEqual([...kinds.keys()]);
        const place = new Map(order.map((position, index) => [position, index]));
        for (const [position, set] of sets.entries()) {
          for (const each of set) expect(place.get(each)).toBeLessThan(place.get(position) ?? -1);
        }
      }),
    );
  });
});

test('names of files tell objects apart by as little as it takes', () => {
  const manifest = (apiVersion: string, kind: string, name: string, namespace?: string): unknown => ({
    apiVersion,
    kind,
    metadata: { name, namespace },
  });
  expect(
    objectFileNames([
      manifest('v1', 'Service', 'web'),
      manifest('v1', 'ConfigMap', 'x', 'a'),
      manifest('v1', 'ConfigMap', 'x', 'b'),
      manifest('networking.k8s.io/v1', 'Ingress', 'x'),
      manifest('config.example.com/v1', 'Ingress', 'x'),
    ]),
  ).toEqual([
    'service-web',
    'configmap-a-x',
    'configmap-b-x',
    'ingress-networking.k8s.io-x',
    'ingress-config.example.com-x',
  ]);
});

testWith('kubectl')('kubectl builds each kustomization, with the objects in our order', () => {
  withFolder((outdir) => {
    const app = new App({
      inspection: false,
      outdir,
      layout: Layout.filePerObject({ kustomization: true, order: ObjectOrder.KIND }),
    });
    const chart = new Chart(app, 'web', { namespace: 'shop' });
    new WebService(chart, 'web', { name: 'web', image: 'nginx:1.30', ports: [{ containerPort: 80 }] });
    object(chart, 'Namespace', 'shop');
    app.synth();
    const built = execFileSync('kubectl', ['kustomize', outdir], { encoding: 'utf8' });
    const kinds = built.split(/^---$/m).map((text) => (parse(text) as { kind: string }).kind);
    expect(kinds).toEqual(['Namespace', 'Service', 'Deployment']);
  });
});
