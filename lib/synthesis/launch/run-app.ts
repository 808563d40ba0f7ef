import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DrydockError } from '../../core/errors';
import { recognise, splitCommand } from './app-command';
import { LAUNCH_VARIABLE, planLaunch } from './launch-plan';

/** What to run, and where. */
export interface AppRun {
  /** The command, as cdk8s.yaml has it. */
  readonly command: string;
  /** Folder of the project. */
  readonly project: string;
  /** Variables to add to the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether to run the very command, and not what does the same in less time. */
  readonly asIs: boolean;
  /** Ends it before its time. @default - it ends by itself */
  readonly signal?: AbortSignal;
}

/** How long an app may take to end when it is told to, in milliseconds. */
const PATIENCE = 2000;

/**
 * Runs the app of a project. What it writes to standard output is lost, as with cdk8s's command.
 *
 * The usual ways to run TypeScript are replaced by node with the JavaScript kept from the last run. Any other command is
 * run without a shell, unless it takes one to understand it.
 *
 * @throws DrydockError when the command cannot be run or its exit code is not 0.
 */
export async function runApp(run: AppRun): Promise<void> {
  const child = start(run);
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  const abort = (): void => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), PATIENCE).unref();
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  run.signal?.addEventListener('abort', abort, { once: true });
  try {
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject).once('close', (status, signal) => resolve(status ?? signal ?? 'unknown'));
    });
    if (code !== 0) {
      const how = typeof code === 'number' ? `exit code ${code}` : `signal ${code}`;
      refuse(run, `ended with ${how} in ${run.project}; what it said stands above`);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      refuse(run, `cannot be found; install its program, or correct 'app' in cdk8s.yaml`);
    }
    throw error;
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
    run.signal?.removeEventListener('abort', abort);
  }
}

function refuse({ command }: AppRun, problem: string): never {
  throw new DrydockError({ path: '', type: `app command '${command}'` }, [problem]);
}

function start(run: AppRun): ChildProcess {
  const env = { ...process.env, ...run.environment };
  const options: SpawnOptions = { cwd: run.project, env, stdio: ['inherit', 'ignore', 'inherit'] };
  const command = process.platform === 'win32' ? undefined : splitCommand(run.command);
  if (command === undefined) {
    return spawn(run.command, { ...options, shell: true });
  }
  const entry = run.asIs ? undefined : recognise(command);
  const register = join(__dirname, 'register.js');
  // This package may run from its own sources, which node cannot load before the app.
  const plan = entry === undefined || !existsSync(register) ? undefined : planLaunch(entry, run.project);
  if (entry === undefined || plan === undefined) {
    return spawn(command.program, command.arguments, options);
  }
  return spawn(process.execPath, ['--require', register, entry.file, ...entry.arguments], {
    ...options,
    env: { ...env, [LAUNCH_VARIABLE]: JSON.stringify(plan) },
  });
}
