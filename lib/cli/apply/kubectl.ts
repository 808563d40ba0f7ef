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
  /** How long it may take, in seconds; it is ended then. @default 600 */
  readonly limit?: number;
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

/** How long a call may take that says nothing else, in seconds: longer than each request and wait that it makes. */
const usualLimit = 600;

/** There is no program of that name that can be started. */
export class KubectlMissing extends Error {}

/**
 * The `kubectl` of this machine.
 *
 * @param always the words that every call begins with: the context and the kubeconfig
 * @param environment the environment variables it is given
 */
export function installedKubectl(always: readonly string[], environment: NodeJS.ProcessEnv = process.env): Kubectl {
  return async ({ words, input, together = false, signal, limit = usualLimit }) => {
    const folder = together ? mkdtempSync(join(tmpdir(), 'drydock-apply-')) : undefined;
    // Two pipes would lose the order of the two outputs, and with it which object a warning is about.
    const file = folder === undefined ? undefined : openSync(join(folder, 'output'), 'a', 0o600);
    try {
      const answer = await endedWithUs((ending) =>
        run(
          [...always, ...words],
          input,
          file,
          environment,
          signal === undefined ? ending : AbortSignal.any([signal, ending]),
          limit,
        ),
      );
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
  signal: AbortSignal,
  limit: number,
): Promise<KubectlAnswer> {
  return new Promise((resolve, reject) => {
    const output = file ?? 'pipe';
    const child = spawn('kubectl', words, {
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
      signal,
    });
    const texts = { stdout: '', stderr: '' };
    const timer = setTimeout(() => {
      child.kill('SIGKILL'); // whatever it waits for, it has not heeded the limits of its own
      reject(
        new Error(
          `kubectl ${words.join(' ')} has not ended within ${limit} s and was ended; look whether the cluster answers ('kubectl version')`,
        ),
      );
    }, limit * 1000);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (texts.stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (texts.stderr += chunk));
    // It may refuse its words before it reads anything; its answer says why.
    child.stdin?.on('error', () => undefined).end(input);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.name === 'AbortError') {
        return; // it closes next
      }
      const missing = error.code === 'ENOENT' || error.code === 'EACCES';
      reject(missing ? new KubectlMissing(`kubectl cannot be started: ${error.message}`) : error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, ...texts });
    });
  });
}

/** Ends what is started when this process is told to end, and then ends as it was told. */
async function endedWithUs<T>(start: (ending: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let told: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals): void => {
    told = signal;
    ending.abort();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    return await start(ending.signal);
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
    if (told !== undefined) {
      const signal = told;
      setImmediate(() => process.kill(process.pid, signal)); // once what was made for the call is cleared away
    }
  }
}
