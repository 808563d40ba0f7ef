// dist/ is committed: it is what a reviewer reads and what a cluster gets, so it must be what main.ts makes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(__dirname, '..');

/** The files of a folder and of those in it, by path. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** What main.ts makes under an environment. */
function synthesized(environment: Record<string, string>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-main-'));
  try {
    execFileSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: root,
      env: { ...process.env, ...environment, CDK8S_OUTDIR: folder },
    });
    return filesOf(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['here', {}],
  ['in another time zone and language', { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
])('main.ts makes what is committed in dist/, %s', (_where, environment) => {
  expect(synthesized(environment)).toEqual(filesOf(join(root, 'dist')));
});

test('main.ts is short: a line for each stack', () => {
  expect(readFileSync(join(root, 'main.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(61);
});
