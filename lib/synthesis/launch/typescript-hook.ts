import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LaunchPlan } from './launch-plan';
import { mapStackTraces } from './stack-traces';

interface LoadedModule extends NodeJS.Module {
  _compile(code: string, file: string): void;
}

interface ModuleInternals {
  _resolveFilename(request: string, ...rest: unknown[]): string;
  enableCompileCache?(folder: string): unknown;
}

/** Has `require` understand TypeScript from now on, by the plan of a launch. */
export function hookTypeScript(plan: LaunchPlan): void {
  const extensions = Module.createRequire(__filename).extensions;
  const maps = new Map<string, string>();
  const compile = (module: NodeJS.Module, file: string): void => {
    const text = javaScriptOf(readFileSync(file, 'utf8'), file, plan);
    const end = text.lastIndexOf(MAP_MARK);
    maps.set(file, text.slice(end + MAP_MARK.length));
    (module as LoadedModule)._compile(text.slice(0, end), file);
  };
  const others = Object.entries(extensions);
  extensions['.ts'] = compile;
  extensions['.cts'] = compile;
  if (plan.runner === 'tsx') {
    // Of `x.ts` and `x.js`, tsx takes the former; node goes through the extensions in the order in which they came.
    for (const [extension, loader] of others) {
      delete extensions[extension];
      extensions[extension] = loader;
    }
  }
  resolveToTypeScript();
  mapStackTraces(maps);
  if (plan.cache !== undefined) {
    (Module as unknown as ModuleInternals).enableCompileCache?.(join(plan.cache, 'v8'));
  }
}

/** Divides the JavaScript of a kept file from its source map. Node knows the comment, but does not look for it unasked. */
const MAP_MARK = '\n//# sourceMappingURL=data:application/json;base64,';

function javaScriptOf(source: string, file: string, plan: LaunchPlan): string {
  if (plan.cache === undefined) {
    return make(source, file, plan);
  }
  const name = createHash('sha256').update(`${plan.digest}\0${file}\0${source}`).digest('hex');
  const path = join(plan.cache, `${name}.js`);
  const kept = readKept(path);
  if (kept !== undefined) {
    return kept;
  }
  const text = make(source, file, plan);
  keep(plan.cache, path, text);
  return text;
}

/** Stands before the digest of all that is before it, at the end of a kept file. */
const DIGEST_MARK = '\n//# sha256=';

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What was kept; undefined where there is nothing, or what is there is not what was once written. */
function readKept(path: string): string | undefined {
  let file: string;
  try {
    file = readFileSync(path, 'utf8');
  } catch {
    return undefined; // what cannot be read is made again
  }
  const end = file.lastIndexOf(DIGEST_MARK);
  const text = file.slice(0, Math.max(0, end));
  return end >= 0 && file.slice(end + DIGEST_MARK.length) === digestOf(text) ? text : undefined;
}

/** Keeps a text for the next run. Where the folder cannot be written to, the next run makes it again. */
function keep(folder: string, path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    const file = openSync(beside, 'w');
    try {
      writeSync(file, `${text}${DIGEST_MARK}${digestOf(text)}`);
      fsyncSync(file); // or a loss of power might leave the name without the text
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch {
    try {
      rmSync(beside, { force: true });
    } catch {
      // There is no way to write there at all.
    }
  }
}

function make(source: string, file: string, plan: LaunchPlan): string {
  const load = createRequire(__filename);
  // Loaded only now: with nothing changed since the last run, neither it nor a compiler is needed.
  const { transpile } = load('./transpile') as Pick<typeof import('./transpile'), 'transpile'>; // eslint-disable-line @typescript-eslint/consistent-type-imports
  const { code, map } = transpile(source, file, plan, load);
  const script = code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '');
  return script + MAP_MARK + Buffer.from(map).toString('base64');
}

/** TypeScript may call a file by the name that it has once compiled: `./x.js` for `x.ts`. */
function resolveToTypeScript(): void {
  const internals = Module as unknown as ModuleInternals;
  const resolve = internals._resolveFilename.bind(Module);
  internals._resolveFilename = (request, ...rest) => {
    try {
      return resolve(request, ...rest);
    } catch (error) {
      if (!/^\.\.?\/.*\.c?js$/.test(request) || (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
      return resolve(request.replace(/js$/, 'ts'), ...rest);
    }
  };
}
