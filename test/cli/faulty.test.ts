import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { EventEmitter, once } from 'node:events';
import { delimiter, join } from 'node:path';
import { compilePackage } from '../synthesis/compiled';
import { Project, run } from './project';

const DRYDOCK = join(compilePackage(), 'lib', 'cli', 'drydock.js');

jest.setTimeout(60_000);

const MAIN = `
import { ApiObject, App, Chart } from 'cdk8s';
import { name } from './extra';
const app = new App();
new ApiObject(new Chart(app, 'web'), 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
app.synth();
`;
const EXTRA = "export const name: string = 'first';\n";
const CONFIG = 'language: typescript\napp: node --import tsx main.ts\n';

const projects: Project[] = [];

afterEach(() => {
  projects.splice(0).forEach((each) => each.remove());
});

function project(files: Readonly<Record<string, string>> = {}): Project {
  const made = new Project({
    'cdk8s.yaml': CONFIG,
    'main.ts': MAIN,
    'extra.ts': EXTRA,
    'package.json': '{}',
    'tsconfig.json': '{}',
    ...files,
  });
  projects.push(made);
  return made;
}

/** A process of drydock whose words can be waited for. */
function start(
  where: Project,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly hear: (text: string) => Promise<void> } {
  const child = spawn(process.execPath, [DRYDOCK, ...words], {
    cwd: where.folder,
    stdio: 'pipe',
    env: { ...process.env, ...environment },
  });
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
  return { child, hear };
}

describe('drydock synth', () => {
  test('makes what it has kept again where that is damaged, and does without where it cannot be kept', async () => {
    const where = project();
    const cache = join(where.folder, 'node_modules', '.cache', 'cdk8s-drydock');
    expect((await where.run(DRYDOCK, ['synth'])).code).toBe(0);
    const kept = readdirSync(cache).filter((name) => name.endsWith('.js'));
    expect(kept).toHaveLength(2);
    const good = readFileSync(join(where.folder, 'dist/web.k8s.yaml'), 'utf8');
    for (const damage of ['', 'module.exports = {};', undefined]) {
      for (const name of kept) {
        const text = readFileSync(join(cache, name), 'utf8');
        writeFileSync(join(cache, name), damage ?? text.replace('first', 'wrong').replace('ConfigMap', 'Secret'));
      }
      const { code, stderr } = await where.run(DRYDOCK, ['synth']);
      expect([stderr, code]).toEqual(['', 0]);
      expect(readFileSync(join(where.folder, 'dist/web.k8s.yaml'), 'utf8')).toBe(good);
    }
    rmSync(join(where.folder, 'node_modules', '.cache'), { recursive: true });
    writeFileSync(join(where.folder, 'node_modules', '.cache'), 'no folder');
    expect(await where.run(DRYDOCK, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('keeps a file, a checkout and the project where they are named as the output', async () => {
    const where = project({ 'dist/.git/HEAD': 'ref', 'dist/work': 'in progress' });
    const file = await where.run(DRYDOCK, ['synth', '--output=main.ts']);
    expect([file.code, file.stderr]).toEqual([1, expect.stringContaining("'main.ts' is no folder; remove it")]);
    const checkout = await where.run(DRYDOCK, ['synth']);
    expect([checkout.code, checkout.stderr]).toEqual([1, expect.stringContaining('holds a git checkout')]);
    expect(readFileSync(join(where.folder, 'dist/work'), 'utf8')).toBe('in progress');
    expect(readFileSync(join(where.folder, 'main.ts'), 'utf8')).toBe(MAIN);
  });

  test('ends an app that does not end when it is changed, with --watch, and one that comes late is seen', async () => {
    const where = project({ 'main.ts': "console.error('running');\nfor (;;) {}\n" });
    const { child, hear } = start(where, ['synth', '--watch']);
    try {
      await hear('running');
      rmSync(join(where.folder, 'main.ts'));
      await hear('Not synthesized, watching');
      where.write({ 'main.ts': MAIN });
      await hear('Synthesized in ');
      expect(existsSync(join(where.folder, 'dist/web.k8s.yaml'))).toBe(true);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readdirSync(where.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('drydock apply', () => {
  test('ends kubectl when it is told to end, and leaves nothing behind', async () => {
    const where = project({
      'm/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
      'bin/kubectl': `#!${process.execPath}
if (process.argv.includes('view')) {
  console.log(JSON.stringify({ 'current-context': 'c', contexts: [{ name: 'c' }], clusters: [{ cluster: { server: 'https://x' } }] }));
} else if (process.argv.includes('version')) {
  console.log(JSON.stringify({ serverVersion: { gitVersion: 'v1.30.0' } }));
} else {
  require('fs').writeFileSync('pid', String(process.pid));
  process.stderr.write('hanging');
  setInterval(() => {}, 1000);
}
`,
    });
    chmodSync(join(where.folder, 'bin/kubectl'), 0o755);
    mkdirSync(join(where.folder, 'tmp'));
    const { child, hear } = start(where, ['apply', '--for-real', 'm'], {
      PATH: `${join(where.folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      TMPDIR: join(where.folder, 'tmp'),
    });
    await hear('for real');
    while (!existsSync(join(where.folder, 'pid'))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const pid = Number(readFileSync(join(where.folder, 'pid'), 'utf8'));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(readdirSync(join(where.folder, 'tmp'))).toEqual([]);
  });
});

describe('drydock check', () => {
  const manifest = (app: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: x}\nspec:\n  selector: {matchLabels: {app: ${app}}}\n` +
    `  template:\n    metadata: {labels: {app: ${app}}}\n    spec: {containers: [{name: c, image: 'nginx:1'}]}\n`;

  async function repository(): Promise<{ where: Project; git: (...words: string[]) => Promise<string> }> {
    const where = project({ 'm/web.yaml': manifest('old') });
    const git = async (...words: string[]): Promise<string> => {
      const { code, stdout, stderr } = await run(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words],
        where.folder,
      );
      expect([code, stderr]).toEqual([0, expect.anything()]);
      return stdout.trim();
    };
    await git('init', '--quiet');
    return { where, git };
  }

  test('guards what a revision holds beside submodules, and behind links', async () => {
    const { where, git } = await repository();
    symlinkSync('web.yaml', join(where.folder, 'm/link.yaml'));
    await git('add', 'm');
    await git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},m/a.yaml`);
    await git('commit', '--quiet', '-m', 'base');
    where.write({ 'm/web.yaml': manifest('new') });
    const { code, stdout } = await where.run(DRYDOCK, ['check', 'm/web.yaml', '--against', 'HEAD']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('change/immutable-field')]);
  });

  test('fails when a part of the revision cannot be read', async () => {
    const { where, git } = await repository();
    where.write({ 'm/broken.yaml': 'a: [', 'm/zz.yaml': 'apiVersion: v1\n' });
    await git('add', 'm');
    await git('commit', '--quiet', '-m', 'base');
    const broken = await where.run(DRYDOCK, ['check', 'm/web.yaml', 'm/broken.yaml', '--against', 'HEAD']);
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('m/broken.yaml:1:')]);
    const id = await git('rev-parse', 'HEAD:m/web.yaml');
    rmSync(join(where.folder, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    const missing = await where.run(DRYDOCK, ['check', 'm/web.yaml', '--against', 'HEAD']);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("git cannot read 'm/web.yaml'")]);
  });

  test.each([
    ['check', 'm', '--against', ''],
    ['check', 'm', '--against', ' '],
    ['diff', '', 'm'],
  ])('fails when %s %s %s %s names nothing to compare with', async (...words) => {
    const { code, stderr } = await project({ 'm/web.yaml': manifest('a') }).run(DRYDOCK, words);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a variable unset?')]);
  });

  test('follows no link that leads out of the folder, and none in a circle, and says so', async () => {
    const where = project({ 'm/web.yaml': manifest('a'), 'outside.json': '{"auths":{"r":{"auth":"aHVudGVyMg=="}}}' });
    symlinkSync('../outside.json', join(where.folder, 'm/x.json'));
    symlinkSync('l.yaml', join(where.folder, 'm/l.yaml'));
    const { stdout, stderr } = await where.run(DRYDOCK, ['check', 'm', '--preset=api-only']);
    expect(stdout).toContain('1 object inspected: nothing found');
    expect(stderr.trim().split('\n')).toEqual([
      "drydock check: the link 'm/l.yaml' is not followed: it leads in a circle",
      "drydock check: the link 'm/x.json' is not followed: it leads out of 'm'; name it to have it read",
    ]);
  });
});
