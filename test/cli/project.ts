import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a process has come to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user in a folder of its own, with some packages installed. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'drydock-project-'));

  constructor(files: Readonly<Record<string, string>>, packages = ['cdk8s', 'constructs', 'tsx', 'typescript']) {
    mkdirSync(join(this.folder, 'node_modules'));
    for (const name of packages) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  copyTo(folder: string): void {
    cpSync(this.folder, folder, { recursive: true, verbatimSymlinks: true });
  }

  run(
    script: string,
    words: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> {
    return run(process.execPath, [script, ...words], this.folder, environment);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end. */
export function run(
  program: string,
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const env: NodeJS.ProcessEnv = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...environment };
  // Settings of the one who runs the tests must not reach the commands under test.
  for (const name of ['CDK8S_OUTDIR', 'CDK8S_OUTPUT', 'CDK8S_APP', 'FORCE_COLOR', 'NODE_OPTIONS']) {
    if (!(name in environment)) {
      delete env[name];
    }
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (texts.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (texts.stderr += chunk));
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }));
  });
}
