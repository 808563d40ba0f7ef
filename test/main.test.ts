// dist/ is committed: it is what a reviewer reads and what a cluster gets, so it must be what main.ts makes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** The files of a folder, by name. */
function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
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
