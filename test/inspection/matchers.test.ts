import { ApiObject, App as StockApp, Chart as StockChart } from 'cdk8s';
import { App, Chart, InspectionPreset } from '../../lib';
import { inspectionMatchers } from '../../lib/testing';

expect.extend(inspectionMatchers);

function fill(chart: StockChart): void {
  new ApiObject(chart, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web' },
    data: { a: '1', b: '2' },
  });
  new ApiObject(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas: 2 },
  });
}

const app = new App();
const chart = new Chart(app, 'shop');
fill(chart);
const stockApp = new StockApp();
const stockChart = new StockChart(stockApp, 'shop');
fill(stockChart);
const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: "1"\n';
const list = {
  apiVersion: 'v1',
  kind: 'List',
  items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '1' } }],
};

/** What a matcher says when it fails. */
function failure(act: () => void): string {
  try {
    act();
  } catch (error) {
    // eslint-disable-next-line no-control-regex -- Jest colours what it says
    return (error as Error).message.replace(/\u001b\[\d+m/g, '');
  }
  throw new Error('the matcher passed');
}

describe('toHaveResource', () => {
  test.each([
    ['an app', app],
    ['a chart', chart],
    ['an app of cdk8s', stockApp],
    ['a chart of cdk8s', stockChart],
    ['manifests', chart.toJson()],
    ['YAML', yaml],
    ['a List', list],
  ])('finds an object of %s by its kind, name and a part of it', (_, subject) => {
    expect(subject).toHaveResource('ConfigMap', 'web');
    expect(subject).toHaveResource('ConfigMap', 'web', { data: { a: expect.any(String) as unknown } });
    expect(subject).not.toHaveResource('ConfigMap', 'api');
    expect(subject).not.toHaveResource('ConfigMap', 'web', { data: { a: '2' } });
  });

  test('takes the group and the namespace along', () => {
    expect(app).toHaveResource('Deployment.apps', 'shop/web', { spec: { replicas: 2 } });
    expect(app).not.toHaveResource('Deployment.batch', 'web');
    expect(app).not.toHaveResource('Deployment', 'other/web');
  });

  test('fails when there is none, and names those that are there', () => {
    const message = failure(() => expect(app).toHaveResource('Service', 'web'));
    expect(message).toContain('expected a Service called web; there are\n  ConfigMap web\n  Deployment shop/web\n');
  });

  test('fails when a part differs, and shows that part as YAML', () => {
    const message = failure(() => expect(app).toHaveResource('ConfigMap', 'web', { data: { a: '2' } }));
    expect(message).toContain('-   a: "2"');
    expect(message).toContain('+   a: "1"');
    expect(message).not.toContain('b:');
  });

  test('fails when it should not be there, and shows it', () => {
    const message = failure(() => expect(app).not.toHaveResource('ConfigMap', 'web'));
    expect(message).toContain('expected no ConfigMap called web, got\n\napiVersion: v1\nkind: ConfigMap\n');
  });

  test('fails when asked of something else', () => {
    expect(() => expect(5).toHaveResource('ConfigMap', 'web')).toThrow(/an App, a Chart, manifests or YAML text/);
    expect(() => expect('a: [').toHaveResource('ConfigMap', 'web')).toThrow(/the text under test is no YAML/);
  });
});

describe('toHaveResourceCount', () => {
  test('counts the objects of a kind', () => {
    expect(app).toHaveResourceCount('Deployment', 1);
    expect(app).toHaveResourceCount('Service', 0);
    expect(app).not.toHaveResourceCount('Deployment', 2);
  });

  test('fails when there are more or fewer', () => {
    const message = failure(() => expect(app).toHaveResourceCount('Deployment', 2));
    expect(message).toContain('expected 2 of the kind Deployment, got 1; there are\n  ConfigMap web');
  });
});

describe('toPassInspection', () => {
  const broken = yaml.replace('name: web', 'name: Web');

  test('passes what has no error, and not what has one', () => {
    expect(yaml).toPassInspection();
    expect(broken).not.toPassInspection();
    expect(broken).toPassInspection({ rules: { 'api/name-syntax': 'off' as never } });
    expect(app).not.toPassInspection({ preset: InspectionPreset.API_ONLY });
  });

  test('fails with the report, the lines of YAML and the construct', () => {
    expect(failure(() => expect(broken).toPassInspection())).toContain('  > 4 |   name: Web');
    expect(failure(() => expect(app).toPassInspection())).toContain('Deployment shop/web (construct shop/deployment)');
  });

  test('fails when its options are wrong', () => {
    expect(() => expect(yaml).toPassInspection({ presets: 'strict' } as never)).toThrow(
      "the options: there is no key 'presets'; did you mean 'preset'",
    );
  });
});
