// Charts of Helm as objects of an app: by helm itself where it is installed, by a stand-in everywhere.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from '../../lib';
import { HelmChart, HelmHooks, type HelmChartProps } from '../../lib/delivery/helm-chart';
import { testWith } from '../support/installed';
import { yamlSnapshot } from '../../lib/testing';

expect.addSnapshotSerializer(yamlSnapshot);

const greeter = join(__dirname, '..', 'fixtures', 'helm', 'greeter');
const folder = mkdtempSync(join(tmpdir(), 'drydock-helm-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A command that answers as helm would, by what it is given. */
function standIn(name: string, answers: { chart?: string; values?: string; template?: string }): string {
  const path = join(folder, name);
  const code = `#!${process.execPath}
const answers = ${JSON.stringify({ chart: 'version: 1.4.2', values: 'a: 1\nnested: {b: 1}\nfree: {}', template: '', ...answers })};
const [, , what, ...words] = process.argv;
if (answers.template === 'fails' && what === 'template') { console.error('Error: no template "x"'); process.exit(1); }
const text = what === 'show' ? answers[words[0]] : answers.template;
process.stdout.write(text.replace('RANDOM', process.hrtime.bigint()).replace('WORDS', words.join(' ')));
`;
  writeFileSync(path, code);
  chmodSync(path, 0o755);
  return path;
}

function make(props: Partial<HelmChartProps>, namespace?: string): HelmChart {
  const chart = new Chart(new App(), 'chart', namespace === undefined ? {} : { namespace });
  return new HelmChart(chart, 'greeter', { chart: greeter, version: '1.4.2', ...props });
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: WORDS}\n';

describe('a Helm chart in an app', () => {
  test.each<[string, Partial<HelmChartProps>, RegExp]>([
    [
      'there is no such chart',
      { chart: 'charts/none.tgz' },
      /there is no Helm chart 'charts\/none\.tgz'; fetch it once .*--version 1\.4\.2/,
    ],
    [
      'helm is not installed',
      { helm: join(folder, 'nowhere') },
      /needs the command '.*nowhere', which is not installed/,
    ],
    [
      'it has another version',
      { version: '1.4.3', helm: standIn('version', {}) },
      /'version' is 1\.4\.3, and the Helm chart '.*greeter' has 1\.4\.2/,
    ],
    ['helm refuses it', { helm: standIn('fails', { template: 'fails' }) }, /is refused by helm: no template "x"/],
    [
      'it makes something else each time',
      { helm: standIn('random', { template: 'a: RANDOM' }) },
      /makes something else each time/,
    ],
    ['it yields no YAML', { helm: standIn('yaml', { template: 'a: [' }) }, /yields YAML that cannot be read/],
    [
      'it yields what is no object',
      { helm: standIn('list', { template: '- a' }) },
      /yields what is no object of Kubernetes: \["a"\]/,
    ],
    [
      'it yields an object without a name',
      { helm: standIn('nameless', { template: 'apiVersion: v1\nkind: Pod' }) },
      /yields what is no object/,
    ],
    [
      'a value is misspelt',
      { values: { nested: { c: 1 } }, helm: standIn('typo', {}) },
      /'values\.nested\.c' is no value that the Helm chart lists/,
    ],
    [
      'a value is almost one',
      { values: { nestet: {} }, helm: standIn('near', {}) },
      /'values\.nestet' .* did you mean 'nested'\?/,
    ],
    ['its version is a range', { version: '^1.4.0' }, /'version' must be one exact version/],
  ])('fails when %s', (_what, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  test('takes values that the chart does not list where they cannot be listed, or where that is said', () => {
    const helm = standIn('open', { chart: 'version: 1.4.2\ndependencies: [{name: redis, alias: cache}]' });
    expect(() => make({ helm, values: { free: { any: 1 }, global: {}, cache: { x: 1 } } })).not.toThrow();
    expect(() => make({ helm, values: { odd: 1 }, unlistedValues: true })).not.toThrow();
  });

  test('hands helm the release, the namespace and the version of Kubernetes, and no word that is taken for an option', () => {
    const helm = standIn('words', { template: configMap.replace('WORDS', 'x').concat('data: {words: WORDS}\n') });
    const [object] = make({ helm, kubernetes: '1.30', includeCrds: true }, 'shop').objects;
    expect((object?.toJson() as { data: { words: string } }).data.words).toBe(
      `greeter ${greeter} --namespace shop --kube-version 1.30 --values - --include-crds`,
    );
  });

  test('fails on every bad input with a message that names the prop', () => {
    const inputs: { [prop: string]: unknown } = {
      chart: '',
      release: 'A b',
      namespace: 'A',
      values: [],
      unlistedValues: 'yes',
      kubernetes: '2',
      includeCrds: 1,
      hooks: 'all',
      helm: '',
    };
    for (const [prop, value] of Object.entries(inputs)) {
      expect(() => make({ [prop]: value })).toThrow(new RegExp(`greeter \\(HelmChart\\): '${prop}' must be`));
    }
    expect(() => make({ verson: '1' } as never)).toThrow(
      /'verson' is not a known prop, got "1"; did you mean 'version'\?/,
    );
  });
});

const testWithHelm = testWith('helm');

describe('by helm itself', () => {
  testWithHelm('a chart is plain manifests, each in a namespace if its kind is', () => {
    const { objects } = make({ release: 'hi', values: { replicas: 2, podAnnotations: { a: 'b' } } }, 'shop');
    expect(objects.map((object) => object.toJson() as unknown)).toMatchInlineSnapshot(`
      apiVersion: v1
      kind: ConfigMap
      metadata:
        labels:
          app.kubernetes.io/managed-by: Helm
        name: hi-greeter
        namespace: shop
      data:
        greeting: hello
        kubernetes: v1.27
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: hi-greeter
      rules: []
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: hi-greeter
        namespace: shop
      spec:
        replicas: 2
        selector:
          matchLabels:
            app: greeter
        template:
          metadata:
            annotations:
              a: b
            labels:
              app: greeter
          spec:
            containers:
              - image: nginx:1.30
                name: greeter
    `);
  });

  testWithHelm('an object of it can be overridden, and one that is not there is refused', () => {
    const chart = make({});
    chart.object('Deployment', 'greeter-greeter').override({ spec: { replicas: 3 } });
    expect(chart.object('Deployment', 'greeter-greeter').toJson()).toMatchObject({ spec: { replicas: 3 } });
    expect(() => chart.object('Deployment', 'greeter-greetr')).toThrow(/did you mean Deployment greeter-greeter\?/);
  });

  testWithHelm('what becomes of hooks has to be said', () => {
    const values = { hook: true };
    expect(() => make({ values })).toThrow(/has hooks, which plain manifests have not: Pod before \(pre-install\)/);
    const names = (hooks: HelmHooks): string[] => make({ values, hooks }).objects.map(({ name }) => name);
    expect(names(HelmHooks.AS_OBJECTS)).toContain('before');
    expect(names(HelmHooks.LEAVE_OUT)).not.toContain('before');
    expect(names(HelmHooks.AS_OBJECTS)).not.toContain('test');
  });

  testWithHelm('a chart that makes up a password is refused', () => {
    expect(() => make({ values: { random: true } })).toThrow(/makes something else each time, such as a password/);
  });
});
