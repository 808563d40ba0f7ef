import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { InspectionResult } from '../../lib/inspection';
import { compilePackage } from '../synthesis/compiled';

const drydock = join(compilePackage(), 'lib', 'cli', 'drydock.js');
const originals = join(__dirname, '..', 'fixtures', 'originals');

jest.setTimeout(60_000);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-check-'));
  folders.push(folder);
  write(folder, files);
  return folder;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function check(folder: string, words: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined, ...env } };
    const child = spawn(process.execPath, [drydock, 'check', ...words], options);
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (texts.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (texts.stderr += chunk));
    child.stdin.on('error', () => undefined).end(input); // one that refuses its options reads nothing
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }));
  });
}

/** What is found, as `severity rule Kind name file:line`. */
async function findings(folder: string, words: readonly string[], input = ''): Promise<string[]> {
  const { stdout, stderr } = await check(folder, ['--format', 'json', ...words], input);
  expect(stderr).toBe('');
  const result = JSON.parse(stdout) as InspectionResult;
  return result.findings.map(
    ({ severity, rule, object, file, line }) => `${severity} ${rule} ${object.kind} ${object.name} ${file}:${line}`,
  );
}

const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Bad\n';
const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: good\n';
const risky =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n';
const found = (file: string): string => `error api/name-syntax ConfigMap Bad ${file}`;

describe('what it inspects', () => {
  const folder = folderWith({
    'cdk8s.yaml': 'language: typescript\napp: node main.js\noutput: out\n',
    'out/a.k8s.yaml': bad,
    'deploy/one.yml': good,
    'deploy/two.yaml': `${good}---\n${bad}`,
    'deploy/deep/three.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Bad' } }],
    }),
    'deploy/kustomization.yaml': 'resources: [one.yml]\n',
    'deploy/.hidden/x.yaml': bad,
    'deploy/readme.md': '# no manifest',
    'deploy/chart/Chart.yaml': 'name: chart\n',
    'deploy/chart/templates/x.yaml': 'a: {{ .Values.a }}\n',
  });
  const inDeploy = [found('deploy/deep/three.json:1'), found('deploy/two.yaml:9')];

  test.concurrent.each([
    ['the output folder of the app', [], [found('out/a.k8s.yaml:4')]],
    ['a file', ['out/a.k8s.yaml'], [found('out/a.k8s.yaml:4')]],
    ['a folder, without what is known to be no manifest', ['deploy'], inDeploy],
    ['a pattern', ['deploy/**/*.{yaml,json}'], inDeploy],
    ['a pattern within a name', ['deploy/t?o.y*ml'], [found('deploy/two.yaml:9')]],
    ['several, each once', ['deploy/two.yaml', 'deploy/*.yaml', './deploy/two.yaml'], [found('deploy/two.yaml:9')]],
    ['standard input', ['-'], [found('<stdin>:4')]],
  ])('is %s', async (_, words, expected) => {
    const all = await findings(folder, [...words, '--rule', 'runtime=off'], bad);
    expect(all).toEqual(expected);
  });

  test.concurrent.each([
    ['a file that is not there', ['nosuch.yaml'], "there is no file or folder 'nosuch.yaml'"],
    ['a pattern that matches nothing', ['deploy/*.txt'], "no file matches 'deploy/*.txt'"],
    ['a folder without manifests', ['deploy/chart'], "the folder 'deploy/chart' holds no manifest"],
  ])('fails when given %s', async (_, words, message) => {
    const { code, stderr, stdout } = await check(folder, words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`drydock check: ${message}; name files, folders or patterns`);
  });
});

describe('how it ends', () => {
  const folder = folderWith({ 'bad.yaml': bad, 'good.yaml': good, 'risky.yaml': risky, 'dist/x.yaml': good });
  const report = (words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    check(folder, words, '', env);

  test.concurrent.each([
    ['nothing is found', ['good.yaml'], 0],
    ['there is no cdk8s.yaml, and dist/ is fine', [], 0],
    ['an error is found', ['bad.yaml'], 1],
    ['a warning is found', ['risky.yaml'], 0],
    ['a warning is found, and warnings count', ['risky.yaml', '--strict-exit'], 1],
    ['a rule is an error here', ['risky.yaml', '--rule', 'net=error', '--rule', 'ref/service-no-pods=info'], 0],
    ['the preset says so', ['risky.yaml', '--preset', 'strict', '--strict-exit'], 1],
    ['the rule is off', ['bad.yaml', '--rule', 'api/name-syntax=off'], 0],
  ])('with its exit code when %s', async (_, words, code) => {
    expect((await report(words)).code).toBe(code);
  });

  test.concurrent.each([
    ['an unknown option', ['--formt', 'json'], "unknown option '--formt'"],
    ['an unknown format', ['--format', 'xml'], 'Allowed choices are text, json, sarif, junit, github'],
    ['an unknown preset', ['--preset', 'strikt'], 'Allowed choices are recommended, strict, api-only'],
    ['an unknown version', ['--kubernetes', '1.12'], 'must be one of 1.27'],
    [
      'an unknown rule',
      ['--rule', 'api/name-sintax=off'],
      'there is no rule "api/name-sintax"; did you mean \'api/name-syntax\'',
    ],
    [
      'a severity that is none',
      ['--rule', 'api=bad'],
      'the severity of api must be one of off, error, warning, info, got "bad"',
    ],
    ['a rule without a severity', ['--rule', 'api'], '--rule must be of the form id=severity'],
    ['an external that is none', ['--external', 'secret'], 'an external must be kind/name'],
    ['a configuration that is not there', ['--config', 'x.yaml'], "there is no configuration 'x.yaml'"],
    ['a revision outside of a repository', ['--against', 'main'], "'main' is neither a folder nor a revision"],
  ])('fails when given %s', async (_, words, message) => {
    const { code, stderr, stdout } = await report(['good.yaml', ...words], { GIT_CEILING_DIRECTORIES: tmpdir() });
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('with a report in the format that is asked for, in colours only when told to', async () => {
    expect((await report(['bad.yaml'])).stdout).toContain('> 4 |   name: Bad');
    expect((await report(['bad.yaml'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[31merror');
    expect((await report(['bad.yaml', '-f', 'sarif'])).stdout).toContain('"semanticVersion"');
    expect((await report(['bad.yaml', '-f', 'github'])).stdout).toMatch(/^::error file=bad\.yaml,line=4,/);
    expect((await report(['bad.yaml', '-f', 'junit'])).stdout).toMatch(/^<\?xml/);
  });

  test('with the help, which names its exit codes', async () => {
    const { code, stdout } = await report(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Exit codes: 0 nothing to fail for');
  });
});

describe('its configuration', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { size: { type: 'integer' } } } },
        },
      ],
    },
  };
  const thing = 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: x\nsize: large\n';

  test.concurrent.each(['yaml', 'json'])('comes from drydock.config.%s, and options are put over it', async (end) => {
    const config = {
      preset: 'api-only',
      rules: { 'api/name-syntax': 'off', 'ref/service-no-pods': 'info' },
      externals: [],
      strictExit: true,
    };
    const folder = folderWith({ 'a.yaml': `${bad}---\n${risky}`, [`drydock.config.${end}`]: JSON.stringify(config) });
    expect(await findings(folder, ['a.yaml'])).toEqual(['info ref/service-no-pods Service web a.yaml:11']);
    expect(await findings(folder, ['a.yaml', '--rule', 'api/name-syntax=warning', '--rule', 'ref=off'])).toEqual([
      'warning api/name-syntax ConfigMap Bad a.yaml:4',
    ]);
    expect((await check(folder, ['a.yaml', '--rule', 'api/name-syntax=warning'])).code).toBe(1);
  });

  test('names files of custom resource definitions, as an option does, and those among the manifests count', async () => {
    const folder = folderWith({
      'a.yaml': thing,
      'crds/thing.json': JSON.stringify(definition),
      'both.yaml': `${JSON.stringify(definition)}\n---\n${thing}`,
    });
    const only = ['--preset', 'api-only'];
    expect(await findings(folder, ['a.yaml', ...only])).toEqual([]);
    expect(await findings(folder, ['a.yaml', '--custom-resources', 'crds', ...only])).toEqual([
      expect.stringMatching(/^error schema\/.* Thing x a\.yaml:5$/),
    ]);
    expect(await findings(folder, ['both.yaml', ...only])).toEqual([
      expect.stringMatching(/^error schema\/.* Thing x both\.yaml:7$/),
    ]);
    write(folder, { 'drydock.config.yaml': 'preset: api-only\ncustomResources: [crds/*.json]\n' });
    expect(await findings(folder, ['a.yaml'])).toHaveLength(1);
  });

  test.concurrent.each([
    ['an unknown key', 'presett: strict', "drydock.config.yaml: there is no key 'presett'; did you mean 'preset'"],
    [
      'an unknown setting',
      'settings: {registrys: []}',
      "there is no key 'settings.registrys'; did you mean 'registries'",
    ],
    [
      'a version without quotes',
      'kubernetes: 1.30',
      '\'kubernetes\' must be text in quotes, as "1.30", got 1.3 (a number)',
    ],
    ['a severity that is none', 'rules: {rel: 1}', "'rules.rel' must be off, info, warning or error, got 1 (a number)"],
    ['externals that are no list', 'externals: secret/x', "'externals' must be a list of texts"],
    ['text that is no YAML', 'rules: {', 'drydock.config.yaml cannot be read'],
    ['definitions that are none', 'customResources: [good.yaml]', 'good.yaml holds no CustomResourceDefinition'],
  ])('fails when it holds %s', async (_, text, message) => {
    const folder = folderWith({ 'good.yaml': good, 'drydock.config.yaml': `${text}\n` });
    const { code, stderr } = await check(folder, ['good.yaml']);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('--against', () => {
  const claim = (storage: string): string =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: ${storage}\n`;
  const shrunken = (file: string): string => `error change/shrunken-volume PersistentVolumeClaim data ${file}`;
  const git = (folder: string, ...words: string[]): void => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...words], { cwd: folder, stdio: 'ignore' });
  };

  test('a folder compares with the manifests in it', async () => {
    const folder = folderWith({ 'now/a.yaml': claim('1Gi'), 'then/other-name.yaml': claim('2Gi') });
    expect(await findings(folder, ['now', '--against', 'then'])).toContain(shrunken('now/a.yaml:9'));
    expect(await findings(folder, ['-', '--against', 'then'], claim('1Gi'))).toContain(shrunken('<stdin>:9'));
    expect(await findings(folder, ['now', '--against', 'now'])).not.toContain(shrunken('now/a.yaml:9'));
  });

  test('a revision compares with the same files as they were, and those that are gone', async () => {
    const folder = folderWith({
      'project/dist/a.yaml': claim('2Gi'),
      'project/dist/gone.yaml': claim('1Gi').replace('name: data', 'name: old'),
      'project/other.yaml': bad,
    });
    const project = join(folder, 'project');
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'one');
    rmSync(join(project, 'dist', 'gone.yaml'));
    write(project, { 'dist/a.yaml': claim('1Gi') });
    const removed = 'error change/removed-claim PersistentVolumeClaim old undefined:undefined';
    expect(await findings(project, ['dist', '--against', 'HEAD'])).toEqual(
      expect.arrayContaining([shrunken('dist/a.yaml:9'), removed]),
    );
    expect(await findings(project, ['dist/a.yaml', '--against', 'HEAD'])).not.toContain(removed);
    expect(await findings(project, ['dist/*.yaml', '--against', 'HEAD'])).toContain(removed);
    const { code, stderr } = await check(project, ['-', '--against', 'HEAD'], claim('1Gi'));
    expect(stderr).toContain('standard input has no earlier revision');
    expect(code).toBe(2);
  });

  test('a word that looks like an option of git is only a revision that there is not', async () => {
    const folder = folderWith({ 'dist/a.yaml': good });
    git(folder, 'init', '-q');
    const { code, stderr } = await check(folder, ['--against=--output=x']);
    expect(stderr).toContain("'--output=x' is neither a folder nor a revision");
    expect(code).toBe(2);
    expect(readdirSync(folder)).not.toContain('x');
  });
});

describe('the manifests of the documents, as they were written', () => {
  const reports = new Map<string, Promise<Outcome>>();
  const reportOf = (file: string): Promise<Outcome> => {
    const report = reports.get(file) ?? check(originals, ['--format', 'json', file]);
    reports.set(file, report);
    return report;
  };

  test.concurrent.each([
    ['nginx.yaml', 'dep/removed-api', /removed in Kubernetes 1\.16/, 'write apiVersion: apps/v1'],
    [
      'cronjob.yaml',
      'dep/removed-api',
      /CronJob in batch\/v1beta1 was removed in Kubernetes 1\.25/,
      'write apiVersion: batch/v1',
    ],
    ['pacman.yaml', 'dep/removed-api', /PodSecurityPolicy in policy\/v1beta1/, 'use Pod Security Admission'],
    ['pacman.yaml', 'ref/headless-service', /'mongo' is not headless/, "'clusterIP: None'"],
    [
      'mariadb.yaml',
      'schema/unknown-field',
      /'securityContext' is no field/,
      'move it to spec.template.spec.containers[0]',
    ],
    ['mariadb.yaml', 'schema/unknown-field', /'volumeClaimTemplates' is no field/, 'move it to spec,'],
    ['mariadb.yaml', 'api/mount-unknown-volume', /no volume "data"/, 'add the volume'],
    ['landing.yaml', 'ref/service-no-pods', /no pod in the same namespace has the labels/, 'add the workload'],
    ['landing.yaml', 'schema/unknown-field', /'serviceName' is no field/, "write 'service.name'"],
    ['landing.yaml', 'schema/unknown-field', /'servicePort' is no field/, "write 'service.port.number'"],
    ['landing.yaml', 'schema/missing-required', /'pathType' is required/, "add 'pathType'"],
  ])('%s: %s finds what is wrong, and says what is right today', async (file, rule, message, fix) => {
    const { code, stdout } = await reportOf(file);
    const { findings: all } = JSON.parse(stdout) as InspectionResult;
    const matching = all.filter((each) => each.rule === rule && message.test(each.message));
    expect(matching.map((each) => each.fix)).toContainEqual(expect.stringContaining(fix));
    expect(code).toBe(1);
  });

  test('all of them are tested', () => {
    const text = readFileSync(__filename, 'utf8');
    // yaml.test.ts reads 'mariadb-slide.yaml', which kubectl takes.
    expect(readdirSync(originals).filter((file) => !text.includes(`'${file}'`))).toEqual([]);
  });
});

describe('foreign input', () => {
  const folder = folderWith({
    'bomb.yaml': `a: &a [x]\n${[...'bcdefghij'].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`).join('\n')}\n`,
    'binary.yaml': Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 31) % 256)).toString('latin1'),
    'deep.json': '['.repeat(100_000),
    'proto.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels:\n    __proto__: {}\n__proto__: {polluted: true}\n',
    'regexp.yaml': `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.example.com}\nspec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: A, plural: as}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema: {openAPIV3Schema: {type: object, properties: {a: {type: string, pattern: "^(a+)+$"}}}}\n---\napiVersion: example.com/v1\nkind: A\nmetadata: {name: x}\na: ${'a'.repeat(60)}!\n`,
    'large.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large\ndata:\n  a: |\n${`    ${'x'.repeat(98)}\n`.repeat(500_000)}`,
    'empty.yaml': '---\n# nothing\n---\n',
  });

  test.concurrent.each(readdirSync(folder).filter((file) => file !== 'empty.yaml'))(
    '%s is answered with findings, and never with a stack',
    async (file) => {
      const { code, stdout, stderr } = await check(folder, [file, '--preset', 'api-only', '--format', 'json']);
      expect(stderr).toBe('');
      expect(code).toBe(1);
      expect(stdout).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(JSON.parse(stdout)).toHaveProperty('summary');
    },
  );

  test('nothing at all is no reason to fail', async () => {
    expect(await findings(folder, ['empty.yaml'])).toEqual([]);
    expect(await findings(folder, ['-'], '')).toEqual([]);
  });
});
