import { inspect } from '../../lib/inspection/engine/engine';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

function workload(kind: string, namespace: string, name: string, app: string): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  serviceName: ${name}
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: main, image: 'registry.example.com/main:1' }] }
---`;
}

/** The fix that a Service of namespace shop gets whose selector selects nothing. */
function fixFor(selector: string, ...workloads: string[]): string | undefined {
  const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: ${selector}, ports: [{ port: 80 }] }
`;
  const { findings } = inspect(readYaml([...workloads, service].join('\n')));
  return findings.find(({ rule }) => rule === 'ref/service-no-pods')?.fix;
}

describe('a selector that selects nothing', () => {
  const api = workload('Deployment', 'shop', 'api', 'shop-api');

  test.each([
    ['a value with a letter missing', '{ app: shopapi }'],
    ['a value in upper case', '{ app: Shop-API }'],
    ['a key with two letters swapped', '{ ap: shop-api }'],
    ['one of two labels', '{ app: shop-apo, app.kubernetes.io/name: api }'],
  ])('gets the nearest pods for %s', (_, selector) => {
    const fix = fixFor(selector, api);
    expect(fix).toMatch(
      selector.includes('name: api') ? /^remove|^correct/ : /^write app: shop-api, as Deployment shop\/api has$/,
    );
  });

  test('gets the namespace of the pods that have its labels', () => {
    const fix = fixFor('{ app: billing }', workload('Deployment', 'accounts', 'billing', 'billing'));
    expect(fix).toBe('write the namespace of the pods: those of Deployment accounts/billing are in namespace accounts');
  });

  test('is never told to remove what a controller adds', () => {
    const database = workload('StatefulSet', 'shop', 'db', 'db');
    const fix = fixFor('{ app: db, statefulset.kubernetes.io/pod-name: cache-0 }', database);
    expect(fix).toBe('write statefulset.kubernetes.io/pod-name: db-0, as a pod of StatefulSet shop/db has');
  });

  test('is compared with no pod that is not near', () => {
    expect(fixFor('{ app: mail }', api)).toBe(
      'correct the selector, add the workload, or name the Service as external: service/web',
    );
  });
});
