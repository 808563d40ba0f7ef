import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { Project, run } from './cli/project';

const root = join(__dirname, '..');
const { name, version, dependencies, peerDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

/** What a user may install beside cdk8s-plus-27, in bytes. */
const limit = 15 * 1024 * 1024;

/** An app as a user writes it on the first day. */
const program = `import { App, Chart, MariaDb, Probe, SecretKey, WebService } from 'cdk8s-drydock';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const database = new MariaDb(chart, 'database', {
  name: 'mariadb', image: 'mariadb:11.8', size: '4Gi', rootPassword: SecretKey.of('mariadb', 'root-password'),
});
const web = new WebService(chart, 'web', {
  name: 'web',
  image: 'ghcr.io/acme/shop:1.4.2',
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: Probe.httpGet('/ready'),
});
web.node.addDependency(database);
app.synth();
`;

const options = {
  target: 'es2022',
  lib: ['es2022'],
  types: ['node'],
  strict: true,
  skipLibCheck: false,
  esModuleInterop: true,
};

/** The app in a folder of its own, with the packed package and its peers. */
const project = new Project(
  {
    'main.ts': program,
    'testing.ts':
      "import { yamlSnapshot } from 'cdk8s-drydock/testing';\nimport { Certificate } from 'cdk8s-drydock/imports/cert-manager.io';\nexport default [yamlSnapshot, Certificate];\n",
    'package.json': '{ "name": "shop", "private": true }\n',
    'cdk8s.yaml': 'language: typescript\napp: node main.js\noutput: dist\n',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...options, module: 'node16', moduleResolution: 'node16' },
      files: ['main.ts', 'testing.ts'],
    }),
    'tsconfig.bundler.json': JSON.stringify({
      compilerOptions: { ...options, module: 'esnext', moduleResolution: 'bundler', noEmit: true },
      files: ['main.ts', 'testing.ts'],
    }),
    // What `cdk8s init` writes: CommonJS, for which TypeScript looks modules up as Node.js 10 did.
    'tsconfig.node10.json': JSON.stringify({
      compilerOptions: {
        ...options,
        module: 'commonjs',
        moduleResolution: 'node10',
        ignoreDeprecations: '6.0',
        skipLibCheck: true,
        noEmit: true,
      },
      files: ['main.ts', 'testing.ts'],
    }),
  },
  // The peers, what the package depends on, and the tools of the app: those of this repository, so that no test needs a
  // network. What npm would add is the resolution of versions, which the lock file of this repository stands for.
  [...new Set([...Object.keys(peerDependencies), ...Object.keys(dependencies), 'cdk8s-cli', 'typescript'])],
);
const installed = join(project.folder, 'node_modules', name);
const npm = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
const files: string[] = [];

/** All files of a folder, with slashes. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.split(sep).join('/'))
    .sort();
}

/** Whether build/ is what the sources as they are now compile to: npm test makes it so, an edit afterwards undoes it. */
function buildIsCurrent(): boolean {
  const built = join(root, 'build', 'lib', 'index.js');
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  const sources = ['lib', 'imports'].flatMap((folder) =>
    filesIn(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  const modules = new Set(sources.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, '.js')));
  const left = ['lib', 'imports'].flatMap((folder) =>
    filesIn(join(root, 'build', folder))
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith('.js') && !modules.has(file)),
  );
  return (
    left.length === 0 && [...sources, 'tsconfig.json'].every((file) => statSync(join(root, file)).mtimeMs <= since)
  );
}

beforeAll(async () => {
  // Packed without scripts where build/ is current; else the prepack script builds it, as for a release.
  const scripts = buildIsCurrent() ? ['--ignore-scripts'] : [];
  const packed = await run(process.execPath, [npm, 'pack', ...scripts, '--pack-destination', project.folder], root);
  if (packed.code !== 0) throw new Error(`npm pack has failed:\n${packed.stdout}${packed.stderr}`);
  mkdirSync(installed, { recursive: true });
  const tarball = join(project.folder, `${name}-${version}.tgz`);
  const unpacked = await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], root);
  expect(unpacked).toMatchObject({ code: 0, stderr: '' });
  mkdirSync(join(project.folder, 'node_modules', '@types'));
  symlinkSync(join(root, 'node_modules', '@types', 'node'), join(project.folder, 'node_modules', '@types', 'node'));
  files.push(...filesIn(installed));
}, 120_000);

afterAll(() => project.remove());

describe('the package', () => {
  test('holds what a user needs, and no more', () => {
    const wanted =
      /^(build\/(lib\/(?!examples\/)|imports\/).*\.(js|d\.ts|json)|docs\/.*\.(md|svg)|docs\/ci\/.*\.yml|API\.md|CHANGELOG\.md|SECURITY\.md|LICENSE|README\.md|package\.json)$/;
    expect(files.filter((file) => !wanted.test(file) || /(^|\/)(test|fixtures|__snapshots__)\//.test(file))).toEqual(
      [],
    );
    expect(files).toEqual(
      expect.arrayContaining([
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'API.md', 'docs/constructs/web-service.md'],
        ...['build/lib/index.js', 'build/lib/index.d.ts', 'build/lib/testing/index.js', 'build/lib/cli/drydock.js'],
        ...['build/imports/cert-manager.io.js', 'build/imports/cert-manager.io.d.ts'],
      ]),
    );
  });

  test('has every file that its package.json names, and every picture that its pages show', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    const { main, types, bin, exports, typesVersions } = manifest;
    const paths = JSON.stringify([main, types, bin, exports, typesVersions]).match(/build\/[^"*]*/g);
    expect((paths ?? []).length).toBeGreaterThan(5);
    expect((paths ?? []).filter((path) => !existsSync(join(installed, path)))).toEqual([]);
    const pictures = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((page) => {
        const found = readFileSync(join(installed, page), 'utf8').matchAll(
          /(?:!\[[^\]]*\]\(|<img[^>]* src=")([^)"\s]+)/g,
        );
        return [...found].map(([, to = '']) => join(dirname(page), to));
      });
    expect(pictures.length).toBeGreaterThan(5);
    expect(pictures.filter((picture) => !existsSync(join(installed, picture)))).toEqual([]);
  });

  test('opens every door of its package.json also to those who look modules up as Node.js 10 did', () => {
    const { exports, typesVersions } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      exports: Record<string, { types?: string }>;
      typesVersions: { '*': Record<string, readonly string[]> };
    };
    const doors = Object.entries(exports).filter(([door, { types }]) => door !== '.' && types !== undefined);
    expect(typesVersions['*']).toEqual(Object.fromEntries(doors.map(([door, { types }]) => [door.slice(2), [types]])));
  });

  test('holds no path of the machine that packed it, and no source map', () => {
    const found = files.filter((file) => {
      const text = readFileSync(join(installed, file), 'utf8');
      return text.includes(root) || /^\/\/# sourceMappingURL=/m.test(text);
    });
    expect(found).toEqual([]);
  });

  test('is small, with all that comes with it beside cdk8s-plus-27', () => {
    const seen = new Set<string>();
    const visit = (folder: string): void => {
      if (seen.has(folder)) return;
      seen.add(folder);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>;
      };
      for (const each of Object.keys(manifest.dependencies ?? {})) {
        const own = join(folder, 'node_modules', each);
        visit(existsSync(own) ? own : join(root, 'node_modules', each));
      }
    };
    for (const each of ['cdk8s', 'constructs', ...Object.keys(dependencies)]) visit(join(root, 'node_modules', each));
    const sizes = [installed, ...seen].flatMap((folder) =>
      filesIn(folder).map((file) => statSync(join(folder, file)).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limit);
  });

  test('uses every package that it asks for, and asks for every package that it uses', () => {
    const names = (pattern: RegExp, ending: string): readonly string[] => {
      const found = files
        .filter((file) => file.startsWith('build/') && file.endsWith(ending))
        .flatMap((file) => [...readFileSync(join(installed, file), 'utf8').matchAll(pattern)])
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith(name));
      const packages = found.map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '');
      return [...new Set(packages)]
        .filter((each) => !each.startsWith('node:') && !builtinModules.includes(each))
        .sort();
    };
    const loaded = names(/\brequire\("([^"]+)"\)/g, '.js');
    const typed = names(/(?:\bfrom |\bimport\()["']([^"']+)["']/g, '.d.ts');
    const asked = [...Object.keys(dependencies), ...Object.keys(peerDependencies)].sort();
    expect([...new Set([...loaded, ...typed])].sort()).toEqual(asked);
    // Its types only: loading it would cost every start.
    expect(loaded).not.toContain('cdk8s-plus-27');
  });
});

describe('an app of its own that uses the package', () => {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');

  test('compiles under every way to resolve modules, the declarations of the package included', async () => {
    const [node16, bundler, node10] = await Promise.all([
      project.run(tsc, ['-p', 'tsconfig.json']),
      project.run(tsc, ['-p', 'tsconfig.bundler.json']),
      project.run(tsc, ['-p', 'tsconfig.node10.json']),
    ]);
    expect({ node16, bundler, node10 }).toEqual({
      node16: { code: 0, stdout: '', stderr: '' },
      bundler: { code: 0, stdout: '', stderr: '' },
      node10: { code: 0, stdout: '', stderr: '' },
    });
  }, 60_000);

  test('is synthesized by cdk8s, and by drydock to the same bytes', async () => {
    const output = join(project.folder, 'dist', 'shop.k8s.yaml');
    const stock = await project.run(join('node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), ['synth']);
    expect(stock).toMatchObject({ code: 0 });
    const yaml = readFileSync(output, 'utf8');
    expect(`\n${yaml}`).toMatchSnapshot();

    rmSync(join(project.folder, 'dist'), { recursive: true });
    const own = await project.run(join('node_modules', name, 'build', 'lib', 'cli', 'drydock.js'), ['synth']);
    expect(own).toMatchObject({ code: 0 });
    expect(readFileSync(output, 'utf8')).toBe(yaml);
  }, 60_000);

  test.each(['cjs', 'esm'] as const)(
    'yields the same bytes as a bundle (%s) beside its node_modules',
    async (format) => {
      const output = join(project.folder, 'bundled', 'shop.k8s.yaml');
      const bundle = join(project.folder, `bundle.${format === 'cjs' ? 'cjs' : 'mjs'}`);
      const { warnings } = await esbuild.build({
        entryPoints: [join(project.folder, 'main.ts')],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        format,
        logLevel: 'silent',
        // What every bundle of ES modules needs that holds CommonJS, as cdk8s is.
        banner: {
          js: format === 'cjs' ? '' : "import { createRequire } from 'module';const require = createRequire('/');",
        },
      });
      expect(warnings).toEqual([]);
      for (const folder of [project.folder, tmpdir()]) {
        rmSync(dirname(output), { recursive: true, force: true });
        expect(await run(process.execPath, [bundle], folder, { CDK8S_OUTDIR: dirname(output) })).toMatchObject({
          code: 0,
        });
        expect(readFileSync(output, 'utf8')).toBe(readFileSync(join(project.folder, 'dist', 'shop.k8s.yaml'), 'utf8'));
      }
    },
    60_000,
  );
});

test('the first program of README.md passes the line for CI of README.md, and nothing complains on the way', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^`([\w.]+)`[^\n]*\n\n```\w+\n([^]*?)```$/gm)].map(
    ([, file = '', text = '']) => [file, text] as const,
  );
  expect(blocks.map(([file]) => file)).toEqual(['cdk8s.yaml', 'tsconfig.json', 'main.ts']);
  const [line = ''] = /^npx tsc .*&& npx drydock synth.*$/m.exec(readme) ?? [];
  const commands = line.split(' && ');
  expect(commands).toEqual([
    'npx tsc --noEmit',
    'npx drydock synth',
    'npx drydock check --strict-exit',
    'git diff --exit-code dist',
  ]);
  const app = new Project(Object.fromEntries(blocks), ['cdk8s', 'constructs', 'cdk8s-plus-27', 'tsx', 'typescript']);
  try {
    for (const each of Object.keys(dependencies)) {
      symlinkSync(join(root, 'node_modules', each), join(app.folder, 'node_modules', each));
    }
    mkdirSync(join(app.folder, 'node_modules', '@types'));
    symlinkSync(join(root, 'node_modules', '@types', 'node'), join(app.folder, 'node_modules', '@types', 'node'));
    symlinkSync(installed, join(app.folder, 'node_modules', name));
    await run('git', ['init', '--quiet'], app.folder);
    const programs: Readonly<Record<string, string>> = {
      tsc: join('node_modules', 'typescript', 'bin', 'tsc'),
      drydock: join('node_modules', name, 'build', 'lib', 'cli', 'drydock.js'),
    };
    for (const command of commands) {
      const [program = '', ...words] = command.replace(/^npx /, '').split(' ');
      const script = programs[program];
      const outcome = script === undefined ? run(program, words, app.folder) : app.run(script, words);
      expect([command, await outcome]).toEqual([command, expect.objectContaining({ code: 0, stderr: '' })]);
    }
  } finally {
    app.remove();
  }
}, 60_000);
