import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

const DRYDOCK = join(__dirname, '../../build/lib/cli/drydock.js');
const kills = Number(process.env.KILLS ?? 500);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

jest.setTimeout(60 * 60 * 1000);

/** An app that writes two files of one text, so that a mixture of two runs shows. */
const APP = `
const fs = require('fs');
const out = process.env.CDK8S_OUTDIR;
fs.mkdirSync(out, { recursive: true });
for (const name of ['a', 'b']) fs.writeFileSync(out + '/' + name + '.k8s.yaml', 'run: ' + process.env.RUN + '\\n');
`;

let folder: string;

beforeAll(() => {
  process.stderr.write(`SEED=${seed} KILLS=${kills}\n`);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-kills-'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\n');
  writeFileSync(join(folder, 'app.js'), APP);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Synthesizes, and kills that after some milliseconds, or when it calls a function of the file system for the nth time. */
async function synth(
  run: number,
  killed: { readonly after?: number; readonly call?: number } = {},
): Promise<number | null> {
  const preload = killed.call === undefined ? [] : ['--require', join(__dirname, 'kill-at-call.cjs')];
  const child = spawn(process.execPath, [...preload, DRYDOCK, 'synth'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, RUN: String(run), KILL_AT: String(killed.call ?? '') },
  });
  const timer = killed.after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killed.after);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  return code;
}

/** The runs that the files of the output folder are of. */
function runs(): string[] {
  return readdirSync(join(folder, 'dist')).map((name) => readFileSync(join(folder, 'dist', name), 'utf8'));
}

async function expectWhole(run: number): Promise<void> {
  if (existsSync(join(folder, 'dist'))) {
    expect(new Set(runs()).size).toBe(1);
    expect(runs()).toHaveLength(2);
  }
  expect(await synth(run)).toBe(0);
  expect(new Set(runs())).toEqual(new Set([`run: ${run}\n`]));
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
}

test(`the output folder is whole after each of ${kills} random kills, and nothing stays beside it`, async () => {
  await synth(0);
  const delays = fc.sample(fc.integer({ min: 1, max: 250 }), { numRuns: kills, seed });
  for (const [index, after] of delays.entries()) {
    await synth(index + 1, { after });
    await expectWhole(index + 1 + kills);
  }
});

test('the output folder is whole after a kill at each call of the file system', async () => {
  await synth(0);
  for (let call = 1; ; call++) {
    const code = await synth(call, { call });
    await expectWhole(call + 1000);
    if (code === 0) {
      expect(call).toBeGreaterThan(5);
      return;
    }
  }
});
