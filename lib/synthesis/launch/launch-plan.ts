import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { TypeScriptEntry } from './app-command';
import { readTsconfig } from './tsconfig-text';

/** Name of the environment variable that carries a LaunchPlan to the process of the app. */
export const LAUNCH_VARIABLE = 'DRYDOCK_LAUNCH';

/** To be raised when cached JavaScript of an older version must not be used any more. */
const CACHE_FORMAT = 1;

/** How TypeScript becomes JavaScript in the process of the app. */
export interface LaunchPlan {
  readonly runner: TypeScriptEntry['runner'];
  /** Path of the package that does it: esbuild for tsx, typescript for ts-node. */
  readonly transpiler: string;
  /** The tsconfig.json that applies. @default - none */
  readonly tsconfig?: string;
  /** Folder in which the JavaScript is kept. @default - it is not kept */
  readonly cache?: string;
  /** Digest of all that decides about the JavaScript besides the file itself. */
  readonly digest: string;
}

/**
 * Plans how to run a TypeScript file with the transpiler that its command uses, without loading that when nothing has
 * changed.
 *
 * @returns undefined when the command itself has to be run: a project of ES modules, path mappings, options of ts-node,
 * or a transpiler that is not installed.
 */
export function planLaunch(entry: TypeScriptEntry, project: string): LaunchPlan | undefined {
  const file = resolve(project, entry.file);
  const tsconfig = readTsconfig(dirname(file));
  const special = entry.runner === 'tsx' ? /"paths"\s*:/ : /"ts-node"\s*:/;
  const variable = entry.runner === 'tsx' ? 'TSX_' : 'TS_NODE_';
  if (
    tsconfig === undefined ||
    special.test(tsconfig.text) ||
    Object.keys(process.env).some((name) => name.startsWith(variable)) ||
    isModuleProject(dirname(file))
  ) {
    return undefined;
  }
  const transpiler = findTranspiler(entry.runner, project);
  if (transpiler === undefined) {
    return undefined;
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([CACHE_FORMAT, entry.runner, transpiler.version, process.versions.node, tsconfig.text]))
    .digest('hex');
  const plan = { runner: entry.runner, transpiler: transpiler.path, tsconfig: tsconfig.path, digest };
  const cache = findCache(project);
  return cache === undefined ? plan : { ...plan, cache };
}

function findTranspiler(
  runner: TypeScriptEntry['runner'],
  project: string,
): { path: string; version: string } | undefined {
  const projectRequire = createRequire(join(project, 'cdk8s.yaml'));
  try {
    const runnerManifest = projectRequire.resolve(`${runner}/package.json`);
    const name = runner === 'tsx' ? 'esbuild' : 'typescript';
    const manifest = createRequire(runnerManifest).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { path: dirname(manifest), version };
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}

/** Whether files of a folder are ES modules, because the package.json nearest to it says so. */
function isModuleProject(folder: string): boolean {
  const path = upwards(folder, 'package.json');
  return path !== undefined && (JSON.parse(readFileSync(path, 'utf8')) as { type?: unknown }).type === 'module';
}

function findCache(project: string): string | undefined {
  const modules = upwards(project, 'node_modules');
  return modules === undefined ? undefined : join(modules, '.cache', 'cdk8s-drydock');
}

/** The path of a file or folder in a folder or in the nearest one above it that has it. */
export function upwards(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) {
    return path;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : upwards(parent, name);
}
