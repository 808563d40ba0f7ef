import { existsSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';

type Exports = Record<string | symbol, unknown>;
type Load = (this: unknown, request: string, parent?: { readonly filename?: unknown }, ...more: unknown[]) => unknown;

/** Files of the packages that are loaded in the meantime. */
const owners = /[\\/]node_modules[\\/](?:cdk8s|constructs)[\\/]lib[\\/]/;

/**
 * What these files require at their start and seldom use, as they name it. Of a package that cdk8s carries with it, the
 * main file is found at once, which is a tenth of the time that loading the package takes.
 */
const deferred: ReadonlyMap<string, string | undefined> = new Map([
  ['yaml', 'dist/index.js'],
  ['fast-json-patch', 'index.js'],
  ['./_child_process', undefined],
  ['child_process', undefined],
  ['crypto', undefined],
]);

/**
 * Puts off the loading of modules that cdk8s requires at its start, until it uses something of them: a third of the time
 * that a small app takes.
 *
 * The function of Node.js by which every module is loaded answers with stand-ins, only between this call and that of the
 * function that it returns, and only to files of the packages themselves. So whatever else loads a module gets the module:
 * a bundle, in which the code of the packages is part of another file, and a loader other than that of Node.js, as Jest's.
 *
 * @returns a function that ends it.
 */
function putOff(): () => void {
  const loader = Module as unknown as { _load?: Load };
  const load = loader._load;
  if (load === undefined) return () => undefined;
  const stands = new Map<string, object>();
  const own: Load = function (request, parent, ...more) {
    const filename = parent?.filename;
    if (!deferred.has(request) || typeof filename !== 'string' || !owners.test(filename)) {
      return load.call(this, request, parent, ...more);
    }
    const stand =
      stands.get(request) ?? standIn(() => load.call(Module, carriedFile(request, filename), parent) as Exports);
    stands.set(request, stand);
    return stand;
  };
  loader._load = own;
  return () => {
    if (loader._load === own) loader._load = load;
  };
}

function carriedFile(name: string, requiring: string): string {
  const file = deferred.get(name);
  const path = file === undefined ? name : join(dirname(requiring), '..', 'node_modules', name, file);
  return existsSync(path) ? path : name;
}

/** What a module exports, which is loaded when something of it is first asked for. */
function standIn(load: () => Exports): object {
  let loaded: Exports | undefined;
  const exports = (): Exports => (loaded ??= load());
  return new Proxy(
    {},
    {
      // `__esModule` keeps the interop code of TypeScript from copying, and so from loading, the whole module.
      get: (_target, key) => key === '__esModule' || exports()[key],
      has: (_target, key) => key in exports(),
      ownKeys: () => Reflect.ownKeys(exports()),
      getOwnPropertyDescriptor: (_target, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(exports(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

/** Ends the putting off that the loading of this module began: `cdk8s` has to be loaded between the two. */
export const restoreModules = putOff();
