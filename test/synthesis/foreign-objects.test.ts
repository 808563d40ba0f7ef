import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Include, JsonPatch, YamlOutputType } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { App, Chart, type AppProps } from '../../lib';
import { contentsOf, withFolder } from './folder';

const LIST = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: s1}, spec: {ports: [{port: 80}], selector: {a: b}}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: c1, namespace: own, labels: {tier: x}}, data: {mode: "0777"}}
- {apiVersion: v1, kind: Namespace, metadata: {name: n1}}
- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: c2}}]}
`;

/** What an app that includes the List writes. */
function included(props: AppProps = {}): Record<string, string> {
  return withFolder((folder) => {
    writeFileSync(join(folder, 'list.yaml'), LIST);
    const app = new App({ ...props, inspection: false, outdir: join(folder, 'dist') });
    const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'blue' } });
    new Include(chart, 'all', { url: join(folder, 'list.yaml') });
    app.synth();
    return contentsOf(join(folder, 'dist'));
  });
}

test('a List that is included becomes its items, in the namespace of the chart and with its labels', () => {
  const text = included()['shop.k8s.yaml'] ?? '';
  expect(text.match(/^kind: .*/gm)).toEqual(['kind: Service', 'kind: ConfigMap', 'kind: Namespace', 'kind: ConfigMap']);
  expect(text).toContain(
    'kind: Service\nmetadata:\n  labels:\n    team: blue\n  name: s1\n  namespace: shop\nspec:\n  ports:\n',
  );
  expect(text).toContain('  labels:\n    team: blue\n    tier: x\n  name: c1\n  namespace: own\n');
  expect(text).toContain('kind: Namespace\nmetadata:\n  labels:\n    team: blue\n  name: n1\n---\n');
  expect(text).toContain('mode: "0777"');
});

test('the items of a List have files of their own, where each object has one', () => {
  const yamlOutputType = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  expect(Object.keys(included({ yamlOutputType }))).toEqual([
    'shop/',
    'shop/ConfigMap.c1.k8s.yaml',
    'shop/ConfigMap.c2.k8s.yaml',
    'shop/Namespace.n1.k8s.yaml',
    'shop/Service.s1.k8s.yaml',
  ]);
});

describe('a JSON patch', () => {
  /** What an app says of a patch on an object. */
  function said(object: (chart: Chart) => ApiObject, ...patches: JsonPatch[]): unknown[] {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      return withFolder((outdir) => {
        const app = new App({ outdir, inspection: false });
        object(new Chart(app, 'shop')).addJsonPatch(...patches);
        app.synth();
        return told.mock.calls.map(([line]: unknown[]) => line);
      });
    } finally {
      told.mockRestore();
    }
  }
  const deployment = (chart: Chart): ApiObject =>
    new k8s.KubeDeployment(chart, 'd', {
      metadata: { name: 'd' },
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'nginx:1.30' }] } },
      },
    });
  const rollingUpdate = JsonPatch.add('/spec/strategy', { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });

  test('that vanishes from an object of cdk8s-plus is a warning that names it, and what to use', () => {
    expect(said(deployment, rollingUpdate)).toEqual([
      expect.stringMatching(
        /^warning: shop\/d \(KubeDeployment\): the patch at \/spec\/strategy\/rollingUpdate\/maxSurge has no effect.*Manifest\.override/,
      ),
    ]);
    expect(said(deployment, JsonPatch.add('/spec/notYetKnown', 'x'))).toEqual([
      expect.stringContaining('the patch at /spec/notYetKnown has no effect'),
    ]);
  });

  test('that comes through is not mentioned', () => {
    const plain = (chart: Chart): ApiObject =>
      new ApiObject(chart, 'd', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: {} });
    expect(said(plain, rollingUpdate)).toEqual([]);
    expect(said(deployment, JsonPatch.add('/spec/replicas', 3), JsonPatch.remove('/spec/selector'))).toEqual([]);
    expect(said(deployment, JsonPatch.add('/spec/template/spec/containers/-', { name: 'x', image: 'a:1' }))).toEqual(
      [],
    );
  });
});
