// Checks the packed package as its users meet it: that every way to resolve modules finds its doors and their types (attw),
// that its package.json is as npm and bundlers read it (publint), and that a program made into one file by esbuild, webpack,
// rollup and ncc writes the bytes that it writes by itself. It takes a minute, so it is no part of `npm test`.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'drydock-package-'));

/** A program that uses what is loaded at once, what is loaded later, and the inspection. */
const program = `import { App, Chart, Inspection, MariaDb, SecretKey, WebService } from '${name}';
const app = new App({ outdir: process.env.OUT });
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new WebService(chart, 'web', { name: 'web', image: 'nginx:1.30', ports: [{ containerPort: 80 }] });
const rootPassword = SecretKey.of('db', 'password');
new MariaDb(chart, 'db', { name: 'db', image: 'mariadb:11.8', size: '1Gi', rootPassword });
Inspection.of(app);
app.synth();
`;

/** What bundles of ES modules need that hold CommonJS, as cdk8s is. */
const banner = "import { createRequire } from 'module';const require = createRequire('/');";

const failures = [];

try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const tarball = join(folder, filename);
  check('attw', 'attw', [tarball, '--format', 'ascii', '--exclude-entrypoints', './imports/*']);
  check('publint', 'publint', [tarball, '--strict']);

  const installed = join(folder, 'node_modules', name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const each of Object.keys({ ...dependencies, ...peerDependencies })) {
    symlinkSync(join(root, 'node_modules', each), join(folder, 'node_modules', each));
  }
  const entry = join(folder, 'main.mjs');
  writeFileSync(entry, program);
  const expected = yaml(entry);
  if (expected === undefined) throw new Error(`the program does not run: ${failures.join('\n')}`);
  for (const [bundler, bundle] of Object.entries(bundlers(entry))) {
    try {
      const file = await bundle();
      const written = yaml(file);
      if (written !== undefined && written !== expected) failures.push(`${bundler}: the bundle writes other bytes`);
    } catch (error) {
      failures.push(`${bundler}: ${error.message}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
if (failures.length === 0)
  console.log('attw and publint find nothing; the bundles of four bundlers write the same bytes');

function check(what, program, words) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', program), words, {
    encoding: 'utf8',
  });
  if (status !== 0) failures.push(`${what}:\n${stdout}${stderr}`);
}

/** What a program writes, run where no package is in reach. */
function yaml(file) {
  const out = mkdtempSync(join(folder, 'out-'));
  const { status, stderr } = spawnSync(process.execPath, [file], {
    cwd: tmpdir(),
    env: { ...process.env, OUT: out },
    encoding: 'utf8',
  });
  const written = join(out, 'shop.k8s.yaml');
  if (status === 0 && existsSync(written)) return readFileSync(written, 'utf8');
  failures.push(`${file}: ended with ${status}:\n${stderr}`);
  return undefined;
}

/** Makes one file of a program in several ways; each tells the path of the file, and fails on a warning. */
function bundlers(entry) {
  const target = (file) => join(folder, 'bundles', file);
  const refuse = (warnings) => {
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
  };
  const byEsbuild = (format, file) => async () => {
    const { warnings } = await require('esbuild').build({
      entryPoints: [entry],
      outfile: target(file),
      bundle: true,
      platform: 'node',
      format,
      logLevel: 'silent',
      banner: { js: format === 'esm' ? banner : '' },
    });
    refuse(warnings.map(({ text }) => text));
    return target(file);
  };
  return {
    'esbuild (cjs)': byEsbuild('cjs', 'esbuild.cjs'),
    'esbuild (esm)': byEsbuild('esm', 'esbuild.mjs'),
    webpack: () =>
      new Promise((resolve, reject) => {
        const output = { path: target(''), filename: 'webpack.cjs' };
        require('webpack')({ mode: 'production', target: 'node', entry, output }, (error, stats) => {
          const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
          const [problem] = [...(error === null ? [] : [error]), ...errors, ...warnings];
          return problem === undefined ? resolve(target('webpack.cjs')) : reject(new Error(problem.message));
        });
      }),
    rollup: async () => {
      const { rollup } = await import('rollup');
      const [{ default: commonjs }, { default: json }, { nodeResolve }] = await Promise.all([
        import('@rollup/plugin-commonjs'),
        import('@rollup/plugin-json'),
        import('@rollup/plugin-node-resolve'),
      ]);
      const bundle = await rollup({
        input: entry,
        plugins: [nodeResolve({ preferBuiltins: true }), commonjs(), json()],
        onwarn: ({ code, message }) => {
          // The code of cdk8s itself has circles, and the helpers of TypeScript, which ask for a `this` at the top.
          if (code !== 'CIRCULAR_DEPENDENCY' && code !== 'THIS_IS_UNDEFINED') refuse([message]);
        },
      });
      await bundle.write({ file: target('rollup.mjs'), format: 'es', inlineDynamicImports: true });
      return target('rollup.mjs');
    },
    ncc: () => {
      const out = target('ncc');
      execFileSync(join(root, 'node_modules', '.bin', 'ncc'), ['build', entry, '--out', out, '--quiet'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      return existsSync(join(out, 'index.mjs')) ? join(out, 'index.mjs') : join(out, 'index.js');
    },
  };
}
