import { inspect } from '../../lib/inspection/engine/engine';
import { derivedDefaults, fixedDefaults } from '../../lib/inspection/change-guard/server-defaults';
import { readYaml } from '../../lib/inspection/reading/yaml-source';
import { SchemaSet } from '../../lib/inspection/schema/schema-set';
import { kubernetesVersions } from '../../lib/inspection/schema/kubernetes-version';

/** What the change guard finds between two texts: `rule object path`. */
function changes(before: string, after: string, kubernetes = '1.27'): string[] {
  const input = { ...readYaml(after, 'after.yaml'), previous: readYaml(before, 'before.yaml').sources };
  const { findings } = inspect(input, { kubernetes });
  return findings
    .filter(({ rule }) => rule.startsWith('change/'))
    .map(({ rule, object, path }) => `${rule} ${object.kind} ${object.name} ${path}`.trim());
}

function manifest(kind: string, apiVersion: string, rest: string, name = 'x'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}\n`;
}

const template = `template:
    metadata:
      labels: {app: x}
    spec:
      containers:
        - name: main
          image: nginx:1`;

const set = (extra: string, name = 'x', image = 'mariadb:11'): string =>
  manifest(
    'StatefulSet',
    'apps/v1',
    `spec:
  serviceName: x
  selector: {matchLabels: {app: x}}
  template:
    metadata: {labels: {app: x}}
    spec: {containers: [{name: main, image: "${image}"}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
${extra}`,
    name,
  );

const claim = (spec: string): string =>
  manifest('PersistentVolumeClaim', 'v1', `spec:\n  accessModes: [ReadWriteOnce]\n${spec}`);
const size = (storage: string): string => `  resources: {requests: {storage: ${storage}}}`;
const service = (spec: string): string => manifest('Service', 'v1', `spec:\n  ports: [{port: 80}]\n${spec}`);
const deployment = (app: string): string =>
  manifest('Deployment', 'apps/v1', `spec:\n  selector: {matchLabels: {app: ${app}}}\n  ${template}`);
const job = (spec: string): string =>
  manifest('Job', 'batch/v1', `spec:\n  template:\n    spec:\n      restartPolicy: Never\n      ${spec}`);

const field = 'change/immutable-field';
const binding = (role: string): string =>
  manifest(
    'RoleBinding',
    'rbac.authorization.k8s.io/v1',
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${role}}`,
  );
const storageClass = (rest: string): string => manifest('StorageClass', 'storage.k8s.io/v1', `provisioner: a\n${rest}`);
const pod = (image: string, more = ''): string =>
  manifest('Pod', 'v1', `spec:\n  containers: [{name: main, image: "${image}"${more}}]`);

describe('a change that the cluster refuses', () => {
  test.each([
    [
      'the selector of a Deployment',
      deployment('x'),
      deployment('z'),
      `${field} Deployment x spec.selector.matchLabels.app`,
    ],
    [
      'a field of a StatefulSet',
      set(''),
      set('  podManagementPolicy: Parallel'),
      `${field} StatefulSet x spec.podManagementPolicy`,
    ],
    [
      'a claim template of a StatefulSet',
      set(''),
      set('').replace('1Gi', '2Gi'),
      `${field} StatefulSet x spec.volumeClaimTemplates[0].spec.resources.requests.storage`,
    ],
    [
      'the template of a Job',
      job('containers: [{name: a, image: "a:1"}]'),
      job('containers: [{name: a, image: "a:2"}]'),
      `${field} Job x spec.template.spec.containers[0].image`,
    ],
    [
      'the class of a claim',
      claim('  storageClassName: a'),
      claim('  storageClassName: b'),
      `${field} PersistentVolumeClaim x spec.storageClassName`,
    ],
    [
      'the size of a claim',
      claim(size('2Gi')),
      claim(size('1Gi')),
      'change/shrunken-volume PersistentVolumeClaim x spec.resources.requests.storage',
    ],
    ['a Service that becomes headless', service(''), service('  clusterIP: None'), `${field} Service x spec.clusterIP`],
    [
      'a headless Service that is to get an address',
      service('  clusterIP: None'),
      service(''),
      `${field} Service x spec.clusterIP`,
    ],
    [
      'the parameters of a StorageClass',
      storageClass('parameters: {a: "1"}'),
      storageClass('parameters: {a: "2"}'),
      `${field} StorageClass x parameters.a`,
    ],
    [
      'the policy of a StorageClass',
      storageClass(''),
      storageClass('reclaimPolicy: Retain'),
      `${field} StorageClass x reclaimPolicy`,
    ],
    ['the role of a binding', binding('a'), binding('b'), `${field} RoleBinding x roleRef.name`],
    [
      'an immutable ConfigMap',
      manifest('ConfigMap', 'v1', 'immutable: true\ndata: {a: "1"}'),
      manifest('ConfigMap', 'v1', 'immutable: true\ndata: {a: "2"}'),
      `${field} ConfigMap x data.a`,
    ],
    [
      'the type of a Secret',
      manifest('Secret', 'v1', ''),
      manifest('Secret', 'v1', 'type: example.com/a'),
      `${field} Secret x type`,
    ],
    ['what a Pod runs', pod('a:1'), pod('a:1', ', command: [b]'), `${field} Pod x spec.containers[0].command`],
  ])('is %s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual([expected]);
  });

  test('is told with both values, its line in the newer file, and the way out', () => {
    const input = { ...readYaml(deployment('z'), 'after.yaml'), previous: readYaml(deployment('x')).sources };
    const finding = inspect(input).findings.find(({ rule }) => rule === field);
    expect(finding).toMatchObject({ severity: 'error', file: 'after.yaml', line: 6 });
    expect(finding?.message).toBe('cannot change from "x" to "z" once the Deployment exists; the cluster refuses it');
    expect(finding?.fix).toContain('--cascade=orphan');
  });

  test('shows no value of a Secret', () => {
    const secret = (value: string): string => manifest('Secret', 'v1', `immutable: true\ndata: {a: ${value}}`);
    const input = { ...readYaml(secret('bmV3'), 'a'), previous: readYaml(secret('b2xk')).sources };
    expect(JSON.stringify(inspect(input))).not.toMatch(/bmV3|b2xk/);
  });

  test('depends on the version of the cluster', () => {
    const after = set('  revisionHistoryLimit: 3');
    expect(changes(set(''), after, '1.32')).toHaveLength(1);
    expect(changes(set(''), after, '1.33')).toEqual([]);
  });
});

describe('a change that loses data', () => {
  const namespace = manifest('Namespace', 'v1', '');
  test.each([
    ['a claim that is gone', claim(size('1Gi')), 'change/removed-claim PersistentVolumeClaim x'],
    ['a namespace that is gone', namespace, 'change/removed-namespace Namespace x'],
    [
      'a StatefulSet that takes its claims with it',
      set('  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}'),
      'change/removed-claim StatefulSet x spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    ],
  ])('is %s', (_, before, expected) => {
    expect(changes(before, '')).toEqual([expected]);
  });

  test('is a StatefulSet of another name with the same claims and images', () => {
    expect(changes(set(''), set('', 'z', 'mariadb:12'))).toEqual([
      'change/renamed-stateful-set StatefulSet z metadata.name',
    ]);
    expect(changes(set(''), set('', 'z', 'mongo:8'))).toEqual([]);
    expect(changes(`${set('')}---\n${set('', 'z')}`, set('', 'z'))).toEqual([]);
  });

  test('is none where an annotation keeps the object, or gives a reason', () => {
    const annotated = (annotation: string): string =>
      claim(size('1Gi')).replace('  name: x', `  name: x\n  annotations: {${annotation}}`);
    expect(changes(annotated('argocd.argoproj.io/sync-options: "Prune=false"'), '')).toEqual([]);
    expect(changes(annotated('helm.sh/resource-policy: keep'), '')).toEqual([]);
    expect(changes(annotated('drydock/ignore.change.removed-claim: it was a cache'), '')).toEqual([]);
    expect(changes(annotated('other: keep'), '')).toHaveLength(1);
  });
});

describe('a change that is none', () => {
  test.each([
    ['a larger claim', claim(size('1Gi')), claim(size('2Gi'))],
    ['another way to write a quantity', set(''), set('').replace('1Gi', '1024Mi')],
    ['a default that is written out', set(''), set('  podManagementPolicy: OrderedReady')],
    ['an address that the cluster has given', service(''), service('  type: ClusterIP')],
    ['a new image of a Pod', pod('a:1'), pod('a:2')],
    ['a claim that gets its class', claim(''), claim('  storageClassName: a')],
    [
      'a Job whose defaults are written out',
      job('containers: [{name: a, image: "a:1"}]'),
      job(
        'terminationGracePeriodSeconds: 30\n      containers: [{name: a, image: "a:1", imagePullPolicy: IfNotPresent}]',
      ),
    ],
    ['a newer API of the same group', deployment('x').replace('apps/v1', 'apps/v1beta2'), deployment('x')],
  ])('is %s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  test('is an annotation against a change that is not made', () => {
    const after = claim(size('1Gi')).replace(
      '  name: x',
      '  name: x\n  annotations: {drydock/ignore.change.removed-claim: it is a cache}',
    );
    const { findings } = inspect({ ...readYaml(after, 'a'), previous: readYaml(after).sources });
    expect(findings.filter(({ rule }) => rule.startsWith('suppression/'))).toEqual([]);
  });
});

describe('a change that sends requests where nothing answers yet', () => {
  const labelled = (name: string, replicas: string): string =>
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
${replicas}  selector: {matchLabels: {track: ${name}}}
  template:
    metadata: {labels: {track: ${name}}}
    spec: {containers: [{name: main, image: "nginx:1"}]}
`;
  const to = (track: string, name = 'x'): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  selector: {track: ${track}}\n  ports: [{port: 80}]\n`;
  const rests = '  replicas: 0\n';
  const set = (...manifests: readonly string[]): string => manifests.join('---\n');
  const shares = (...names: readonly string[]): string =>
    `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r}
spec:
  parentRefs: [{name: g}]
  rules:
    - backendRefs: [${names.map((name) => `{name: ${name}, port: 80}`).join(', ')}]
`;
  const traefik = (...names: readonly string[]): string =>
    `apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: {name: r}
spec:
  weighted:
    services: [${names.map((name) => `{name: ${name}, port: 80, weight: 1}`).join(', ')}]
`;
  const rule = 'change/unstarted-pods';

  test.each([
    [
      'a Service that turns to pods that start with it',
      set(to('blue'), labelled('blue', ''), labelled('green', rests)),
      set(to('green'), labelled('blue', ''), labelled('green', '')),
      `${rule} Service x spec.selector`,
    ],
    [
      'a Service that turns to a workload that was not there',
      set(to('blue'), labelled('blue', '')),
      set(to('green'), labelled('blue', ''), labelled('green', '')),
      `${rule} Service x spec.selector`,
    ],
    [
      'a share of a route',
      set(shares('a'), to('blue', 'a'), labelled('blue', ''), to('green', 'b'), labelled('green', rests)),
      set(shares('a', 'b'), to('blue', 'a'), labelled('blue', ''), to('green', 'b'), labelled('green', '')),
      `${rule} HTTPRoute r spec.rules[0].backendRefs[1].name`,
    ],
    [
      'a share of a TraefikService',
      set(traefik('a'), to('blue', 'a'), labelled('blue', ''), to('green', 'b'), labelled('green', rests)),
      set(traefik('a', 'b'), to('blue', 'a'), labelled('blue', ''), to('green', 'b'), labelled('green', '')),
      `${rule} TraefikService r spec.weighted.services[1].name`,
    ],
  ])('is %s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual([expected]);
  });

  test.each([
    [
      'a Service that turns to pods that ran before',
      set(to('blue'), labelled('blue', ''), labelled('green', '')),
      set(to('green'), labelled('blue', ''), labelled('green', '')),
    ],
    [
      'a Service that led nowhere before',
      set(to('blue'), labelled('blue', rests), labelled('green', rests)),
      set(to('green'), labelled('blue', rests), labelled('green', '')),
    ],
    [
      'a Service whose pods are not among the manifests',
      set(to('blue'), labelled('blue', '')),
      set(to('red'), labelled('blue', '')),
    ],
    [
      'a route that leads to another Service in the place of one',
      set(shares('a'), to('blue', 'a'), labelled('blue', '')),
      set(shares('b'), to('blue', 'a'), labelled('blue', ''), to('green', 'b'), labelled('green', '')),
    ],
  ])('is not %s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  test('is told with the way out', () => {
    const before = readYaml(set(to('blue'), labelled('blue', '')), 'a').sources;
    const after = readYaml(set(to('green'), labelled('blue', ''), labelled('green', '')), 'a');
    const finding = inspect({ ...after, previous: before }).findings.find((each) => each.rule === rule);
    expect(finding?.message).toMatch(
      /^the Service turns to the pods of .*green.*, of which none ran before; nothing answers/,
    );
    expect(finding?.fix).toContain('apply a stage that only starts these pods');
  });
});

test('every default that the server fills in is of a field that the schema knows', () => {
  const schema = SchemaSet.of(kubernetesVersions.at(-1) ?? '');
  const fields = [
    ...[...fixedDefaults()].flatMap(([name, values]) => Object.keys(values).map((field) => [name, field] as const)),
    ...derivedDefaults(),
  ];
  expect(fields.length).toBeGreaterThan(100);
  expect(fields.filter(([name, field]) => !schema.definition(name).fields.has(field))).toEqual([]);
});
