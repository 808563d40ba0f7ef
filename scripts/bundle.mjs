// Puts the modules of the package's index into two files: to find and read two hundred takes as long as all the rest of a
// small synthesis. build/lib/index.js has what every app uses, as one module, in which functions of other modules are
// called without a look-up; build/lib/index.rest.js has the others, each of which runs when something of it is first used.
// The inspection, which is seldom needed and then as a whole, becomes a third file: build/lib/inspection/all.js.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as esbuild from 'esbuild';
import { dirname, join, relative, sep } from 'node:path';

const require = createRequire(import.meta.url);

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const sources = join(root, 'lib');
const folder = join(root, 'build', 'lib');
const index = join(folder, 'index.js');

/** What every app uses goes into the first file, with all that it needs at its start. */
const COMMON = [
  'synthesis/app.js',
  'synthesis/chart.js',
  'synthesis/inspection/inspection.js',
  'workloads/web-service.js',
];

/** What a module requires, at its start or later. */
const REQUIRED = /require\(["'](\.[^"']+)["']\)/g;
const REQUIRED_AT_START = /^\w.*require\("(\.[^"]+)"\)/gm;

/** Functions of node's modules that take 2 to 5 ms to load: they are loaded when one is called, which few apps do. */
const WHEN_USED = {
  'node:child_process': ['spawnSync', 'execFileSync'],
  'node:crypto': ['createHash'],
  'node:net': ['isIP', 'isIPv6'],
};

const plain = readFileSync(index, 'utf8');
const exported = { ...require(index) };
const exports = exportsOf(plain);
const all = modulesFrom(new Set(exports.map(({ module }) => module)), REQUIRED);
const common = modulesFrom(COMMON, REQUIRED_AT_START);
const rest = new Set([...all].filter((module) => !common.has(module)));

writeFileSync(join(folder, 'index.rest.js'), await bundleRest());
writeFileSync(index, await bundleCommon());
delete require.cache[index];
const bundled = require(index);
const missing = Object.keys(exported).filter(
  (name) => typeof bundled[name] !== typeof exported[name] || bundled[name]?.name !== exported[name]?.name,
);
if (missing.length > 0) {
  writeFileSync(index, plain);
  throw new Error(`the bundle lacks ${missing.join(', ')}`);
}
await bundleInspection();

/** What an index exports: the name, the module, and its name there. */
function exportsOf(text) {
  const paths = new Map(
    [...text.matchAll(/^var (\w+) = require\("\.\/([^"]*)"\);$/gm)].map(([, name, path]) => [name, path]),
  );
  const getters =
    /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm;
  return [...text.matchAll(getters)].map(([, name, from, member]) => ({
    name,
    module: `${paths.get(from)}.js`,
    member,
  }));
}

/** Some modules, and all that they require as a pattern finds it, but for the inspection, which stays as it is. */
function modulesFrom(start, pattern) {
  const found = new Set(start);
  for (const module of found) {
    for (const required of requiredBy(module, pattern)) {
      if (!required.startsWith('inspection/')) {
        found.add(required);
      }
    }
  }
  return found;
}

function requiredBy(module, pattern) {
  const paths = [...readFileSync(join(folder, module), 'utf8').matchAll(pattern)].map(([, path]) => path);
  return paths.map((path) => moduleAt(folder, join(folder, dirname(module), path)));
}

function moduleAt(top, path) {
  const name = withoutEnding(relative(top, path).replaceAll(sep, '/'));
  return existsSync(join(folder, name, 'index.js')) ? `${name}/index.js` : `${name}.js`;
}

async function bundleCommon() {
  const own = exports.filter(({ module }) => common.has(module));
  const others = exports.filter(({ module }) => rest.has(module));
  const wanted = new Set([...rest].flatMap((module) => requiredBy(module, REQUIRED)));
  const exporting = own.map(
    ({ name, module, member }) => `export { ${member} as ${name} } from "./${withoutEnding(module)}";`,
  );
  const shared = sharing([...common].filter((module) => wanted.has(module)));
  const text = await bundle([...exporting, shared].join('\n'), sources, placeIn(sources, rest, 'index.rest'));
  const lazy = others.map(
    ({ name, module, member }) =>
      `lazy("${name}", () => require("./index.rest.js")._modules["${module}"]().${member});`,
  );
  return [
    withNamesOfClasses(text),
    'Object.defineProperty(module.exports, "_modules", { value: sharedModules });',
    'const lazy = (name, get) => Object.defineProperty(module.exports, name, { enumerable: true, get });',
    ...lazy,
    // Tells those who import the package from an ES module which names it exports: node finds them without running it.
    `0 && (module.exports = { ${exports.map(({ name }) => name).join(', ')} });\n`,
  ].join('\n');
}

async function bundleRest() {
  const entries = [...rest].map((module) => `"${module}": () => require("./${module}"),`);
  return bundle(`exports._modules = {\n${entries.join('\n')}\n};`, folder, placeIn(folder, common, 'index'));
}

/** Puts what an inspection needs at its start into one file, of which each of the modules becomes a part. */
async function bundleInspection() {
  const modules = new Set(['inspection/input/emitted-files.js', 'inspection/plugin/plugin-run.js']);
  for (const module of modules) {
    requiredBy(module, REQUIRED_AT_START).forEach((required) => modules.add(required));
  }
  const entry = sharing([...modules]);
  const place = (path, resolveDir) => {
    const module = moduleAt(sources, join(resolveDir, path));
    return modules.has(module)
      ? undefined
      : { path: `./${withoutEnding(relative('inspection', module).replaceAll(sep, '/'))}`, external: true };
  };
  const before = new Map([...modules].map((module) => [module, Object.keys(require(join(folder, module)))]));
  const text = withNamesOfClasses(await bundle(entry, sources, place));
  writeFileSync(join(folder, 'inspection', 'all.js'), `${text}\nmodule.exports = sharedModules;\n`);
  const all = require(join(folder, 'inspection', 'all.js'));
  for (const [module, names] of before) {
    if (Object.keys(all[module]()).join() !== names.join()) {
      throw new Error(`the bundle of the inspection lacks something of ${module}`);
    }
    if (module === 'inspection/model/origin-key.js') {
      continue; // which an app needs that is not inspected
    }
    const up = relative(dirname(module), 'inspection/all.js').replaceAll(sep, '/');
    const path = up.startsWith('.') ? up : `./${up}`;
    writeFileSync(join(folder, module), `module.exports = require("${path}")["${module}"]();\n`);
  }
}

/** Code that has `sharedModules` give, for each of some modules, what it exports. */
function sharing(modules) {
  const shared = modules.map((module, number) => ({
    module,
    names: Object.keys(require(join(folder, module))).filter((name) => name !== '__esModule'),
    number,
  }));
  return [
    ...shared.map(
      ({ module, names, number }) =>
        `import { ${names.map((name) => `${name} as ${name}_${number}`).join(', ')} } from "./${withoutEnding(module)}";`,
    ),
    // To assign keeps esbuild from leaving out what the file itself does not use.
    'const sharedModules = Object.assign({}, {',
    ...shared.map(
      ({ module, names, number }) =>
        `"${module}": () => ({ ${names.map((name) => `${name}: ${name}_${number}`).join(', ')} }),`,
    ),
    '});',
  ].join('\n');
}

function withoutEnding(module) {
  return module.replace(/\.js$/, '');
}

/** The text of a file with the modules of a folder; `place` tells where one is that is not in this file. */
async function bundle(contents, resolveDir, place) {
  const { outputFiles, warnings } = await esbuild.build({
    stdin: { contents, resolveDir },
    outfile: join(folder, 'bundle.js'),
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    target: 'node20',
    plugins: [{ name: 'modules', setup: (build) => setUp(build, resolveDir, place) }],
  });
  const [file] = outputFiles;
  if (file === undefined || warnings.length > 0) {
    throw new Error(`the bundle is not sound: ${JSON.stringify(warnings)}`);
  }
  return file.text;
}

/** Where a module of the index is: in this file, in the other one, or, as one of the inspection, where it was. */
function placeIn(top, others, otherFile) {
  return (path, resolveDir) => {
    const module = moduleAt(top, join(resolveDir, path));
    if (module.startsWith('inspection/')) {
      return { path: `./${module}`, external: true };
    }
    return others.has(module) ? { path: module, namespace: 'other', pluginData: otherFile } : undefined;
  };
}

function setUp(build, top, place) {
  build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, namespace }) =>
    namespace === 'other' ? { path, external: true } : place(path, resolveDir),
  );
  build.onLoad({ filter: /.*/, namespace: 'other' }, ({ path, pluginData }) => ({
    contents: `module.exports = require("./${pluginData}.js")._modules[${JSON.stringify(path)}]();`,
  }));
  build.onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) =>
    WHEN_USED[path] === undefined || namespace.startsWith('when-used')
      ? { path, external: true }
      : { path, namespace: kind === 'require-call' ? 'when-used' : 'when-used-by-name' },
  );
  build.onLoad({ filter: /.*/, namespace: 'when-used' }, ({ path }) => ({
    contents: `module.exports = new Proxy({}, { get: (_target, name) => require("${path}")[name] });`,
  }));
  // esbuild refuses what is imported and is not among them.
  build.onLoad({ filter: /.*/, namespace: 'when-used-by-name' }, ({ path }) => ({
    contents: WHEN_USED[path]
      .map((name) => `export const ${name} = (...options) => require("${path}").${name}(...options);`)
      .join('\n'),
  }));
  build.onLoad({ filter: /\.[jt]s$/, namespace: 'file' }, async ({ path }) => {
    const own = relative(top, dirname(path)).replaceAll(sep, '/');
    // Comments are a sixth of what node would have to read. To take the blanks away is esbuild's way to drop them all;
    // the bundle gets blanks again, since node shows an error with its line.
    const loader = path.endsWith('.ts') ? 'ts' : 'js';
    const { code } = await esbuild.transform(readFileSync(path, 'utf8'), {
      loader,
      target: 'node20',
      minifyWhitespace: true,
    });
    const contents = code.replaceAll(
      /(?<!typeof )__dirname/g,
      `require("node:path").join(__dirname, ${JSON.stringify(own)})`,
    );
    // A module of CommonJS is put into a block, or esbuild would rename its classes, as below.
    return {
      contents: loader === 'js' ? `"use strict";{${contents.replace(/^"use strict";/, '')}}` : contents,
      loader: 'js',
    };
  });
}

/**
 * Gives classes their names back, which our messages say: esbuild calls a class that names itself `_Folder`, and one of
 * whose name there is another nothing, but its variable `Chart2`.
 */
function withNamesOfClasses(text) {
  let result = text.replace(/^var ([A-Za-z]+)\d+ = class (?=extends |\{)/gm, '$&$1 ');
  for (const [, name] of text.matchAll(/^var (\w+) = class _\1\b/gm)) {
    result = result.replaceAll(new RegExp(`(?<![.\\w$])_${name}\\b`, 'g'), name);
  }
  const [renamed] = /\bclass _\w+ (?:extends |\{).*/.exec(result) ?? [];
  if (renamed !== undefined) {
    throw new Error(`esbuild has renamed a class: ${renamed}`);
  }
  return result;
}
