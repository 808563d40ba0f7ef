import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Chart, ConfigMap, Folder, Layout } from '../../lib';
import { FILE_RECORD, recordOf } from '../../lib/synthesis/file-record';
import { checkPaths } from '../../lib/synthesis/portable-paths';
import { OutputFolder } from '../../lib/synthesis/project/output-folder';

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'drydock-output-'));
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>, folder = project): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Replaces an output folder by one with a file of a text. */
function replace(target: string, text: string, more: Readonly<Record<string, string>> = {}): void {
  const folder = new OutputFolder(target, project);
  try {
    write({ 'a.yaml': text, ...more }, folder.fresh);
    folder.swapIn();
  } finally {
    folder.close();
  }
}

const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const hidden = (): string[] => readdirSync(project).filter((name) => name.startsWith('.'));

/** What a synthesis leaves beside the folder that is killed, by the process that had it. */
function leftover(files: Readonly<Record<string, string>>, owner: object | undefined, name = ROOM): void {
  mkdirSync(join(project, name));
  write({ ...files, ...(owner === undefined ? {} : { 'owner.json': JSON.stringify(owner) }) }, join(project, name));
}

/** The folder beside the output folder that a synthesis has. */
const ROOM = '.dist.drydock-synth';

const gone = { host: hostname(), pid: 2 ** 22 + 1, began: '1' };

describe('an output folder', () => {
  test('is replaced as a whole, and nothing stays beside it', () => {
    replace('dist', 'one', { 'sub/b.yaml': 'b' });
    replace('dist', 'two');
    expect(read('dist/a.yaml')).toBe('two');
    expect(existsSync(join(project, 'dist/sub'))).toBe(false);
    expect(hidden()).toEqual([]);
  });

  test('that is a link is written through', () => {
    mkdirSync(join(project, 'real'));
    symlinkSync('real', join(project, 'dist'));
    replace('dist', 'one');
    expect(lstatSync(join(project, 'dist')).isSymbolicLink()).toBe(true);
    expect(read('real/a.yaml')).toBe('one');
  });

  test('keeps the modes of folders and files, and of those that others have put there', () => {
    replace('dist', 'one', { [FILE_RECORD]: recordOf(['a.yaml'], []) });
    write({ 'dist/keys/key': 'k' });
    chmodSync(join(project, 'dist/keys'), 0o700);
    chmodSync(join(project, 'dist/a.yaml'), 0o600);
    chmodSync(join(project, 'dist'), 0o750);
    replace('dist', 'two', { [FILE_RECORD]: recordOf(['a.yaml'], []) });
    const modes = ['dist', 'dist/a.yaml', 'dist/keys'].map((path) => statSync(join(project, path)).mode & 0o777);
    expect(modes).toEqual([0o750, 0o600, 0o700]);
    expect(read('dist/keys/key')).toBe('k');
  });

  const pipes = process.platform === 'win32' ? test.each([]) : test.each(['pipe']);
  pipes('keeps what cannot be copied where others have put it: a %s', (name) => {
    replace('dist', 'one', { [FILE_RECORD]: recordOf(['a.yaml'], []) });
    execFileSync('mkfifo', [join(project, 'dist', name)]);
    replace('dist', 'two', { [FILE_RECORD]: recordOf(['a.yaml'], []) });
    expect(lstatSync(join(project, 'dist', name)).isFIFO()).toBe(true);
  });

  test.each<[string, () => void, string]>([
    ['is a file', () => write({ dist: 'text' }), "'dist' is no folder; remove it"],
    ['is a checkout', () => write({ 'dist/.git/HEAD': 'ref', 'dist/work': 'w' }), "'dist' holds a git checkout"],
    ['is a worktree', () => write({ 'dist/.git': 'gitdir: ../x' }), "use a folder in it, such as 'dist/manifests'"],
    ['is a link to nothing', () => symlinkSync('nowhere', join(project, 'dist')), 'a link to what does not exist'],
    ['is a link to the project', () => symlinkSync('.', join(project, 'dist')), 'holds the project itself'],
    ['is a link in a circle', () => symlinkSync('dist', join(project, 'dist')), 'links there lead in a circle'],
    ['lies below a file', () => write({ up: 'text' }), 'a part of the path is a file and no folder'],
  ])('fails when it %s, and leaves that as it is', (_, prepare, message) => {
    prepare();
    const target = message.includes('part of the path') ? 'up/dist' : 'dist';
    const before = execFileSync('ls', ['-laR', project])
      .toString()
      .replace(/\d\d:\d\d/g, '');
    expect(() => new OutputFolder(target, project)).toThrow(message);
    expect(
      execFileSync('ls', ['-laR', project])
        .toString()
        .replace(/\d\d:\d\d/g, ''),
    ).toBe(before);
  });

  test('is given back by the next synthesis where one was killed that had moved it away', () => {
    leftover({ 'replaced/a.yaml': 'good', 'dist/a.yaml': 'new' }, gone);
    new OutputFolder('dist', project).close();
    expect(read('dist/a.yaml')).toBe('good');
    expect(hidden()).toEqual([]);
  });

  test('is left as it is where one was killed after it had put it in its place', () => {
    write({ 'dist/a.yaml': 'new' });
    leftover({ 'replaced/a.yaml': 'old' }, gone);
    new OutputFolder('dist', project).close();
    expect(read('dist/a.yaml')).toBe('new');
    expect(hidden()).toEqual([]);
  });

  test.each<[string, object | undefined, string]>([
    ['of a process that is gone', gone, ROOM],
    ['of an earlier process of our number', { ...gone, pid: process.pid, began: '1' }, ROOM],
    ['of a process whose number has come back', { ...gone, pid: process.ppid, began: '1' }, ROOM],
    ['that says nothing', undefined, ROOM],
    ['that says nonsense', { host: 3 }, ROOM],
    ['of an older release', undefined, '.dist.drydock-aB3dEf'],
    ['of a draft', undefined, `.dist.drydock-${2 ** 22 + 1}-aB3dEf`],
  ])('has what stands beside it cleared away %s', (_, owner, name) => {
    leftover({ 'dist/a.yaml': 'half' }, owner, name);
    replace('dist', 'one');
    expect(read('dist/a.yaml')).toBe('one');
    expect(hidden()).toEqual([]);
  });

  test('fails when another synthesis is writing to it', () => {
    const first = new OutputFolder('dist', project);
    const path = join(project, '.dist.drydock-synth', 'owner.json');
    const own = JSON.parse(readFileSync(path, 'utf8')) as object;
    // As another process would have it: our parent, which is alive.
    const stat = `/proc/${process.ppid}/stat`;
    const began = !existsSync(stat)
      ? ''
      : readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[19];
    writeFileSync(path, JSON.stringify({ ...own, pid: process.ppid, began }));
    expect(() => new OutputFolder('dist', project)).toThrow(
      `another synthesis (process ${process.ppid} on ${hostname()}) is writing to '${join(realpathSync(project), 'dist')}'`,
    );
    first.close();
    new OutputFolder('dist', project).close();
  });
});

describe('the names of files', () => {
  test.each<[string, readonly string[], string]>([
    ['a device of Windows', ['aux.k8s.yaml'], "'aux.k8s.yaml' is the name of a device on Windows"],
    ['a device as a folder', ['x/COM1/a.yaml'], "'COM1' is the name of a device on Windows"],
    ['a dot at the end', ['web.'], 'ends with a dot or a blank'],
    ['a character of Windows', ['a:b.yaml'], 'a character that Windows does not take'],
    ['a line feed', ['a\nb.yaml'], 'file "a\\nb.yaml": the name holds a character'],
    ['a way out', ['../a.yaml'], '".." is no name of a file or folder'],
    ['nothing', ['a//b.yaml'], '"" is no name of a file or folder'],
    ['too much', [`${'ä'.repeat(130)}.yaml`], 'the name has 265 bytes, allowed are 240'],
    ['case alone', ['Role.Admin.yaml', 'Role.admin.yaml'], 'are one and the same to some systems'],
    ['the way of writing an accent', ['caf\u00e9.yaml', 'cafe\u0301.yaml'], 'are one and the same to some systems'],
    ['a file and a folder', ['a.k8s.yaml', 'a.k8s.yaml/b.yaml'], "the folder 'a.k8s.yaml' and the file 'a.k8s.yaml'"],
  ])('fail when they hold, or differ in, %s', (_, paths, message) => {
    expect(() => checkPaths(paths)).toThrow(message);
  });

  test('are taken as they are where every system takes them', () => {
    expect(() => checkPaths(['web.k8s.yaml', 'aux-web.yaml', 'a/con-b.yaml', 'b/a.yaml'], ['a', 'b'])).not.toThrow();
  });

  test('are refused before anything is written', () => {
    const app = new App({ outdir: join(project, 'dist') });
    new ConfigMap(new Chart(app, 'web'), 'a', { name: 'a', data: { a: 'b' } });
    new ConfigMap(new Chart(app, 'aux'), 'b', { name: 'b', data: { a: 'b' } });
    expect(() => app.synth()).toThrow(`file "aux.k8s.yaml": 'aux.k8s.yaml' is the name of a device on Windows`);
    expect(existsSync(join(project, 'dist'))).toBe(false);
  });

  test('fail when a Folder has the name of the file of a chart', () => {
    const app = new App({ outdir: join(project, 'dist') });
    new ConfigMap(new Chart(app, 'a'), 'a', { name: 'a', data: { a: 'b' } });
    new ConfigMap(new Chart(new Folder(app, 'a.k8s.yaml'), 'b'), 'b', { name: 'b', data: { a: 'b' } });
    expect(() => app.synth()).toThrow('use names that differ more');
  });

  test('fail when their extension leads out of the folder', () => {
    expect(() => new App({ outputFileExtension: '/../../x.yaml' })).toThrow(
      `'outputFileExtension' must consist of letters, digits, '.', '-' and '_', got "/../../x.yaml"`,
    );
  });

  test('are made unique in a layout, and short enough, by a digest', () => {
    const app = new App({ outdir: join(project, 'dist'), layout: Layout.filePerObject() });
    const chart = new Chart(app, 'a');
    new ConfigMap(chart, 'long', { name: 'a'.repeat(253), data: { a: 'b' } });
    new ConfigMap(chart, 'short', { name: 'a', data: { a: 'b' } });
    app.synth();
    const names = readdirSync(join(project, 'dist/a')).sort();
    expect(names[1]).toMatch(/^configmap-a{181}-[0-9a-f]{8}\.yaml$/);
    expect(names[0]).toBe('configmap-a.yaml');
  });
});
