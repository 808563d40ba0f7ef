import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App as StockApp } from 'cdk8s';
import { ValidationContext } from 'cdk8s-cli/plugins';
import {
  ApiObject,
  App,
  Chart,
  Inspection,
  InspectionError,
  InspectionPlugin,
  RuleSeverity,
  WebService,
} from '../../lib';
import { Project, run } from '../cli/project';
import { compilePackage } from '../synthesis/compiled';

jest.setTimeout(60_000);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-plugin-'));
  folders.push(folder);
  return folder;
}

function serviceIn(app: App, name: string): void {
  const chart = new Chart(app, 'shop');
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port: 80 }] },
  });
}

describe('an inspection inside of synth()', () => {
  test('fails when a manifest has an error, and writes nothing', () => {
    const outdir = join(temporary(), 'dist');
    const app = new App({ outdir });
    Inspection.of(app);
    serviceIn(app, 'Web');
    let error: unknown;
    try {
      app.synth();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InspectionError);
    const { message, report } = error as InspectionError;
    expect(message).toContain('the manifests are not fit for the cluster; nothing was written');
    expect(report).toContain(
      `${outdir}/shop.k8s.yaml\n  Service Web (construct shop/service)\n    error api/name-syntax 4:3`,
    );
    expect(report).toContain('      > 4 |   name: Web');
    expect(Object.keys(error as object)).toEqual([]);
    expect(existsSync(outdir)).toBe(false);
  });

  test('names the line of code that made an object of ours, and not those of this package', () => {
    const app = new App({ outdir: temporary() });
    Inspection.of(app, { rules: { 'rel/readiness': RuleSeverity.ERROR } });
    new WebService(new Chart(app, 'shop'), 'web', { name: 'web', image: 'nginx:1' });
    const line = Number(/plugin\.test\.ts:(\d+)/.exec(new Error().stack ?? '')?.[1]) - 1;
    expect(() => app.synth()).toThrow(
      `Deployment web (construct shop/web/deployment, made at test/inspection/plugin.test.ts:${line}:5)`,
    );
  });

  test('records no line of code for an app that is not inspected', () => {
    const app = new App({ inspection: false });
    new WebService(new Chart(app, 'shop'), 'web', { name: 'web', image: 'nginx:1' });
    const sources = app.synthesize().flatMap(({ objects }) => objects.map(({ source }) => source));
    expect(sources).toEqual(sources.map(() => undefined));
  });

  test('writes what has no error, and tells of the rest', () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const outdir = temporary();
    const app = new App({ outdir });
    Inspection.of(app, { rules: { 'net/node-port': RuleSeverity.OFF } });
    const chart = new Chart(app, 'shop');
    const spec = { selector: { app: 'x' }, ports: [{ port: 80 }] };
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec });
    app.synth();
    expect(existsSync(join(outdir, 'shop.k8s.yaml'))).toBe(true);
    expect(told).toHaveBeenCalledWith(expect.stringContaining('warning ref/service-no-pods'));
    Inspection.of(app, { strictExit: true });
    expect(() => app.synth()).toThrow(InspectionError);
    told.mockRestore();
  });

  test('takes what lives outside, and the version of the cluster', () => {
    const app = new App({ outdir: temporary() });
    Inspection.of(app, { externals: ['deployment/web'], strictExit: true, kubernetes: '1.30' });
    new ApiObject(new Chart(app, 'shop'), 'a', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'a' },
      spec: {
        minReplicas: 2,
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    });
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ['an unknown option', { presett: 'strict' }, "there is no key 'presett'; did you mean 'preset'"],
    ['an unknown preset', { preset: 'hard' }, 'the preset must be one of recommended, strict, api-only, got "hard"'],
    ['an unknown rule', { rules: { 'api/nam': 'off' } }, 'there is no rule "api/nam"'],
    ['an unknown version', { kubernetes: '1.2' }, 'the Kubernetes version must be one of 1.27'],
    ['a wrong type', { externals: 'secret/x' }, "'externals' must be a list of texts"],
  ])('fails when given %s', (_, options, message) => {
    const app = new App({ outdir: temporary() });
    Inspection.of(app, options as never);
    expect(() => app.synth()).toThrow(message);
  });

  test('fails when given an app of cdk8s, and says what to do', () => {
    expect(() => Inspection.of(new StockApp() as never)).toThrow(
      "name InspectionPlugin under 'validations' in cdk8s.yaml",
    );
  });
});

describe('a validation plugin', () => {
  const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Bad\n';
  const validate = async (properties: object, text: string): Promise<ValidationContext['report']> => {
    const file = join(temporary(), 'x.k8s.yaml');
    writeFileSync(file, text);
    const context = new ValidationContext([file], 'cdk8s-drydock', '1.0.0', { Bad: { path: 'shop/bad' } });
    await new InspectionPlugin(properties).validate(context);
    return context.report;
  };

  test('reports through cdk8s what it finds', async () => {
    const report = await validate({}, `${bad}---\n${bad.replace('ConfigMap', 'Secret')}`);
    expect(report.success).toBe(false);
    const { violations, summary } = report.toJson();
    expect(violations[0]).toMatchObject({
      ruleName: 'api/name-syntax',
      recommendation: expect.stringContaining('error: the name must be') as unknown,
      fix: 'write bad',
      violatingConstructs: [
        { resourceName: 'Bad', constructPath: 'shop/bad', locations: ['ConfigMap Bad, metadata.name, line 4:3'] },
        { resourceName: 'Bad', locations: ['Secret Bad, metadata.name, line 9:3'] },
      ],
    });
    expect(summary.metadata).toMatchObject({ objects: '2', errors: '2' });
  });

  test('succeeds with warnings, but not where they count', async () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  selector: {a: b}\n  ports: [{port: 1}]\n';
    expect((await validate({}, service)).success).toBe(true);
    expect((await validate({ strictExit: true }, service)).success).toBe(false);
    expect((await validate({ rules: { api: 'off' } }, bad)).success).toBe(true);
  });

  test('fails when its properties are wrong', async () => {
    await expect(validate({ preet: 'strict' }, bad)).rejects.toThrow(
      "the properties of InspectionPlugin: there is no key 'preet'; did you mean 'preset'",
    );
  });
});

describe('a project', () => {
  const build = compilePackage();
  const root = join(__dirname, '..', '..');
  const cdk8s = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const main = `
    const { App, Chart, WebService } = require('cdk8s-drydock');
    const app = new App();
    new WebService(new Chart(app, 'shop'), 'web', { name: process.env.NAME ?? 'web', image: 'nginx:1', ports: [{ containerPort: 80 }] });
    app.synth();
  `;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const config = (name: string): string =>
    JSON.stringify({
      language: 'typescript',
      app: 'node main.js',
      validations: [
        { package: name, version, class: 'InspectionPlugin', properties: { rules: { 'rel/readiness': 'error' } } },
      ],
    });

  function project(name: string): Project {
    const made = new Project({ 'main.js': main, 'package.json': '{}', 'cdk8s.yaml': config(name) }, [
      'cdk8s',
      'constructs',
    ]);
    folders.push(made.folder);
    const target = join(made.folder, 'node_modules', 'cdk8s-drydock');
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(dirname(build), target);
    return made;
  }

  test.each([
    ['drydock synth by the name of the package', 'cdk8s-drydock', join(build, 'lib', 'cli', 'drydock.js')],
    ['drydock synth by path', './node_modules/cdk8s-drydock', join(build, 'lib', 'cli', 'drydock.js')],
    ['cdk8s synth by path', './node_modules/cdk8s-drydock', cdk8s],
  ])('is inspected by %s, with the construct and the line of code of each object', async (_, name, command) => {
    const { folder } = project(name);
    const { code, stdout } = await run(process.execPath, [command, 'synth'], folder);
    expect(code).toBe(2);
    expect(stdout).toContain('rel/readiness (1 occurrences)');
    expect(stdout).toMatch(
      /> Deployment web, spec\.template\.spec\.containers\[0\], line \d+:\d+, construct shop\/web\/deployment, made at main\.js:4:5/,
    );
  });
});
