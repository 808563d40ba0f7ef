import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Puts off the loading of modules that a package requires at its start, until it uses something of them.
 *
 * Placeholders stand in the module cache only between this call and that of the function that it returns: the package
 * has to be loaded between the two. Where a module cannot be found, or is loaded already, or the loader keeps no cache
 * that can be written to (Jest, a bundle), nothing is put off and the package loads it as always.
 *
 * @param owner name of the package, as it is resolved from here.
 * @param modules names of the modules, as the package resolves them, each with its file: where the package carries the
 * module with it, that file is found at once, which is a tenth of the time that loading the package takes.
 * @returns a function that takes the placeholders out of the module cache again.
 */
export function putOff(owner: string, modules: Readonly<Record<string, string>>): () => void {
  const ownerPath = pathOf(require, owner);
  const placed: (() => void)[] = [];
  if (ownerPath !== undefined) {
    const ownerRequire = createRequire(ownerPath);
    for (const [name, file] of Object.entries(modules)) {
      const carried = join(dirname(ownerPath), '..', 'node_modules', name, file);
      const path = existsSync(carried) ? carried : pathOf(ownerRequire, name);
      if (path !== undefined && require.cache[path] === undefined) {
        placed.push(placeholder(path, ownerRequire));
      }
    }
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
  const load = (): Record<string | symbol, unknown> => {
    remove();
    return ownerRequire(path) as Record<string | symbol, unknown>;
  };
  stand.filename = path;
  stand.loaded = true;
  // `__esModule` keeps the interop code of TypeScript from copying, and so from loading, the whole module.
  stand.exports = new Proxy({}, { get: (_target, key) => key === '__esModule' || load()[key] });
  require.cache[path] = stand;
  return remove;
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
export const restoreModules = putOff('cdk8s', { yaml: 'dist/index.js', 'fast-json-patch': 'index.js' });
