import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recognise, splitCommand } from '../../lib/synthesis/launch/app-command';
import { planLaunch, type LaunchPlan } from '../../lib/synthesis/launch/launch-plan';
import { withFolder } from './folder';

describe('the command of an app', () => {
  test.each<[string, string, string[]]>([
    ['node main.js', 'node', ['main.js']],
    ['  node   main.js ', 'node', ['main.js']],
    [`node 'my main.js' "an argument" --name="x y"`, 'node', ['my main.js', 'an argument', '--name=x y']],
    ['python3 main.py', 'python3', ['main.py']],
    ['C:/node.exe main.js', 'C:/node.exe', ['main.js']],
    [`node ""`, 'node', ['']],
  ])('is split into words: %s', (command, program, words) => {
    expect(splitCommand(command)).toEqual({ program, arguments: words });
  });

  test.each([
    'npm run build && node main.js',
    'NODE_ENV=production node main.js',
    'node main.js | cat',
    'node $MAIN',
    'node `which main`',
    'node main.js > log',
    'node *.js',
    '~/bin/app',
    'node main\\ file.js',
    'node "main.js',
    'node main.js; echo done',
    'node main.js\necho done',
    '',
  ])('is left to a shell where it takes one: %j', (command) => {
    expect(splitCommand(command)).toBeUndefined();
  });

  test.each<[string, 'tsx' | 'ts-node', string, string[]]>([
    ['npx ts-node main.ts', 'ts-node', 'main.ts', []],
    ['npx -y ts-node -T main.ts', 'ts-node', 'main.ts', []],
    ['ts-node --transpile-only src/main.ts --env prod', 'ts-node', 'src/main.ts', ['--env', 'prod']],
    ['node -r ts-node/register main.ts', 'ts-node', 'main.ts', []],
    ['node --require ts-node/register/transpile-only main.ts', 'ts-node', 'main.ts', []],
    ['./node_modules/.bin/tsx main.ts', 'tsx', 'main.ts', []],
    ['npx tsx main.cts', 'tsx', 'main.cts', []],
    ['node --import tsx main.ts', 'tsx', 'main.ts', []],
    ['node --import=tsx main.ts x', 'tsx', 'main.ts', ['x']],
    ['node -r tsx/cjs main.ts', 'tsx', 'main.ts', []],
  ])('is recognised as TypeScript: %s', (command, runner, file, words) => {
    expect(recognise(splitCommand(command) ?? { program: '', arguments: [] })).toEqual({
      runner,
      file,
      arguments: words,
    });
  });

  test.each([
    'node main.js',
    'node main.ts',
    'node --import tsx --inspect main.ts',
    'node --import ./hook.mjs main.ts',
    'node --max-old-space-size=4096 -r ts-node/register main.ts',
    'ts-node --project other.json main.ts',
    'ts-node --esm main.ts',
    'tsx watch main.ts',
    'tsx main.mts',
    'tsx main.tsx',
    'tsx',
    'npx cdktf synth',
    'npx',
    'npm run synth',
    'python3 main.py',
  ])('is run as it stands where it may mean more: %s', (command) => {
    expect(recognise(splitCommand(command) ?? { program: '', arguments: [] })).toBeUndefined();
  });
});

describe('the plan of a launch', () => {
  const modules = join(__dirname, '..', '..', 'node_modules');
  const plan = (files: Record<string, string>, runner: 'tsx' | 'ts-node' = 'tsx'): LaunchPlan | undefined =>
    withFolder((folder) => {
      mkdirSync(join(folder, 'node_modules', 'ts-node'), { recursive: true });
      for (const name of ['tsx', 'typescript']) {
        symlinkSync(join(modules, name), join(folder, 'node_modules', name));
      }
      writeFileSync(join(folder, 'node_modules', 'ts-node', 'package.json'), '{}');
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
      }
      return planLaunch({ runner, file: 'main.ts', arguments: [] }, folder);
    });
  const digest = (files: Record<string, string>): string | undefined => plan(files)?.digest;

  test('names the transpiler of the runner and a cache among the packages', () => {
    expect(plan({})).toMatchObject({
      transpiler: join(modules, 'esbuild'),
      cache: expect.stringMatching(/cdk8s-drydock$/) as unknown,
    });
    expect(plan({}, 'ts-node')).toMatchObject({ transpiler: join(modules, 'typescript') });
  });

  test('changes with all that decides about the JavaScript', () => {
    const base = { 'tsconfig.json': '{"extends": ["./base.json"]}', 'base.json': '{}' };
    expect(digest(base)).toBe(digest({ ...base }));
    expect(digest({ ...base, 'base.json': '{"compilerOptions": {"target": "es2020"}}' })).not.toBe(digest(base));
    expect(digest({ ...base, 'tsconfig.json': '{"extends": "./base" }' })).not.toBe(digest(base));
    expect(plan(base, 'ts-node')?.digest).not.toBe(digest(base));
  });

  test.each<[string, Record<string, string>, 'tsx' | 'ts-node']>([
    ['its files are ES modules', { 'package.json': '{"type": "module"}' }, 'tsx'],
    ['its paths are mapped', { 'tsconfig.json': '{"compilerOptions": {"paths": {}}}' }, 'tsx'],
    ['ts-node has options of its own', { 'tsconfig.json': '{"ts-node": {"swc": true}}' }, 'ts-node'],
    ['what it extends is not there', { 'tsconfig.json': '{"extends": "@company/tsconfig"}' }, 'tsx'],
  ])('is none when %s', (_what, files, runner) => {
    expect(plan(files, runner)).toBeUndefined();
  });

  test('is none when the runner is not installed', () => {
    withFolder((folder) => {
      writeFileSync(join(folder, 'package.json'), '{}');
      expect(planLaunch({ runner: 'ts-node', file: 'main.ts', arguments: [] }, folder)).toBeUndefined();
    });
  });
});
