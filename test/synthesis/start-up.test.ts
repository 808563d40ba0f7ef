import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { run } from '../cli/project';
import { compilePackage } from './compiled';
import { withFolderAsync } from './folder';

const BUILD = compilePackage();

/** Tells at the end of a process which modules it has loaded: packages by their name, our files by their path. */
const LIST = `process.on('exit', () => {
  const names = Object.keys(require.cache).map((path) => path.split(/node_modules[\\\\/](?!\\.cache)/).slice(1).join(' > ') || path);
  const own = names.filter((name) => name.startsWith(${JSON.stringify(BUILD)}));
  const packages = names.filter((name) => !name.startsWith('/')).map((name) => name.replace(/((?:^| > )(?:@[^/]+\\/)?[^/ ]+)\\/[^>]*/g, '$1').replace(/ +/g, ' ').trim());
  console.error(JSON.stringify({
    packages: [...new Set(packages)].sort(),
    own: own.map((name) => name.slice(${JSON.stringify(BUILD)}.length + 5).replace(/\\\\/g, '/').replace(/\\.js$/, '')).sort(),
  }));
});`;

interface Loads {
  readonly packages: readonly string[];
  readonly own: readonly string[];
}

/** What each process of a command has loaded, the last one to end last. */
async function loadsOf(words: readonly string[], cwd = BUILD): Promise<Loads[]> {
  return withFolderAsync(async (folder) => {
    const list = join(folder, 'list.js');
    writeFileSync(list, LIST);
    const { code, stderr } = await run(process.execPath, words, cwd, { NODE_OPTIONS: `--require ${list}` });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^\{"packages"/) as unknown]);
    return stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Loads);
  });
}

describe('at the start', () => {
  test('an App loads cdk8s and constructs, but neither a reader of YAML nor one of JSON patches', async () => {
    const [loads] = await loadsOf(['-e', `require('${BUILD}/lib/synthesis/app')`]);
    const needed =
      /^(?:core(?:\/text)?|synthesis)\/[^/]+$|^synthesis\/helm\/is-helm-chart$|^inspection\/model\/origin-key$/;
    expect(loads?.packages).toEqual(['cdk8s', 'constructs']);
    expect(loads?.own.filter((name) => !needed.test(name))).toEqual([]);
  });

  test('the package loads cdk8s and constructs, and of commands, rules and schemas only the way to them', async () => {
    const [loads] = await loadsOf(['-e', `require('${BUILD}/lib/index')`]);
    expect(loads?.packages).toEqual(['cdk8s', 'constructs']);
    expect(loads?.own).toContain('index');
    const large = /^(?:cli|inspection|testing|migration|examples|synthesis\/(?:project|launch))\//;
    const way = ['inspection/model/origin-key', 'inspection/plugin/plugin', 'synthesis/project/output-lock'];
    expect(loads?.own.filter((name) => large.test(name) && !way.includes(name))).toEqual([]);
  });

  test('what cdk8s and constructs ask of node is loaded when it is used, and works then', async () => {
    await withFolderAsync(async (folder) => {
      const script = join(folder, 'script.js');
      writeFileSync(
        script,
        `const { ApiObject, Chart, StockApp } = require('${BUILD}/lib/core/cdk8s');
        const loaded = () => ['crypto', 'child_process'].map((name) => process.moduleLoadList.includes('NativeModule ' + name));
        const before = loaded();
        const { name, node } = new ApiObject(new Chart(new StockApp(), 'c'), 'o', { apiVersion: 'v1', kind: 'X' });
        const helm = require(require.resolve('cdk8s/lib/_child_process', { paths: ['${BUILD}'] }))._child_process.spawnSync;
        const same = helm === require('child_process').spawnSync && require('crypto') === require('node:crypto');
        console.log(JSON.stringify([before, name, node.addr, same, loaded()]));`,
      );
      const { stdout, stderr } = await run(process.execPath, [script], BUILD);
      const { name, node } = new ApiObject(new Chart(new App(), 'c'), 'o', { apiVersion: 'v1', kind: 'X' });
      expect([stderr, stdout]).toEqual([
        '',
        `${JSON.stringify([[false, false], name, node.addr, true, [true, true]])}\n`,
      ]);
    });
  });

  test('the classes that come through our door are those of cdk8s, and yaml works when it is wanted', async () => {
    const script = `
      const ours = require('${BUILD}/lib/core/cdk8s');
      const loaded = () => Object.keys(require.cache).some((path) => /[\\\\/]yaml[\\\\/]dist[\\\\/]/.test(path));
      const cdk8s = require('cdk8s');
      const before = loaded();
      const text = cdk8s.Yaml.stringify({ a: '1' });
      const patched = cdk8s.JsonPatch.apply({}, cdk8s.JsonPatch.add('/b', 2));
      console.log(JSON.stringify([ours.Chart === cdk8s.Chart, before, text, loaded(), patched]));`;
    const { stdout, stderr } = await run(process.execPath, ['-e', script], BUILD);
    expect([stderr, stdout]).toEqual(['', '[true,false,"a: \\"1\\"\\n",true,{"b":2}]\n']);
  });

  test('drydock loads a command when it is called, and drydock synth no compiler and no cdk8s', async () => {
    const drydock = join(BUILD, 'lib', 'cli', 'drydock.js');
    const [help] = await loadsOf([drydock, '--version']);
    expect(help).toEqual({ packages: ['commander'], own: ['cli/drydock'] });
    await withFolderAsync(async (folder) => {
      writeFileSync(join(folder, 'cdk8s.yaml'), 'app: node app.js\n');
      writeFileSync(join(folder, 'app.js'), `require('fs').mkdirSync(process.env.CDK8S_OUTDIR);\n`);
      const script = `process.argv = [process.argv[0], '${drydock}', 'synth']; console.error = () => {}; require('${drydock}');`;
      expect(existsSync(drydock)).toBe(true);
      const { stdout } = await run(
        process.execPath,
        ['-e', `${script} process.on('exit', () => console.log(JSON.stringify(Object.keys(require.cache))))`],
        folder,
      );
      const paths = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as string[];
      const own = paths
        .filter((path) => path.startsWith(BUILD))
        .map((path) => path.slice(BUILD.length + 5).replace(/\.js$/, ''));
      const needed =
        /^cli\/(?:commands\/synth|drydock|terminal|action)$|^core\/(?:errors|caller|system-error|text\/(?:printable|secret-name))$/;
      const parts = /^synthesis\/(?:file-record$|project\/|launch\/(?!transpile|typescript-hook|register))/;
      expect(own.filter((name) => !needed.test(name) && !parts.test(name))).toEqual([]);

      const others = paths
        .filter((path) => !path.startsWith(BUILD))
        .map((path) => /.*node_modules[\\/]([^\\/]+)/.exec(path)?.[1]);
      expect([...new Set(others)].sort()).toEqual(['commander', 'yaml']);
    });
  });
});
