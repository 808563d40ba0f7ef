import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { missingTypeCheck } from '../../lib/synthesis/project/type-check';
import { compilePackage } from '../synthesis/compiled';
import { contentsOf, withFolder } from '../synthesis/folder';
import { Project, run, type Outcome } from './project';

const DRYDOCK = join(compilePackage(), 'lib', 'cli', 'drydock.js');
const CDK8S = join(__dirname, '..', '..', 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

jest.setTimeout(60_000);

/** An app in TypeScript that uses what only a transpiler understands, in two files. */
const MAIN = `
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { label, type Settings } from './settings.js';

enum Kind { ConfigMap = 'ConfigMap' }
const settings: Settings = { type: process.env.TYPE ?? 'FILE_PER_CHART' };
const app = new App({ yamlOutputType: YamlOutputType[settings.type as keyof typeof YamlOutputType] });
const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { labels: { app: label } }));
new ApiObject(one!, 'object', { apiVersion: 'v1', kind: Kind.ConfigMap, metadata: { name: 'first' } });
new ApiObject(two!, 'object', { apiVersion: 'v1', kind: Kind.ConfigMap, metadata: { name: 'second' } });
one!.addDependency(two!);
console.log('this goes nowhere');
if (process.env.MODE === 'throws') throw new Error('the app is broken');
if (process.env.MODE === 'silent') process.exit(0);
if (process.env.MODE === 'broken-after') { app.synth(); process.exit(3); }
app.synth();
`;
const SETTINGS = `
export interface Settings { readonly type: string }
export const label: string = 'web';
`;
const PLUGIN = `
exports.Check = class {
  constructor(properties) { this.properties = properties; }
  async validate(context) {
    context.logger.log('checking ' + context.manifests.length);
    for (const manifest of context.manifests) {
      for (const { metadata } of context.parseManifest(manifest)) {
        if (metadata.name === this.properties.forbidden) {
          context.report.addViolation({
            ruleName: 'no-such-name', recommendation: 'Choose another.', fix: 'Rename it.',
            violatingResources: [{ resourceName: metadata.name, locations: ['metadata.name'], manifestPath: manifest }],
          });
        }
      }
    }
    if (this.properties.mode === 'throws') throw new Error('the plugin is broken');
    if (this.properties.mode !== 'silent') context.report.submit(this.properties.mode ?? 'success', { seen: '1' });
  }
};
`;

function config(app = 'node --import tsx main.ts', plugin?: Readonly<Record<string, string>>): string {
  const validations =
    plugin === undefined
      ? undefined
      : [{ package: './plugin.js', version: '1.0.0', class: 'Check', properties: plugin }];
  return JSON.stringify({ language: 'typescript', app, validations });
}

function files(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'main.ts': MAIN,
    'settings.ts': SETTINGS,
    'plugin.js': PLUGIN,
    'tsconfig.json': '{ "compilerOptions": { "module": "node16", "strict": true } }',
    'package.json': '{}',
    'cdk8s.yaml': config(),
    ...more,
  };
}

const projects: Project[] = [];
function project(more: Readonly<Record<string, string>> = {}, packages?: string[]): Project {
  const made = new Project(files(more), packages);
  projects.push(made);
  return made;
}
afterAll(() => projects.forEach((each) => each.remove()));

function drydock(
  where: Project,
  words: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  return where.run(DRYDOCK, ['synth', ...words], environment);
}

describe('drydock synth, beside cdk8s synth,', () => {
  const reports = ['--validation-reports-output-file', 'reports.json'];
  const content = { 'cdk8s.yaml': config(undefined, { forbidden: 'first' }) };
  const refusing = { 'cdk8s.yaml': config(undefined, { forbidden: 'second', mode: 'failure' }) };
  const nothing = { 'main.ts': "new (require('cdk8s').App)().synth();\nexport {};\n" };
  test.each<[string, number, Record<string, string>, Record<string, string>, string[]]>([
    ['for a file a chart', 0, {}, {}, []],
    ['for a file an object, with reports of plugins', 0, content, { TYPE: 'FILE_PER_RESOURCE' }, reports],
    ['for an app that synthesizes nothing', 0, nothing, {}, []],
    ['for an app that throws', 1, {}, { MODE: 'throws' }, []],
    ['for a plugin that refuses', 2, refusing, {}, []],
  ])('ends with the same exit code and the same bytes %s', async (_what, code, more, environment, words) => {
    const [theirs, ours] = [project(more), project(more)];
    const outcomes = [theirs.run(CDK8S, ['synth', ...words], environment), drydock(ours, words, environment)] as const;
    const [their, our] = await Promise.all(outcomes);
    expect({ their: their.code, our: our.code }).toEqual({ their: code, our: code });
    if (code === 0) {
      const written = ({ folder }: Project): object => contentsOf(join(folder, 'dist'));
      expect(written(ours)).toEqual(written(theirs));
      expect(our.stdout.split('\n').slice(0, 3)).toEqual(their.stdout.split('\n').slice(0, 3));
      const report = ({ folder }: Project): unknown =>
        existsSync(join(folder, 'reports.json')) &&
        readFileSync(join(folder, 'reports.json'), 'utf8').replaceAll(folder, '.');
      expect(report(ours)).toBe(report(theirs));
    }
  });
});

describe('over all examples of this package', () => {
  const root = join(__dirname, '..', '..');
  const examples = readdirSync(join(root, 'lib', 'examples')).map((name) => name.replace(/\.ts$/, ''));

  /** An app of all examples, by the App of this package or by that of cdk8s. */
  const main = (from: string): string => `
    import { App, YamlOutputType } from '${from}';
    ${examples.map((name, index) => `import * as e${index} from '${root}/lib/examples/${name}';`).join('\n')}
    const app = new App({ yamlOutputType: YamlOutputType[process.env.TYPE as keyof typeof YamlOutputType] });
    for (const [name, module] of Object.entries({ ${examples.map((name, index) => `'${name}': e${index}`).join(', ')} }))
      for (const Example of Object.values(module)) {
        if (/Environments$|^Strategies|^GitOps/.test((Example as any).name)) continue; // they make folders, which cdk8s does not know
        new (Example as any)(app, name + '-' + Example.name);
      }
    app.synth();`;

  test.each(['FILE_PER_CHART', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'])(
    'drydock synth with our App writes what cdk8s synth writes with its own, with %s',
    async (TYPE) => {
      const [theirs, ours] = [project({ 'main.ts': main('cdk8s') }), project({ 'main.ts': main(`${root}/lib`) })];
      const outcomes = [theirs.run(CDK8S, ['synth'], { TYPE }), drydock(ours, [], { TYPE })] as const;
      const [their, our] = await Promise.all(outcomes);
      expect([their.code, our.code, our.stderr]).toEqual([0, 0, '']);
      const written = contentsOf(join(ours.folder, 'dist'));
      expect(Object.keys(written).length).toBeGreaterThanOrEqual(15);
      expect(written).toEqual(contentsOf(join(theirs.folder, 'dist')));
    },
  );

  test('drydock synth writes for this repository what is committed in dist', async () => {
    const { code, stdout } = await run(process.execPath, [DRYDOCK, 'synth', '--stdout'], root);
    expect(code).toBe(0);
    const committed = Object.entries(contentsOf(join(root, 'dist'))).filter(([name]) => name.endsWith('.yaml'));
    // The files of a folder come before those of the folders in it.
    const place = (path: string): string => path.replace(/[^/]+\//g, (folder) => `~${folder}`);
    committed.sort(([a], [b]) => (place(a) < place(b) ? -1 : 1));
    expect(stdout).toBe(committed.map(([, text]) => text).join('---\n'));
  });
});

test('drydock synth --stdout prints objects, and not the lists of files beside them', async () => {
  const main = `
    import { App, Chart, Layout, WebService } from '${join(__dirname, '..', '..')}/lib';
    const app = new App({ layout: Layout.filePerObject({ kustomization: true }) });
    new WebService(new Chart(app, 'web'), 'web', { name: 'web', image: 'web:1', replicas: 2 });
    app.synth();`;
  const { code, stdout } = await drydock(project({ 'main.ts': main }), ['--stdout']);
  expect([code, stdout.match(/^kind: .*/gm)]).toEqual([0, ['kind: Deployment']]);
});

test('drydock synth makes the Helm chart that cdk8s synth makes', async () => {
  const words = ['synth', '--format', 'helm', '--chart-version', '1.2.0'];
  const root = join(__dirname, '..', '..');
  const main = `
    import { App, Chart, WebService } from '${root}/lib';
    const app = new App({ inspection: false });
    new WebService(new Chart(app, 'web'), 'web', { name: 'web', image: 'web:1', replicas: 2 });
    app.synth();`;
  const [theirs, ours] = [project({ 'main.ts': main }), project({ 'main.ts': main })];
  const [their, our] = await Promise.all([theirs.run(CDK8S, words), ours.run(DRYDOCK, words)]);
  expect([their.code, our.code, our.stderr]).toEqual([0, 0, '']);
  const [expected, written] = [theirs, ours].map(({ folder }) => contentsOf(join(folder, 'dist')));
  expect(Object.keys(written ?? {})).toEqual(
    expect.arrayContaining(['Chart.yaml', 'templates/web.k8s.yaml', 'values.schema.json', 'values.yaml']),
  );
  // A chart has the name of its folder, and each of the two has its own.
  const nameless = (files?: Record<string, string>): unknown => {
    return Object.entries(files ?? {}).map(([path, text]) => [path, text.replace(/drydock-[\w-]+/g, '<name>')]);
  };
  expect(nameless(written)).toEqual(nameless(expected));
});

describe('drydock synth', () => {
  test('leaves the last good output as it is, byte for byte, when anything fails, and nothing beside it', async () => {
    const where = project();
    expect((await drydock(where)).code).toBe(0);
    const good = contentsOf(join(where.folder, 'dist'));
    expect(Object.keys(good)).toEqual(['0000-two.k8s.yaml', '0001-one.k8s.yaml']);
    const before = readdirSync(where.folder);
    for (const MODE of ['throws', 'silent', 'broken-after']) {
      expect((await drydock(where, [], { MODE })).code).toBe(1);
      expect(contentsOf(join(where.folder, 'dist'))).toEqual(good);
    }
    where.write({ 'cdk8s.yaml': config(undefined, { forbidden: 'second', mode: 'failure' }) });
    const refused = await drydock(where);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('dist/0000-two.k8s.yaml: second, construct two/object\n      > metadata.name');
    expect(refused.stderr).toContain('Validation failed');
    expect(contentsOf(join(where.folder, 'dist'))).toEqual(good);
    expect(readdirSync(where.folder)).toEqual(before);
  });

  test('takes away what an earlier synthesis has left', async () => {
    const where = project({ 'dist/stale.k8s.yaml': 'kind: Stale\n', 'dist/deep/stale.k8s.yaml': 'kind: Stale\n' });
    expect((await drydock(where, ['--no-validate'])).code).toBe(0);
    expect(Object.keys(contentsOf(join(where.folder, 'dist')))).toEqual(['0000-two.k8s.yaml', '0001-one.k8s.yaml']);
  });

  test('fails when the output folder holds the project, and touches nothing', async () => {
    const where = project();
    for (const output of ['.', '..', where.folder]) {
      const { code, stderr } = await drydock(where, ['--output', output]);
      expect(code).toBe(1);
      expect(stderr).toContain('holds the project itself and would be replaced as a whole');
    }
    expect(existsSync(join(where.folder, 'main.ts'))).toBe(true);
  });

  test('tells the line of TypeScript at which the app fails, the first time and from the cache', async () => {
    const where = project();
    for (let time = 0; time < 2; time += 1) {
      const { stderr } = await drydock(where, [], { MODE: 'throws' });
      expect(stderr).toMatch(/the app is broken\n\s+at .*main\.ts:13:/);
      expect(stderr).toContain("app command 'node --import tsx main.ts': ended with exit code 1");
    }
  });

  test.each([
    ['tsx', 'node --import tsx main.ts', 'esbuild'],
    ['ts-node, as in the template of cdk8s', 'npx ts-node main.ts', 'typescript'],
  ])('loads the transpiler of %s only when a file has changed', async (_name, app, transpiler) => {
    const where = project({ 'cdk8s.yaml': config(app), 'spy.js': SPY });
    const runner = join(where.folder, 'node_modules', 'ts-node');
    if (!existsSync(runner)) {
      // Only its place counts: the transpiler is found beside it, and ts-node itself is never run.
      mkdirSync(runner);
      writeFileSync(join(runner, 'package.json'), '{"name": "ts-node", "version": "10.9.2"}');
    }
    const loads = async (): Promise<boolean[]> => {
      const NODE_OPTIONS = `--require ${join(where.folder, 'spy.js')}`;
      const { code, stderr } = await drydock(where, [], { NODE_OPTIONS });
      expect(code).toBe(0);
      return [...stderr.matchAll(/^loaded (.*)$/gm)].map(([, names = '']) => names.split(' ').includes(transpiler));
    };
    // Two processes tell: the app's, then drydock's own.
    expect(await loads()).toEqual([true, false]);
    expect(await loads()).toEqual([false, false]);
    where.write({ 'settings.ts': SETTINGS.replace('web', 'changed') });
    expect(await loads()).toEqual([true, false]);
    expect(Object.values(contentsOf(join(where.folder, 'dist')))[0]).toContain('app: changed');
    where.write({ 'tsconfig.json': '{ "compilerOptions": { "module": "node16", "target": "es2020" } }' });
    expect(await loads()).toEqual([true, false]);
  });
  const SPY = `process.on('exit', () => {
    const names = Object.keys(require.cache).map((path) => path.replace(/.*node_modules\\/(?!\\.cache)([^/]+)\\/.*/, '$1'));
    console.error('loaded ' + [...new Set(names)].join(' '));
  });`;

  test('runs an app in JavaScript, and a command that takes a shell', async () => {
    const js =
      "const { App, Chart } = require('cdk8s');\nconst app = new App();\nnew Chart(app, process.argv[2]);\napp.synth();\n";
    for (const app of ['node app.js "with-argument"', 'NAME=with-argument && node app.js $NAME | cat']) {
      const where = project({ 'app.js': js, 'cdk8s.yaml': config(app) });
      expect((await drydock(where)).code).toBe(0);
      expect(Object.keys(contentsOf(join(where.folder, 'dist')))).toEqual(['with-argument.k8s.yaml']);
    }
  });

  test('runs the very command with --as-is', async () => {
    const where = project({ 'cdk8s.yaml': config('npx ts-node main.ts'), 'node_modules/.bin/npx': '' });
    const { code, stderr } = await drydock(where, ['--as-is', '--app', 'no-such-program main.ts']);
    expect(code).toBe(1);
    expect(stderr).toContain("app command 'no-such-program main.ts': cannot be found");
    expect((await drydock(where, ['--as-is', '--app', 'node --import tsx main.ts'])).code).toBe(0);
  });

  test('writes many charts of any size to standard output as one valid YAML text, through a pipe', async () => {
    const many = `
      const { ApiObject, App, Chart } = require('cdk8s');
      const app = new App();
      for (let index = 0; index < 40; index += 1) {
        const data = { text: 'x'.repeat(20_000) };
        new ApiObject(new Chart(app, 'c' + index), 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'n' + index }, data });
      }
      new Chart(app, 'empty');
      app.synth();`;
    const where = project({ 'app.js': many, 'cdk8s.yaml': config('node app.js', { forbidden: '' }) });
    const { code, stdout, stderr } = await drydock(where, ['--stdout']);
    expect(code).toBe(0);
    const documents = parseAllDocuments(stdout) as { errors: unknown[]; toJS(): { metadata: { name: string } } }[];
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    const names = documents.map((document) => document.toJS().metadata.name);
    expect(new Set(names)).toEqual(new Set(Array.from({ length: 40 }, (_, index) => `n${index}`)));
    expect(names).toHaveLength(40);
    expect(stdout.length).toBeGreaterThan(800_000);
    expect(stderr).toContain('checking 41');
    expect(existsSync(join(where.folder, 'dist'))).toBe(false);
  });

  test('writes nothing to standard output when a plugin refuses', async () => {
    const where = project({ 'cdk8s.yaml': config(undefined, { forbidden: 'first', mode: 'failure' }) });
    const { code, stdout, stderr } = await drydock(where, ['--stdout']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('STDOUT: first');
  });

  test('finds a plugin by name among the packages of the project, and in the folder of cdk8s', async () => {
    const named = (version: string): string =>
      JSON.stringify({
        app: 'node --import tsx main.ts',
        validations: [{ package: 'checks', version, class: 'Check' }],
      });
    const where = project({
      'cdk8s.yaml': named('1.2.3'),
      'node_modules/checks/package.json': '{"version": "1.2.3", "main": "it.js"}',
      'node_modules/checks/it.js': PLUGIN,
      'plugins/checks/2.0.0/node_modules/checks/index.js': PLUGIN,
    });
    expect((await drydock(where)).stdout).toContain('Validation Report (checks@1.2.3): success');
    where.write({ 'cdk8s.yaml': named('2.0.0') });
    expect((await drydock(where, ['--plugins-dir', join(where.folder, 'plugins')])).stdout).toContain('checks@2.0.0');
    const { code, stderr } = await drydock(where, ['--plugins-dir', 'nowhere']);
    expect(code).toBe(1);
    expect(stderr).toContain("validation 'checks': is not installed, and nothing is downloaded; run 'npm install");
  });

  test('fails when the file for the reports of the plugins exists, and keeps it', async () => {
    const where = project({ 'cdk8s.yaml': config(undefined, {}), 'reports.json': 'mine' });
    const { code, stderr } = await drydock(where, ['--validation-reports-output-file', 'reports.json']);
    expect([code, stderr]).toEqual([1, expect.stringContaining("'reports.json' exists")]);
    expect(readFileSync(join(where.folder, 'reports.json'), 'utf8')).toBe('mine');
  });

  test.each<[string, number, Record<string, string>, Record<string, string>]>([
    ['the app does not call synth', 1, {}, { MODE: 'silent' }],
    ['a plugin throws', 1, { 'cdk8s.yaml': config(undefined, { mode: 'throws' }) }, {}],
    ['a plugin submits no report', 1, { 'cdk8s.yaml': config(undefined, { mode: 'silent' }) }, {}],
    ['there is no app', 1, { 'cdk8s.yaml': 'language: typescript\n' }, {}],
  ])('fails when %s, with exit code %d as cdk8s has it', async (_what, code, more, environment) => {
    const where = project(more);
    expect((await drydock(where, [], environment)).code).toBe(code);
    expect(existsSync(join(where.folder, 'dist'))).toBe(false);
  });

  test('synthesizes again after a change with --watch, goes on after a failure, and ends when told to', async () => {
    const where = project();
    const child = spawn(process.execPath, [DRYDOCK, 'synth', '--watch'], { cwd: where.folder, stdio: 'pipe' });
    const news = new EventEmitter();
    let heard = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        heard += text;
        news.emit('text');
      });
    }
    const hear = async (text: string): Promise<void> => {
      while (!heard.includes(text)) {
        await once(news, 'text');
      }
      heard = heard.slice(heard.indexOf(text) + text.length);
    };
    try {
      await hear(' ms, watching');
      where.write({ 'settings.ts': SETTINGS.replace('web', 'changed') });
      await hear(' ms, watching');
      expect(contentsOf(join(where.folder, 'dist'))['0000-two.k8s.yaml']).toContain('app: changed');
      where.write({ 'settings.ts': 'broken(' });
      await hear('Not synthesized, watching');
      where.write({ 'settings.ts': SETTINGS });
      await hear('Synthesized in ');
      expect(contentsOf(join(where.folder, 'dist'))['0000-two.k8s.yaml']).toContain('app: web');
    } finally {
      child.kill('SIGTERM');
    }
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readdirSync(where.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['is not YAML', 'app: [', 'cdk8s.yaml: cannot be read: '],
    ['is a list', '- app', 'cdk8s.yaml: the file must hold keys and values, got ["app"]'],
    ['has no text for app', 'app: 3', "cdk8s.yaml: 'app' must be a text, got 3; put it in quotes"],
    [
      'has a plugin without a class',
      'app: a\nvalidations: [{package: ./p, version: "1.0.0"}]',
      "'validations[0].class' is missing",
    ],
    ['has plugins at an address', 'app: a\nvalidations: https://example.org/v.yaml', 'nothing is downloaded'],
    [
      'asks for another format',
      'app: a\nsynthConfig: {format: json}',
      '\'--format\' must be plain or helm, got "json"',
    ],
    ['asks for a chart without a version', 'app: a\nsynthConfig: {format: helm}', 'a Helm chart needs a version'],
    [
      'gives a chart no version of semver.org',
      'app: a\nsynthConfig: {format: helm, chartVersion: v1}',
      '\'--chart-version\' must be a version as in https://semver.org, such as 1.2.0, got "v1"',
    ],
    [
      'gives a chart an unknown format',
      'app: a\nsynthConfig: {format: helm, chartVersion: 1.0.0, chartApiVersion: v3}',
      '\'--chart-api-version\' must be v1 or v2, got "v3"',
    ],
    ['gives a version without a chart', 'app: a\nsynthConfig: {chartVersion: 1.0.0}', 'but the format is plain'],
    [
      'imports definitions into a chart',
      'app: a\nimports: [k8s, crd.yaml]\nsynthConfig: {format: helm, chartVersion: 1.0.0}',
      "(crd.yaml), which only 'cdk8s synth' fetches",
    ],
    [
      'gives a plugin a range',
      'app: node -e 0\nvalidations: [{package: ./p, version: ^1.0.0, class: A}]',
      'wrote nothing',
    ],
  ])('fails when cdk8s.yaml %s', async (_what, text, message) => {
    const { code, stderr } = await drydock(project({ 'cdk8s.yaml': text }));
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(stderr).not.toContain('    at ');
  });

  test('fails when a plugin is not what cdk8s.yaml says, and says what it is', async () => {
    const where = project();
    const say = async (plugin: object): Promise<string> => {
      where.write({ 'cdk8s.yaml': JSON.stringify({ app: 'node --import tsx main.ts', validations: [plugin] }) });
      const { code, stderr } = await drydock(where);
      expect(code).toBe(1);
      return stderr;
    };
    const plugin = { package: './plugin.js', version: '1.0.0', class: 'Check' };
    expect(await say({ ...plugin, version: '^1.0.0' })).toContain(
      '\'version\' must be exact, such as "1.2.3", got "^1.0.0"',
    );
    expect(await say({ ...plugin, class: 'Other' })).toContain("exports no class 'Other', only Check");
    expect(await say({ ...plugin, package: 'https://example.org' })).toContain(
      "'package' must be the name of a package",
    );
    expect(await say({ ...plugin, package: './gone.js' })).toContain('gone.js');
  });

  test('reads cdk8s.yaml of the sort that tries to harm its reader without harm', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((key, index) => {
        const previous = 'abcdefghi'[index];
        return `${key}: &${key} [*${previous}, *${previous}, *${previous}, *${previous}, *${previous}, *${previous}]`;
      }),
    ].join('\n');
    const { code, stderr } = await drydock(project({ 'cdk8s.yaml': bomb }));
    expect([code, stderr]).toEqual([1, expect.stringContaining('Excessive alias count')]);
    const prototype = await drydock(project({ 'cdk8s.yaml': '__proto__: {app: node evil.js}\n' }));
    expect([prototype.code, prototype.stderr]).toEqual([
      1,
      expect.stringContaining('there is no command that runs the app'),
    ]);
  });

  test('runs an app of ES modules by its own command', async () => {
    const where = project({
      'package.json': '{"type": "module"}',
      'main.ts':
        "import { App, Chart } from 'cdk8s';\nconst app = new App();\nnew Chart(app, import.meta.url.slice(-7, -3));\napp.synth();\n",
    });
    expect((await drydock(where)).code).toBe(0);
    expect(Object.keys(contentsOf(join(where.folder, 'dist')))).toEqual(['main.k8s.yaml']);
  });

  test('follows a link to a file that stands elsewhere', async () => {
    const where = project({
      'real/main.ts': MAIN.replace('./settings.js', '../settings'),
      'cdk8s.yaml': config('tsx entry.ts'),
    });
    symlinkSync(join('real', 'main.ts'), join(where.folder, 'entry.ts'));
    expect((await drydock(where)).code).toBe(0);
  });
});

describe('drydock', () => {
  test('prints a help that names every command, and the version of the package', async () => {
    const where = project();
    const help = await where.run(DRYDOCK, ['--help']);
    expect(help).toEqual({ code: 0, stderr: '', stdout: expect.stringContaining('synth|synthesize') as unknown });
    expect((await where.run(DRYDOCK, ['help', 'synth'])).stdout).toContain('--stdout');
    expect((await where.run(DRYDOCK, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('fails when a command or an option is unknown, and suggests the nearest', async () => {
    const where = project();
    const command = await where.run(DRYDOCK, ['snyth']);
    expect([command.code, command.stderr]).toEqual([1, expect.stringContaining('Did you mean synth?')]);
    const option = await drydock(where, ['--stdotu']);
    expect([option.code, option.stderr]).toEqual([1, expect.stringContaining('Did you mean --stdout?')]);
  });

  test.each(['--output=out', '--watch'])('fails when synth is given %s beside --stdout', async (word) => {
    const { code, stdout, stderr } = await drydock(project(), ['--stdout', word]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`option '-p, --stdout' cannot be used with option`);
  });
});

describe('a project whose types nobody checks', () => {
  const line =
    "nothing checks the types of the app: add a tsconfig.json, and run 'npx tsc --noEmit' before 'drydock synth'";

  test.each<readonly [string, string, Readonly<Record<string, string>>, boolean]>([
    ['has no tsconfig.json', 'node --import tsx main.ts', {}, true],
    ['has scripts that check no types', 'npx tsx main.ts', { 'package.json': '{"scripts":{"test":"jest"}}' }, true],
    ['has a package.json that cannot be read', 'tsx "main.ts"', { 'package.json': '{' }, true],
    ['only strips the types', 'npx ts-node -T main.ts', {}, true],
    ['has a tsconfig.json', 'node --import tsx main.ts', { 'tsconfig.json': '{}' }, false],
    ['has a script', 'tsx main.ts', { 'package.json': '{"scripts":{"lint":"eslint . && tsc"}}' }, false],
    ['checks them as it runs', 'npx ts-node main.ts', {}, false],
    ['compiles first', 'tsc && node main.js', {}, false],
    ['has none', 'node main.js', {}, false],
  ])('that %s: %s', (_, command, files, isTold) => {
    withFolder((folder) => {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      expect(missingTypeCheck(folder, command)).toBe(isTold ? line : undefined);
    });
  });

  test('is told so once, beside the manifests', async () => {
    const where = project();
    rmSync(join(where.folder, 'tsconfig.json'), { force: true });
    const { code, stdout, stderr } = await drydock(where, ['--stdout', '--app', 'node --import tsx main.ts']);
    expect([code, stderr.split(line)]).toEqual([0, ['', expect.any(String)]]);
    expect(stdout).not.toContain(line);
  });
});
