import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `kubectl` is asked. */
export interface KubectlCall {
  readonly words: readonly string[];
  /** What it reads from standard input. @default nothing */
  readonly input?: string;
  /** Whether both of its outputs are wanted as one text, in the order of writing, in `stdout`. @default false */
  readonly together?: boolean;
  /** Ends it before its time. @default it ends by itself */
  readonly signal?: AbortSignal;
}

/** What `kubectl` answers. */
export interface KubectlAnswer {
  /** The exit code; 1 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `kubectl` to its end.
 *
 * @throws KubectlMissing where there is none
 */
export type Kubectl = (call: KubectlCall) => Promise<KubectlAnswer>;

/** The words that say which cluster is meant. */
export function clusterWords({
  context,
  kubeconfig,
}: {
  readonly context?: string;
  readonly kubeconfig?: string;
}): readonly string[] {
  return [
    ...(context === undefined ? [] : [`--context=${context}`]),
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
  ];
}

/** There is no program of that name that can be started. */
export class KubectlMissing extends Error {}

/**
 * The `kubectl` of this machine.
 *
 * @param always the words that every call begins with: the context and the kubeconfig
 * @param environment the environment variables it is given
 */
export function installedKubectl(always: readonly string[], environment: NodeJS.ProcessEnv = process.env): Kubectl {
  return async ({ words, input, together = false, signal }) => {
    const folder = together ? mkdtempSync(join(tmpdir(), 'drydock-apply-')) : undefined;
    // Two pipes would lose the order of the two outputs, and with it which object a warning is about.
    const file = folder === undefined ? undefined : openSync(join(folder, 'output'), 'a', 0o600);
    try {
      const answer = await run([...always, ...words], input, file, environment, signal);
      return folder === undefined ? answer : { ...answer, stdout: readFileSync(join(folder, 'output'), 'utf8') };
    } finally {
      if (file !== undefined) {
        closeSync(file);
      }
      if (folder !== undefined) {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  };
}

function run(
  words: readonly string[],
  input: string | undefined,
  file: number | undefined,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<KubectlAnswer> {
  return new Promise((resolve, reject) => {
    const output = file ?? 'pipe';
    const child = spawn('kubectl', words, {
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
      ...(signal === undefined ? {} : { signal }),
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (texts.stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (texts.stderr += chunk));
    // It may refuse its words before it reads anything; its answer says why.
    child.stdin?.on('error', () => undefined).end(input);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.name === 'AbortError') {
        return; // it closes next
      }
      const missing = error.code === 'ENOENT' || error.code === 'EACCES';
      reject(missing ? new KubectlMissing(`kubectl cannot be started: ${error.message}`) : error);
    });
    child.once('close', (code) => resolve({ code: code ?? 1, ...texts }));
  });
}
