import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What a package requires at its start and seldom uses. */
export interface DeferredModules {
  /**
   * Names of modules, as the package resolves them, each with its file: where the package carries the module with it,
   * that file is found at once, which is a tenth of the time that loading the package takes.
   */
  readonly packages: Readonly<Record<string, string>>;
  /** Files of the package itself, relative to its main file. */
  readonly files: readonly string[];
  /** Modules of Node.js, as the package names them. */
  readonly builtIn: readonly string[];
}

type Exports = Readonly<Record<string | symbol, unknown>>;
type Load = (this: unknown, request: string, ...more: unknown[]) => unknown;

/**
 * Puts off the loading of modules that a package requires at its start, until it uses something of them.
 *
 * Placeholders stand in the module cache, and in the place of modules of Node.js, only between this call and that of the
 * function that it returns: the package has to be loaded between the two. Where a module cannot be found, or is loaded
 * already, or the loader is not that of Node.js (Jest, a bundle), nothing is put off and the package loads it as always.
 *
 * @param owner name of the package, as it is resolved from here.
 * @returns a function that takes the placeholders away again.
 */
export function putOff(owner: string, modules: DeferredModules): () => void {
  const ownerPath = pathOf(require, owner);
  const placed: (() => void)[] = [];
  if (ownerPath !== undefined) {
    const ownerRequire = createRequire(ownerPath);
    const carried = Object.entries(modules.packages).map(([name, file]) => {
      const path = join(dirname(ownerPath), '..', 'node_modules', name, file);
      return existsSync(path) ? path : pathOf(ownerRequire, name);
    });
    for (const path of [...carried, ...modules.files.map((file) => pathOf(ownerRequire, file))]) {
      if (path !== undefined && require.cache[path] === undefined) {
        placed.push(placeholder(path, ownerRequire));
      }
    }
    placed.push(deferBuiltIn(modules.builtIn, ownerRequire));
  }
  return () => {
    for (const remove of placed) {
      remove();
    }
  };
}

function placeholder(path: string, ownerRequire: NodeJS.Require): () => void {
  const stand = new Module(path);
  const remove = (): void => {
    if (require.cache[path] === stand) {
      delete require.cache[path];
    }
  };
  stand.filename = path;
  stand.loaded = true;
  stand.exports = standIn(() => {
    remove();
    return ownerRequire(path) as Exports;
  });
  require.cache[path] = stand;
  return remove;
}

/** Modules of Node.js do not stand in the cache: for the while, the function that finds every module answers for them. */
function deferBuiltIn(names: readonly string[], ownerRequire: NodeJS.Require): () => void {
  const loader = Module as unknown as { _load?: Load };
  const load = loader._load;
  if (load === undefined) {
    return () => undefined;
  }
  const stands = new Map(names.map((name) => [name, standIn(() => ownerRequire(name) as Exports)]));
  const own: Load = function (request, ...more) {
    return stands.get(request) ?? load.call(this, request, ...more);
  };
  loader._load = own;
  return () => {
    if (loader._load === own) {
      loader._load = load;
    }
  };
}

/** What a module exports, which is loaded when something of it is first asked for. */
function standIn(load: () => Exports): object {
  let loaded: Exports | undefined;
  // `__esModule` keeps the interop code of TypeScript from copying, and so from loading, the whole module.
  return new Proxy({}, { get: (_target, key) => key === '__esModule' || (loaded ??= load())[key] });
}

/** The path of a module, or undefined where it is not to be found: it is for the package's own `require` to complain. */
function pathOf(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}

/** Ends the putting off that the loading of this module began: `cdk8s` has to be loaded between the two. */
export const restoreModules = putOff('cdk8s', {
  packages: { yaml: 'dist/index.js', 'fast-json-patch': 'index.js' },
  files: ['./_child_process.js'],
  builtIn: ['child_process', 'crypto'],
});
