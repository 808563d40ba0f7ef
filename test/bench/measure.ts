import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { transformSync } from '@swc/core';
import type { Timing } from './benchmark';

export const ROOT = join(__dirname, '..', '..');

/** Folder of all that the benchmarks make: it is not part of the package, and git ignores it. */
export const ROOM = join(ROOT, 'build', 'bench');

/**
 * Folder that the apps write to: in memory where the system has such a place, since some disks take a hundred times as
 * long for a file in one folder as for one in another. Both sides write the same files.
 */
export const OUTPUT = join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `cdk8s-drydock-bench-${process.pid}`);
process.once('exit', () => rmSync(OUTPUT, { recursive: true, force: true }));

/** A process whose time is to be measured. */
export interface Candidate {
  readonly what: string;
  readonly program: string;
  readonly arguments: readonly string[];
  /** Folder to run it in. @default - the root of the repository */
  readonly cwd?: string;
  /** How many of the rounds it takes part in. @default - all */
  readonly rounds?: number;
}

/**
 * Measures processes from start to end, one after the other in each round, so that whatever else the machine does meets
 * all of them.
 *
 * @throws Error when one of them fails.
 */
export function measure<Names extends string>(
  candidates: Readonly<Record<Names, Candidate>>,
  rounds: number,
): Record<Names, Timing> {
  const entries = Object.entries<Candidate>(candidates);
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, candidate] of entries) {
      if (round < (candidate.rounds ?? rounds)) {
        times.get(name)?.push(timeOf(candidate));
      }
    }
  }
  const timings = entries.map(([name, { what }]) => {
    const all = times.get(name) ?? [];
    return [name, { what, milliseconds: median(all), rounds: all.length }] as const;
  });
  return Object.fromEntries(timings) as Record<Names, Timing>;
}

function timeOf(candidate: Candidate): number {
  rmSync(OUTPUT, { recursive: true, force: true });
  // Reading certificates would take half as long again as the start of node.
  const env: NodeJS.ProcessEnv = { ...process.env, CDK8S_OUTDIR: OUTPUT, CDK8S_CHECK_UPGRADE: 'false' };
  for (const name of ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'CDK8S_OUTPUT', 'CDK8S_APP']) {
    delete env[name];
  }
  const options = { cwd: candidate.cwd ?? ROOT, env, maxBuffer: 2 ** 30 };
  const start = performance.now();
  const { status, stderr, error } = spawnSync(candidate.program, candidate.arguments, options);
  const time = performance.now() - start;
  if (status !== 0) {
    throw new Error(`${candidate.what} failed: ${error?.message ?? stderr.toString().trim()}`);
  }
  return time;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** A process that runs one of the compiled apps. */
export function app(what: string, name: string, ...words: readonly (string | number)[]): Candidate {
  return {
    what,
    program: process.execPath,
    arguments: [join(ROOT, 'build', 'test', 'bench', 'apps', `${name}.js`), ...words.map(String)],
  };
}

/** Compiles the apps to measure, beside the compiled package. */
export function compileApps(): void {
  const target = join(ROOT, 'build', 'test', 'bench', 'apps');
  mkdirSync(target, { recursive: true });
  mkdirSync(ROOM, { recursive: true });
  for (const name of readdirSync(join(__dirname, 'apps'))) {
    const { code } = transformSync(readFileSync(join(__dirname, 'apps', name), 'utf8'), {
      filename: name,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(target, name.replace(/\.ts$/, '.js')), code);
  }
}

/** Whether a program is on the PATH. */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The kinds of the objects that an app writes, and how many of each. */
export function kindsOf(candidate: Candidate): Record<string, number> {
  timeOf(candidate);
  const kinds: Record<string, number> = {};
  for (const name of readdirSync(OUTPUT, { recursive: true, encoding: 'utf8' })) {
    for (const [, kind = ''] of readFileSync(join(OUTPUT, name), 'utf8').matchAll(/^kind: (.*)$/gm)) {
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  }
  return kinds;
}
