// Puts the modules of the package's index into one file, build/lib/index.js, and has each run when something of it is
// first used: to find and read seventy files takes as long as all the rest of a small synthesis. The rules of the
// inspection become one file too.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as esbuild from 'esbuild';
import { dirname, join, relative, sep } from 'node:path';

const require = createRequire(import.meta.url);

const folder = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'build', 'lib');
const index = join(folder, 'index.js');
const names = Object.keys(require(index));

const paths = new Map(
  [...readFileSync(index, 'utf8').matchAll(/^var (\w+) = require\("(\.[^"]*)"\);$/gm)].map(([, name, path]) => [
    name,
    path,
  ]),
);
const lazy = readFileSync(index, 'utf8')
  .replace(/^var \w+ = require\("\.[^"]*"\);\n/gm, '')
  .replace(
    /^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
    (_line, name, module, member) => `lazy(${name}, () => require("${paths.get(module)}").${member});`,
  )
  .replace(
    /^exports\..*= void 0;$/m,
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
  );
const entry = join(folder, 'index.lazy.js');
const target = join(folder, 'index.bundle.js');
writeFileSync(entry, lazy);
const bundled = await esbuild.build({
  entryPoints: [entry],
  outfile: target,
  bundle: true,
  platform: 'node',
  packages: 'external',
  target: 'node20',
  plugins: [{ name: 'keep', setup: keep }],
});
rmSync(entry);
// Tells those who import the package from an ES module which names it exports: node finds them without running it.
const exported = `0 && (module.exports = { ${names.filter((name) => name !== '__esModule').join(', ')} });\n`;
writeFileSync(target, readFileSync(target, 'utf8') + exported);

const missing = names.filter((name) => require(target)[name] === undefined && require(index)[name] !== undefined);
if (bundled.warnings.length > 0 || missing.length > 0) {
  rmSync(target);
  throw new Error(`the bundle lacks ${missing.join(', ') || 'nothing'}: ${JSON.stringify(bundled.warnings)}`);
}
renameSync(target, index);
await bundleRules();

/** Puts the rules of the inspection, two hundred small files, into one; they hold no state that others would share. */
async function bundleRules() {
  const own = join(folder, 'inspection', 'rules');
  const rules = join(own, 'index.js');
  const bundle = join(own, 'index.bundle.js');
  const before = require(rules).allRules.map(({ id }) => id);
  const external = ({ path, resolveDir }) => {
    const inside = relative(own, join(resolveDir, path)).replaceAll(sep, '/');
    return inside.startsWith('../') ? { path: inside, external: true } : undefined;
  };
  const { warnings } = await esbuild.build({
    entryPoints: [rules],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    plugins: [{ name: 'outside', setup: (build) => build.onResolve({ filter: /^\.{1,2}\// }, external) }],
  });
  const after = require(bundle).allRules.map(({ id }) => id);
  if (warnings.length > 0 || before.length === 0 || before.join() !== after.join()) {
    rmSync(bundle);
    throw new Error(`the bundle of the rules differs from the rules: ${JSON.stringify(warnings)}`);
  }
  renameSync(bundle, rules);
}

/** Leaves the inspection, which is large and seldom needed at once, where it is, and tells each module where it was. */
function keep(build) {
  build.onResolve({ filter: /^\.{1,2}\/(.*\/)?inspection\// }, ({ path, resolveDir }) => {
    const inside = relative(folder, join(resolveDir, path)).replaceAll(sep, '/');
    return inside.startsWith('inspection/') ? { path: `./${inside}`, external: true } : undefined;
  });
  build.onLoad({ filter: /\.js$/ }, ({ path }) => {
    const own = relative(folder, dirname(path)).replaceAll(sep, '/');
    const contents = readFileSync(path, 'utf8');
    return {
      contents: contents.replaceAll('__dirname', `require("node:path").join(__dirname, ${JSON.stringify(own)})`),
    };
  });
}
