import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import fc from 'fast-check';
import type { ApplyObject } from '../../lib/cli/apply/apply-object';
import { readApplyOutput, readSingleOutput } from '../../lib/cli/apply/apply-output';
import { hasFailures, jsonReport, textReport } from '../../lib/cli/apply/apply-report';
import { applyStacks, type ApplyOptions, type StackOutcome } from '../../lib/cli/apply/apply-stacks';
import { findCluster } from '../../lib/cli/apply/cluster';
import { installedKubectl, type Kubectl, type KubectlAnswer, type KubectlCall } from '../../lib/cli/apply/kubectl';
import { refusalOf, serverWords } from '../../lib/cli/apply/refusal';
import { hasRollout } from '../../lib/cli/apply/rollout';
import { findStacks, type Stack } from '../../lib/cli/apply/stacks';
import { compilePackage } from '../synthesis/compiled';
import { run, type Outcome } from './project';

jest.setTimeout(60_000);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-apply-test-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Answers by the words of a call: the first pattern that they match, in order; a call that none matches is an error. */
function scripted(answers: readonly (readonly [RegExp, Partial<KubectlAnswer> | Error])[]): {
  readonly kubectl: Kubectl;
  readonly calls: KubectlCall[];
} {
  const calls: KubectlCall[] = [];
  const kubectl: Kubectl = (call) => {
    calls.push(call);
    const words = call.words.join(' ');
    const found = answers.find(([pattern]) => pattern.test(words))?.[1];
    if (found === undefined) return Promise.reject(new Error(`nobody expects: kubectl ${words}`));
    return found instanceof Error
      ? Promise.reject(found)
      : Promise.resolve({ code: 0, stdout: '', stderr: '', ...found });
  };
  return { kubectl, calls };
}

const noKubectl = scripted([]).kubectl;

function manifest(kind: string, name: string, namespace?: string, more = ''): string {
  const version: Readonly<Record<string, string>> = { Deployment: 'apps/v1', Job: 'batch/v1', Foo: 'example.com/v1' };
  return (
    `apiVersion: ${version[kind] ?? 'v1'}\nkind: ${kind}\nmetadata:\n  name: ${name}\n` +
    `${namespace === undefined ? '' : `  namespace: ${namespace}\n`}${more}`
  );
}

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: foos.example.com
spec:
  group: example.com
  names:
    kind: Foo
`;

const typedDefinition = `${definition}  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}
`;

async function stacksOf(files: Readonly<Record<string, string>>, words = ['.']): Promise<readonly Stack[]> {
  return findStacks(words, folderWith(files), noKubectl);
}

async function objectsOf(...manifests: readonly string[]): Promise<readonly ApplyObject[]> {
  const [stack] = await stacksOf({ 'a.yaml': manifests.join('---\n') });
  return stack?.objects ?? [];
}

async function objectOf(text: string): Promise<ApplyObject> {
  const [object] = await objectsOf(text);
  if (object === undefined) throw new Error('there is no object');
  return object;
}

describe('the stacks of a folder', () => {
  test('are its files in the order of their names, without the folders below it and what is no manifest', async () => {
    const config = manifest('ConfigMap', 'a');
    const stacks = await stacksOf(
      {
        'dist/b.k8s.yaml': config,
        'dist/a.k8s.yaml': config,
        'dist/C.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
        'dist/staging/a.k8s.yaml': config,
        'dist/package.json': '{}',
        'dist/README.md': 'hello',
        'dist/.hidden.yaml': config,
      },
      ['dist', 'dist/staging/a.k8s.yaml'],
    );
    expect(stacks.map(({ name, files }) => [name, files])).toEqual([
      ['dist/C.json', ['dist/C.json']],
      ['dist/a.k8s.yaml', ['dist/a.k8s.yaml']],
      ['dist/b.k8s.yaml', ['dist/b.k8s.yaml']],
      ['dist/staging/a.k8s.yaml', ['dist/staging/a.k8s.yaml']],
    ]);
  });

  test('are the resources of its kustomization, in the order of the list', async () => {
    const config = manifest('ConfigMap', 'a');
    const stacks = await stacksOf({
      'kustomization.yaml': 'kind: Kustomization\nresources:\n  - web\n  - first.yaml\n',
      'first.yaml': config,
      'not-listed.yaml': config,
      'web/kustomization.yaml': 'resources: [service.yaml, more]\nsortOptions: {order: fifo}\n',
      'web/service.yaml': manifest('Service', 's'),
      'web/more/kustomization.yml': 'resources: [z.yaml, a.yaml]\n',
      'web/more/a.yaml': manifest('Deployment', 'a'),
      'web/more/z.yaml': manifest('Deployment', 'z'),
    });
    expect(stacks.map(({ name, files, objects }) => [name, files, objects.map((object) => object.name)])).toEqual([
      ['web', ['web/service.yaml', 'web/more/z.yaml', 'web/more/a.yaml'], ['s', 'z', 'a']],
      ['first.yaml', ['first.yaml'], ['a']],
    ]);
  });

  test('are built by kubectl where a kustomization does more than to list files', async () => {
    const files = {
      'kustomization.yaml': 'resources: [web, a.yaml]\n',
      'a.yaml': manifest('ConfigMap', 'a'),
      'web/kustomization.yaml': 'namePrefix: web-\nresources: [b.yaml]\n',
      'web/b.yaml': manifest('ConfigMap', 'b'),
    };
    const folder = folderWith(files);
    const { kubectl, calls } = scripted([[/^kustomize/, { stdout: manifest('ConfigMap', 'web-b') }]]);
    const [web, a] = await findStacks(['.'], folder, kubectl);
    expect(calls.map(({ words }) => words)).toEqual([['kustomize', join(folder, 'web')]]);
    expect(web?.files).toBeUndefined();
    expect(web?.objects.map(({ name, file, line }) => [name, file, line()])).toEqual([
      ['web-b', 'web/kustomization.yaml', undefined],
    ]);
    expect(a?.objects.map(({ name, file, line }) => [name, file, line()])).toEqual([['a', 'a.yaml', 1]]);
  });

  test('hold the objects of Lists, each with its line', async () => {
    const [stack] = await stacksOf({
      'a.yaml': `# two\n---\n${manifest('ConfigMap', 'a')}---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: b, namespace: ns}\n`,
    });
    expect(
      stack?.objects.map(({ kind, group, name, namespace, line }) => [kind, group, name, namespace, line()]),
    ).toEqual([
      ['ConfigMap', '', 'a', '', 3],
      ['Deployment', 'apps', 'b', 'ns', 11],
    ]);
  });

  test.each([
    ['there is nothing of that name', {}, ['nothing'], /no file or folder 'nothing'; synthesize the app first/],
    [
      'all of it stands in folders',
      { 'dist/staging/a.yaml': 'a: 1', 'dist/production/a.yaml': 'a: 1' },
      ['dist'],
      /'dist' has no manifest of its own; name one of its folders: dist\/production, dist\/staging$/,
    ],
    ['a folder is empty but for other files', { 'dist/a.txt': '' }, ['dist'], /no manifest of its own; synthesize/],
    ['it is a Helm chart', { 'chart/Chart.yaml': 'name: a' }, ['chart'], /'chart' is a Helm chart/],
    ['a file is no YAML', { 'a.yaml': 'a: 1\nb: "\n' }, ['a.yaml'], /^a\.yaml:\d+: .*; nothing is applied$/],
    ['a document is no object', { 'a.yaml': 'a: 1\n---\nhello\n' }, ['.'], /^a\.yaml:3: a document is no object/],
  ])('fails when %s', async (_, files, words, message) => {
    await expect(stacksOf(files as Readonly<Record<string, string>>, words)).rejects.toThrow(message);
  });

  test('fails when kubectl cannot build a kustomization', async () => {
    const { kubectl } = scripted([
      [/^kustomize/, { code: 1, stderr: "error: accumulating resources: 'x' is not there\n" }],
    ]);
    await expect(findStacks(['.'], folderWith({ 'kustomization.yaml': 'resources: [x]' }), kubectl)).rejects.toThrow(
      "kustomization.yaml cannot be built: accumulating resources: 'x' is not there",
    );
  });

  test('fails when a kustomization includes itself, in the words of kubectl', async () => {
    const { kubectl } = scripted([[/^kustomize/, { code: 1, stderr: 'error: cycle detected' }]]);
    const folder = folderWith({ 'kustomization.yaml': 'resources: [a]', 'a/kustomization.yaml': 'resources: [../a]' });
    await expect(findStacks(['.'], folder, kubectl)).rejects.toThrow(
      'a/kustomization.yaml cannot be built: cycle detected',
    );
  });
});

const config = JSON.stringify({
  'current-context': 'kind',
  contexts: [{ name: 'kind' }],
  clusters: [{ name: 'kind', cluster: { server: 'https://127.0.0.1:6443' } }],
});
const version = JSON.stringify({ clientVersion: {}, serverVersion: { gitVersion: 'v1.27.4' } });
const noContext = { code: 1, stderr: 'error: current-context must exist in order to minify\n' };

describe('the cluster', () => {
  test('is that of the current context', async () => {
    const { kubectl } = scripted([
      [/^config view/, { stdout: config }],
      [/^version/, { stdout: version }],
    ]);
    await expect(findCluster(kubectl, {})).resolves.toEqual({
      context: 'kind',
      server: 'https://127.0.0.1:6443',
      version: 'v1.27.4',
    });
  });

  test('is that of the pod where there is no kubeconfig', async () => {
    const { kubectl } = scripted([
      [/^config view/, noContext],
      [/^version/, { stdout: version }],
    ]);
    const environment = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' };
    await expect(findCluster(kubectl, environment)).resolves.toEqual({
      context: '',
      server: 'https://[fd00::1]:6443',
      version: 'v1.27.4',
    });
  });

  test('fails when no context is chosen, and says what was tried', async () => {
    await expect(findCluster(scripted([[/^config view/, noContext]]).kubectl, {})).rejects.toThrow(
      [
        'no context of a kubeconfig says which cluster is meant',
        '  tried: kubectl config view --minify --output=json',
        '  kubectl says: error: current-context must exist in order to minify',
        "  fix: name one with --context, choose one with 'kubectl config use-context', or name a file with --kubeconfig or KUBECONFIG",
      ].join('\n'),
    );
  });

  test('fails when the context that was named is not there, even in a pod', async () => {
    const { kubectl } = scripted([[/^config view/, { code: 1, stderr: 'error: cannot locate context nope' }]]);
    await expect(findCluster(kubectl, { KUBERNETES_SERVICE_HOST: '10.0.0.1' })).rejects.toThrow(
      'cannot locate context nope',
    );
  });

  test('fails when the kubeconfig is broken', async () => {
    const { kubectl } = scripted([
      [/^config view/, { code: 1, stderr: 'error: error loading config file "x": yaml: line 8' }],
    ]);
    await expect(findCluster(kubectl, {})).rejects.toThrow('the kubeconfig cannot be read');
  });

  test('fails when no server answers', async () => {
    const refused =
      'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n';
    const { kubectl } = scripted([
      [/^config view/, { stdout: config }],
      [/^version .*--request-timeout=5s/, { code: 1, stdout: '{"clientVersion":{}}', stderr: refused }],
    ]);
    await expect(findCluster(kubectl, {})).rejects.toThrow(
      /^no cluster answers: context kind, server https:\/\/127\.0\.0\.1:6443\n {2}tried: kubectl version .*\n {2}kubectl says: The connection .*\n {2}fix: start the cluster/,
    );
  });

  test('fails when there is no kubectl', async () => {
    await expect(findCluster(installedKubectl([], { PATH: '/nowhere' }), {})).rejects.toThrow(
      /^kubectl cannot be started: .*ENOENT\n {2}fix: install kubectl/,
    );
  });
});

// What kubectl 1.27 says of a file of such objects.
const mixed = `configmap/a created (server dry run)
Warning: would violate PodSecurity "restricted:latest": seccompProfile
deployment.apps/b created (server dry run)
deployment.apps/c configured (server dry run)
[resource mapping not found for name: "foo" namespace: "ns" from "a.yaml": no matches for kind "Foo" in version "example.com/v1"
ensure CRDs are installed first, resource mapping not found for name: "bar" namespace: "ns" from "a.yaml": no matches for kind "Foo" in version "example.com/v1"
ensure CRDs are installed first]
Error from server (Invalid): error when creating "a.yaml": Deployment.apps "bad" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0
Error from server (NotFound): error when creating "a.yaml": namespaces "m" not found
`;
const mixedObjects = [
  manifest('ConfigMap', 'a', 'ns'),
  manifest('Foo', 'foo', 'ns'),
  manifest('Deployment', 'b', 'ns'),
  manifest('Deployment', 'bad', 'ns'),
  manifest('Foo', 'bar', 'ns'),
  manifest('Deployment', 'c', 'ns'),
  manifest('Service', 's', 'm'),
];

describe('what kubectl prints', () => {
  test('is told apart by objects: what became of them, warnings and refusals', async () => {
    const answers = readApplyOutput(mixed, 1, await objectsOf(...mixedObjects));
    expect(answers).toEqual([
      { status: 'created', warnings: [] },
      { refusal: 'no matches for kind "Foo" in version "example.com/v1"', warnings: [] },
      { status: 'created', warnings: ['would violate PodSecurity "restricted:latest": seccompProfile'] },
      { refusal: expect.stringContaining('Deployment.apps "bad" is invalid') as string, warnings: [] },
      { refusal: 'no matches for kind "Foo" in version "example.com/v1"', warnings: [] },
      { status: 'configured', warnings: [] },
      { refusal: expect.stringContaining('namespaces "m" not found') as string, warnings: [] },
    ]);
  });

  test('is not claimed of any object where the refusals do not add up', async () => {
    const objects = await objectsOf(...mixedObjects);
    const fewer = mixed.replace(/^Error from server \(NotFound\).*\n/m, '');
    const answers = readApplyOutput(fewer, 1, objects);
    expect(answers.map((answer) => answer !== undefined)).toEqual([true, true, true, false, true, true, false]);
  });

  test('is not claimed of an object that an error does not name', async () => {
    const objects = await objectsOf(manifest('Deployment', 'one', 'ns'), manifest('Deployment', 'two', 'ns'));
    const error = (name: string): string =>
      `Error from server (Invalid): error when creating "a.yaml": Deployment.apps "${name}" is invalid: spec.replicas\n`;
    expect(readApplyOutput(error('two') + error('one'), 1, objects)).toEqual([undefined, undefined]);
    expect(readApplyOutput(error('one') + error('two'), 1, objects)).toEqual([expect.anything(), expect.anything()]);
  });

  test('is not claimed of objects of one name in two namespaces where one was refused', async () => {
    const objects = await objectsOf(manifest('ConfigMap', 'a', 'ns'), manifest('ConfigMap', 'a', 'm'));
    const said =
      'configmap/a created\nError from server (NotFound): error when creating "a.yaml": namespaces "ns" not found\n';
    expect(readApplyOutput(said, 1, objects)).toEqual([undefined, undefined]);
    expect(
      readApplyOutput('configmap/a created\nconfigmap/a unchanged\n', 0, objects).map((each) => each?.status),
    ).toEqual(['created', 'unchanged']);
  });

  test('of a single object says why it was refused, however it says so', async () => {
    const object = await objectOf(manifest('ConfigMap', 'a'));
    expect(readSingleOutput('Warning: old\nfrom a: cannot use generate name with apply\n', 1, object)).toEqual({
      refusal: 'from a: cannot use generate name with apply',
      warnings: ['old'],
    });
    expect(readSingleOutput('', 1, object).refusal).toBe('kubectl ended with exit code 1 and said nothing of it');
    expect(readSingleOutput('configmap/a serverside-applied\n', 0, object)).toEqual({
      status: 'applied',
      warnings: [],
    });
  });
});

describe('the words of a refusal', () => {
  const patched = (secret: string): string =>
    `Error from server (Invalid): error when applying patch:\n{"data":{"a":${JSON.stringify(secret)}}}\nto:\nResource: "/v1, Resource=secrets"\nName: "s", Namespace: "ns"\nfor: "a.yaml": error when patching "a.yaml":  "" is invalid: patch: Invalid value: ${JSON.stringify(`map[data:map[a:${secret}]]`)}: illegal base64 data at input byte 4`;

  test('hold nothing of a Secret', async () => {
    const object = await objectOf(manifest('Secret', 's', 'ns'));
    expect(serverWords(patched('hunter2'), object)).toBe(
      'Error from server (Invalid): "" is invalid: patch: Invalid value: …: illegal base64 data at input byte 4',
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        expect(serverWords(patched(`hunter2${secret}`), object)).not.toContain('hunter2');
      }),
    );
  });

  test('do not say from where kubectl read the object', async () => {
    const said = 'error: unable to recognize "STDIN": no matches for kind "Foo" in version "example.com/v1"';
    expect(serverWords(said, await objectOf(manifest('Foo', 'a')))).toBe(
      'no matches for kind "Foo" in version "example.com/v1"',
    );
  });

  test('hold no patch, and no value that is longer than a line', async () => {
    const object = await objectOf(manifest('Job', 'j', 'ns'));
    const dump = `core.PodTemplateSpec{Labels:map[string]string{"a":"b: }"}, Name:"${'x'.repeat(200)}"}`;
    const said = `Error from server (Invalid): error when applying patch:\n{"spec":{}}\nto:\nName: "j"\nfor: "a.yaml": error when patching "a.yaml": Job.batch "j" is invalid: spec.template: Invalid value: ${dump}: field is immutable`;
    const { message, fix } = refusalOf(said, object);
    expect(message).toBe(
      'Error from server (Invalid): Job.batch "j" is invalid: spec.template: Invalid value: core.PodTemplateSpec{Labels:map[string]s…: field is immutable',
    );
    expect(fix).toBe(
      'the cluster never changes it: give the object another name, or delete Job ns/j and apply again; drydock does not delete it',
    );
  });

  test.each([
    [
      'namespaces "shop" not found',
      "put the Namespace shop into a stack before this one, or make it with 'kubectl create namespace shop'",
    ],
    [
      'deployments.apps "web" is forbidden: User "ci" cannot patch resource "deployments" in API group "apps" in the namespace "ns"',
      'bind a role to ci that may patch deployments.apps in ns',
    ],
    [
      'pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot',
      'meet the level restricted:latest',
    ],
    ['pods "web" is forbidden: exceeded quota: compute, requested: cpu=1', 'raise the quota compute'],
    [
      'failed calling webhook "validate.cert-manager.io": Post "https://x": EOF',
      'the webhook validate.cert-manager.io does not answer',
    ],
    [
      'admission webhook "policy.example.com" denied the request: no',
      'meet the policy of the webhook policy.example.com',
    ],
    ['metadata.annotations: Too long: must have at most 262144 bytes', 'apply with --server-side'],
    ['Apply failed with 1 conflict: conflict with "helm": .spec.replicas', 'drop the field'],
    [
      'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1: - .spec.a',
      "hand its fields over once, with 'kubectl apply --server-side --force-conflicts' of a.yaml",
    ],
    [
      'Deployment in version "v1" cannot be handled: strict decoding error: unknown field "spec.foo"',
      'correct the field',
    ],
    ['from a: cannot use generate name with apply', 'give the object a name'],
    ['spec.ports[0].nodePort: Invalid value: 30000: provided port is already allocated', 'choose another'],
    ['You must be logged in to the server (Unauthorized)', 'renew the credentials'],
    ['object is being deleted: namespace ns is being terminated', 'wait until it is gone'],
    ['dial tcp 10.0.0.1:443: i/o timeout', 'the cluster did not answer'],
    [
      'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be positive',
      'correct what the server names',
    ],
  ])('%s: come with a fix', async (said, fix) => {
    expect(refusalOf(`Error from server: ${said}`, await objectOf(manifest('Deployment', 'web', 'ns'))).fix).toContain(
      fix,
    );
  });

  test('of an unknown kind tell a custom resource from a version that is no longer served', async () => {
    const unknown = 'no matches for kind "Foo" in version "example.com/v1"';
    expect(refusalOf(unknown, await objectOf(manifest('Foo', 'a'))).fix).toBe(
      'install its custom resource definition first: what provides Foo of example.com',
    );
    const old = await objectOf('apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n');
    expect(refusalOf('no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"', old).fix).toContain(
      'the cluster serves no PodDisruptionBudget of policy/v1beta1',
    );
  });

  test('that nobody knows come without a fix', async () => {
    expect(refusalOf('Error from server: boo', await objectOf(manifest('Foo', 'a')))).toEqual({
      message: 'Error from server: boo',
    });
  });
});

async function applied(
  files: Readonly<Record<string, string>>,
  answers: readonly (readonly [RegExp, Partial<KubectlAnswer> | Error])[],
  options: Partial<ApplyOptions> = {},
): Promise<{ outcomes: readonly StackOutcome[]; calls: KubectlCall[]; said: string[] }> {
  const stacks = await stacksOf(files);
  const { kubectl, calls } = scripted(answers);
  const said: string[] = [];
  let seconds = 0;
  const outcomes = await applyStacks(kubectl, stacks, {
    forReal: false,
    serverSide: false,
    diff: false,
    timeout: 300,
    progress: (line) => said.push(line),
    clock: () => (seconds += 0.5),
    ...options,
  });
  return { outcomes, calls, said };
}

function statuses(outcomes: readonly StackOutcome[]): readonly string[] {
  return outcomes.flatMap(({ objects }) =>
    objects.map(
      ({ object, status, message }) => `${object.name} ${status}${message === undefined ? '' : `: ${message}`}`,
    ),
  );
}

const notFound = (file: string, name: string): string =>
  `Error from server (NotFound): error when creating "${file}": namespaces "${name}" not found\n`;

describe('a dry run', () => {
  test('asks the server what it would do with each file, in one call', async () => {
    const { outcomes, calls, said } = await applied(
      { 'a.yaml': manifest('ConfigMap', 'a'), 'b.yaml': manifest('Service', 'b') },
      [
        [/a\.yaml$/, { stdout: 'configmap/a configured (server dry run)\n' }],
        [/b\.yaml$/, { stdout: 'service/b unchanged (server dry run)\n' }],
      ],
    );
    expect(calls).toEqual([
      { words: ['apply', '--dry-run=server', '--request-timeout=60s', '--filename=a.yaml'], together: true },
      { words: ['apply', '--dry-run=server', '--request-timeout=60s', '--filename=b.yaml'], together: true },
    ]);
    expect(statuses(outcomes)).toEqual(['a configured', 'b unchanged']);
    expect(said).toEqual(['a.yaml: 1 of 1 objects accepted', 'b.yaml: 1 of 1 objects accepted']);
    expect(hasFailures({ stacks: outcomes })).toBe(false);
  });

  test('lets wait what needs a namespace or a kind that a stack before it makes', async () => {
    const { outcomes } = await applied(
      {
        'a.yaml': `${manifest('Namespace', 'shop')}---\n${manifest('Service', 'web', 'shop')}---\n${definition}`,
        'b.yaml': `${manifest('Service', 'api', 'shop')}---\n${manifest('Foo', 'foo', 'shop')}`,
      },
      [
        [
          /a\.yaml$/,
          {
            code: 1,
            stdout: `namespace/shop created (server dry run)\ncustomresourcedefinition.apiextensions.k8s.io/foos.example.com created (server dry run)\n${notFound('a.yaml', 'shop')}`,
          },
        ],
        [
          /b\.yaml$/,
          {
            code: 1,
            stdout: `${notFound('b.yaml', 'shop')}Error from server (NotFound): error when creating "b.yaml": the server could not find the requested resource (post foos.example.com)\n`,
          },
        ],
        [/^create/, { stdout: 'service/web created (server dry run)\nservice/api created (server dry run)\n' }],
      ],
    );
    expect(statuses(outcomes)).toEqual([
      'shop created',
      'web waiting: namespace shop is made by an object before it; until then, the server accepts it in namespace default',
      'foos.example.com created',
      'api waiting: namespace shop is made by a.yaml; until then, the server accepts it in namespace default',
      'foo waiting: kind Foo is made by a.yaml; until then, the inspection accepts it',
    ]);
    expect(hasFailures({ stacks: outcomes })).toBe(false);
  });

  test.each<readonly [string, string, string, string]>([
    [
      'is invalid there',
      'Error from server (Invalid): error when creating "STDIN": Service "web" is invalid: spec.ports: Required value\n',
      'failed',
      'server',
    ],
    [
      'has a namesake there',
      'Error from server (AlreadyExists): error when creating "STDIN": services "web" already exists\n',
      'waiting',
      'server',
    ],
    [
      'exceeds the quota there',
      'Error from server (Forbidden): error when creating "STDIN": services "web" is forbidden: exceeded quota: q\n',
      'waiting',
      'inspection',
    ],
    [
      'may not be made there',
      'Error from server (Forbidden): error when creating "STDIN": services is forbidden: User "ci" cannot create resource "services" in API group "" in the namespace "default"\n',
      'waiting',
      'inspection',
    ],
  ])('judges what waits for its namespace, in another one: one that %s', async (_, stdout, status, by) => {
    const { outcomes, calls } = await applied(
      {
        'a.yaml': `${manifest('Namespace', 'shop')}---\n${manifest('Service', 'web', 'shop', 'spec: {ports: [{port: 80}]}\n')}`,
      },
      [
        [/a\.yaml$/, { code: 1, stdout: `namespace/shop created (server dry run)\n${notFound('a.yaml', 'shop')}` }],
        [/^create --dry-run=server/, { code: 1, stdout }],
      ],
    );
    expect(outcomes[0]?.objects[1]).toMatchObject({ status, judged: by });
    const asked = calls.filter(({ words }) => words[0] === 'create').map(({ input = '' }) => input);
    expect(asked.length).toBeGreaterThan(0);
    for (const input of asked) expect(input).toContain('"namespace":"default"');
  });

  test('has the inspection judge what waits for its kind, and fails when it finds an error', async () => {
    const { outcomes } = await applied(
      { 'a.yaml': `${typedDefinition}---\n${manifest('Foo', 'foo', 'ns', 'spec: {size: large}\n')}` },
      [
        [
          /a\.yaml$/,
          {
            code: 1,
            stdout:
              'customresourcedefinition.apiextensions.k8s.io/foos.example.com created (server dry run)\nerror: resource mapping not found for name: "foo" namespace: "ns" from "a.yaml": no matches for kind "Foo" in version "example.com/v1"\nensure CRDs are installed first\n',
          },
        ],
      ],
    );
    expect(outcomes[0]?.objects[1]).toMatchObject({ status: 'failed', judged: 'inspection' });
    expect(outcomes[0]?.objects[1]?.message).toContain('spec.size');
  });

  test('fails when a namespace is made only afterwards, or was itself refused', async () => {
    const { outcomes } = await applied(
      { 'a.yaml': `${manifest('Service', 'web', 'shop')}---\n${manifest('Namespace', 'shop')}` },
      [[/a\.yaml$/, { code: 1, stdout: `namespace/shop created (server dry run)\n${notFound('a.yaml', 'shop')}` }]],
    );
    expect(outcomes[0]?.objects[0]).toMatchObject({
      status: 'failed',
      fix: expect.stringContaining('Namespace shop') as string,
    });
    const refused = await applied(
      { 'a.yaml': `${manifest('Namespace', 'shop')}---\n${manifest('Service', 'web', 'shop')}` },
      [
        [
          /a\.yaml$/,
          {
            code: 1,
            stdout: `Error from server (Forbidden): error when creating "a.yaml": namespaces is forbidden\n${notFound('a.yaml', 'shop')}`,
          },
        ],
      ],
    );
    expect(refused.outcomes[0]?.objects.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(hasFailures({ stacks: refused.outcomes })).toBe(true);
  });

  test('asks again, object by object, where it cannot be told which was refused', async () => {
    const files = { 'a.yaml': `${manifest('ConfigMap', 'a', 'ns')}---\n${manifest('ConfigMap', 'a', 'm')}` };
    const stacks = await stacksOf(files);
    const calls: KubectlCall[] = [];
    const kubectl: Kubectl = (call) => {
      calls.push(call);
      const isRefused = call.input?.includes('"namespace":"ns"') ?? true;
      const said = isRefused ? notFound('STDIN', 'ns') : 'configmap/a created (server dry run)\n';
      return Promise.resolve({ code: isRefused ? 1 : 0, stdout: said, stderr: '' });
    };
    const options = {
      forReal: false,
      serverSide: false,
      diff: false,
      timeout: 1,
      progress: () => undefined,
      clock: () => 0,
    };
    const outcomes = await applyStacks(kubectl, stacks, options);
    expect(calls.map(({ words, input }) => [words.at(-1), input !== undefined])).toEqual([
      ['--filename=a.yaml', false],
      ['--filename=-', true],
      ['--filename=-', true],
    ]);
    expect(outcomes[0]?.objects.map(({ status }) => status)).toEqual(['failed', 'created']);
  });

  test('shows what would change of all that is accepted, without names that no one knows', async () => {
    const diff = `diff -u -N /tmp/LIVE-1/v1.ConfigMap.ns.a /tmp/MERGED-2/v1.ConfigMap.ns.a
--- /tmp/LIVE-1/v1.ConfigMap.ns.a\t2026-01-01 00:00:00.000000000 +0000
+++ /tmp/MERGED-2/v1.ConfigMap.ns.a\t2026-01-01 00:00:00.000000000 +0000
@@ -1,1 +1,1 @@
-  a: b
+  a: c
`;
    const { outcomes, calls } = await applied(
      { 'a.yaml': `${manifest('ConfigMap', 'a', 'ns')}---\n${manifest('Service', 'web', 'shop')}` },
      [
        [/^apply/, { code: 1, stdout: `configmap/a configured (server dry run)\n${notFound('a.yaml', 'shop')}` }],
        [/^diff/, { code: 1, stdout: diff }],
      ],
      { diff: true },
    );
    expect(JSON.parse(calls.at(-1)?.input ?? '')).toMatchObject({ items: [{ metadata: { name: 'a' } }] });
    expect(outcomes[0]?.diff).toBe(
      '--- cluster/v1.ConfigMap.ns.a\n+++ applied/v1.ConfigMap.ns.a\n@@ -1,1 +1,1 @@\n-  a: b\n+  a: c\n',
    );
  });

  test('fails when kubectl cannot compare', async () => {
    const answers = [
      [/^apply/, { stdout: 'configmap/a created (server dry run)\n' }],
      [/^diff/, { code: 2, stderr: 'error: executable "diff" not found\n' }],
    ] as const;
    await expect(applied({ 'a.yaml': manifest('ConfigMap', 'a') }, answers, { diff: true })).rejects.toThrow(
      'kubectl diff cannot compare: error: executable "diff" not found',
    );
  });

  test('has the server merge where that is asked for, and says nothing of what it did not hand over', async () => {
    const said =
      'configmap/a serverside-applied (server dry run)\nWarning: failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply.\n';
    const { outcomes, calls } = await applied(
      { 'a.yaml': manifest('ConfigMap', 'a') },
      [[/^apply/, { stdout: said }]],
      {
        serverSide: true,
      },
    );
    expect(calls[0]?.words).toContain('--server-side');
    expect(outcomes[0]?.objects[0]).toMatchObject({ status: 'applied', warnings: [] });
  });
});

const done = { code: 0, stdout: 'successfully rolled out\n' };
const timedOut = { code: 1, stderr: 'error: timed out waiting for the condition\n' };
const selector = 'spec:\n  selector:\n    matchLabels:\n      app: web\n';

describe('an application for real', () => {
  test('waits for the rollouts when all stacks are applied, for as long as is left', async () => {
    const { outcomes, calls, said } = await applied(
      {
        'a.yaml': `${manifest('Deployment', 'web', 'ns', selector)}---\n${manifest('ConfigMap', 'c')}`,
        'b.yaml': manifest('Deployment', 'api'),
      },
      [
        [/^apply .*a\.yaml/, { stdout: 'deployment.apps/web created\nconfigmap/c created\n' }],
        [/^apply .*b\.yaml/, { stdout: 'deployment.apps/api unchanged\n' }],
        [/^rollout status deployment\/web --namespace=ns/, timedOut],
        [/^rollout status deployment\/api --timeout/, done],
      ],
      { forReal: true, timeout: 10 },
    );
    expect(calls.map(({ words }) => words.join(' '))).toEqual([
      'apply --request-timeout=60s --filename=a.yaml',
      'apply --request-timeout=60s --filename=b.yaml',
      'rollout status deployment/web --namespace=ns --timeout=10s',
      'rollout status deployment/api --timeout=9s',
    ]);
    expect(outcomes.flatMap(({ objects }) => objects.map(({ rollout }) => rollout))).toEqual([
      {
        isComplete: false,
        message: 'timed out waiting for the condition',
        fix: "see why the pods of Deployment ns/web are not ready with 'kubectl describe pods --namespace=ns --selector=app=web'",
      },
      undefined,
      { isComplete: true },
    ]);
    expect(hasFailures({ stacks: outcomes })).toBe(true);
    expect(said.slice(2)).toEqual([
      'waiting for the rollout of 2 workloads, 10 s at most',
      'Deployment ns/web: timed out waiting for the condition',
      'Deployment api: rolled out',
    ]);
  });

  test('does not wait for what was refused', async () => {
    const { outcomes, calls } = await applied(
      { 'a.yaml': manifest('Deployment', 'web', 'ns') },
      [[/^apply/, { code: 1, stdout: notFound('a.yaml', 'ns') }]],
      { forReal: true },
    );
    expect(calls).toHaveLength(1);
    expect(statuses(outcomes)).toEqual(['web failed: Error from server (NotFound): namespaces "ns" not found']);
  });

  test('waits until a definition is served, and tries the objects of its kind again', async () => {
    const { outcomes, calls } = await applied(
      { 'a.yaml': `${definition}---\n${manifest('Foo', 'foo', 'ns')}` },
      [
        [
          /a\.yaml$/,
          {
            code: 1,
            stdout:
              'customresourcedefinition.apiextensions.k8s.io/foos.example.com created\nresource mapping not found for name: "foo" namespace: "ns" from "a.yaml": no matches for kind "Foo" in version "example.com/v1"\nensure CRDs are installed first\n',
          },
        ],
        [/^wait/, {}],
        [/-$/, { stdout: 'foo.example.com/foo created\n' }],
      ],
      { forReal: true },
    );
    expect(calls.map(({ words }) => words.join(' '))).toEqual([
      'apply --request-timeout=60s --filename=a.yaml',
      'wait --for=condition=Established --timeout=60s crd/foos.example.com',
      'apply --request-timeout=60s --filename=-',
    ]);
    expect(statuses(outcomes)).toEqual(['foos.example.com created', 'foo created']);
  });

  test.each([
    ['is complete', 'complete', { isComplete: true }],
    [
      'has failed, without waiting for the rest of the time',
      'failed',
      { isComplete: false, message: 'the Job has failed' },
    ],
  ])('sees that a Job %s', async (_, condition, expected) => {
    const stacks = await stacksOf({ 'a.yaml': manifest('Job', 'j', 'ns') });
    let ended = 0;
    const kubectl: Kubectl = ({ words, signal }) => {
      if (words[0] === 'apply') return Promise.resolve({ code: 0, stdout: 'job.batch/j created\n', stderr: '' });
      if (words[1] === `--for=condition=${condition}`) return Promise.resolve({ code: 0, stdout: '', stderr: '' });
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          ended += 1;
          resolve({ code: 1, stdout: '', stderr: '' });
        });
      });
    };
    const options = {
      forReal: true,
      serverSide: false,
      diff: false,
      timeout: 9,
      progress: () => undefined,
      clock: () => 0,
    };
    const [outcome] = await applyStacks(kubectl, stacks, options);
    expect(outcome?.objects[0]?.rollout).toMatchObject(expected);
    expect(ended).toBe(1);
  });

  test('says of a Job that takes too long what kubectl says', async () => {
    const { outcomes } = await applied(
      { 'a.yaml': manifest('Job', 'j', 'ns') },
      [
        [/^apply/, { stdout: 'job.batch/j created\n' }],
        [/^wait/, { code: 1, stderr: 'error: timed out waiting for the condition on jobs/j\n' }],
      ],
      { forReal: true },
    );
    expect(outcomes[0]?.objects[0]?.rollout).toEqual({
      isComplete: false,
      message: 'timed out waiting for the condition on jobs/j',
      fix: "see why the pods of Job ns/j are not ready with 'kubectl describe pods --namespace=ns --selector=job-name=j'",
    });
  });

  test.each([
    ['a Deployment', manifest('Deployment', 'a'), true],
    ['a paused Deployment', manifest('Deployment', 'a', 'ns', 'spec: {paused: true}\n'), false],
    ['a suspended Job', manifest('Job', 'a', 'ns', 'spec: {suspend: true}\n'), false],
    [
      'a DaemonSet replaced by hand',
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {updateStrategy: {type: OnDelete}}\n',
      false,
    ],
    ['a StatefulSet', 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\n', true],
    ['a Deployment of another group', 'apiVersion: example.com/v1\nkind: Deployment\nmetadata: {name: a}\n', false],
    ['a ConfigMap', manifest('ConfigMap', 'a'), false],
  ])('knows whether there is a rollout to wait for: %s', async (_, text, expected) => {
    expect(hasRollout(await objectOf(text))).toBe(expected);
  });
});

const cluster = { context: 'kind', server: 'https://127.0.0.1:6443', version: 'v1.27.4' };

describe('the report', () => {
  test('is a table, and what went wrong below it', async () => {
    const { outcomes } = await applied(
      {
        'backend.yaml': [manifest('Namespace', 'ns'), ...mixedObjects].join('---\n'),
        'web.yaml': manifest('Service', 'web', 'ns'),
      },
      [
        [/backend\.yaml$/, { code: 1, stdout: `namespace/ns unchanged (server dry run)\n${mixed}` }],
        [/web\.yaml$/, { code: 1, stdout: notFound('web.yaml', 'ns') }],
        [/^create/, { stdout: 'service/web created (server dry run)\n' }],
      ],
    );
    expect(`\n${textReport({ cluster, forReal: false, stacks: outcomes })}`).toMatchInlineSnapshot(`
      "
      stack         objects  created  configured  unchanged  waiting  failed   time
      backend.yaml        8        2           1          1        -       4  0.5 s
      web.yaml            1        -           -          -        1       -  0.5 s

      failed: Foo ns/foo (backend.yaml:12)
      failed: Foo ns/bar (backend.yaml:30)
        no matches for kind "Foo" in version "example.com/v1"
        fix: install its custom resource definition first: what provides Foo of example.com

      failed: Deployment ns/bad (backend.yaml:24)
        Error from server (Invalid): Deployment.apps "bad" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0
        fix: correct what the server names; 'drydock check' finds most of it without a cluster

      failed: Service m/s (backend.yaml:42)
        Error from server (NotFound): namespaces "m" not found
        fix: put the Namespace m into a stack before this one, or make it with 'kubectl create namespace m'

      warning: Deployment ns/b (backend.yaml:18)
        would violate PodSecurity "restricted:latest": seccompProfile

      waiting: 1 object
        namespace ns is made by backend.yaml; until then, the server accepts it in namespace default

      2 stacks, 9 objects: 4 accepted, 1 accepted in place of a namespace to come, 4 failed
      "
    `);
    expect(JSON.parse(jsonReport({ cluster, forReal: false, stacks: outcomes }))).toMatchObject({
      context: 'kind',
      server: 'https://127.0.0.1:6443',
      kubernetes: 'v1.27.4',
      dryRun: true,
      failed: true,
      stacks: [
        { name: 'backend.yaml', seconds: 0.5 },
        {
          name: 'web.yaml',
          objects: [{ kind: 'Service', namespace: 'ns', file: 'web.yaml', line: 1, status: 'waiting' }],
        },
      ],
    });
  });

  test('has no word of a server that a terminal would obey', async () => {
    const { outcomes } = await applied({ 'a.yaml': manifest('ConfigMap', 'a') }, [
      [/^apply/, { stdout: 'Warning: \u001b[2Jgone\nconfigmap/a created (server dry run)\n' }],
    ]);
    expect(textReport({ cluster, forReal: false, stacks: outcomes })).toContain('\\u001b[2Jgone');
  });
});

describe('drydock apply', () => {
  const drydock = join(compilePackage(), 'lib', 'cli', 'drydock.js');
  /** A kubectl whose answers stand in a file, and which writes down what it was asked. */
  const fake = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const words = process.argv.slice(2).join(' ');
appendFileSync(join(__dirname, 'calls'), words + '\\n');
const answers = JSON.parse(readFileSync(join(__dirname, 'answers.json'), 'utf8'));
const { stdout = '', stderr = '', code = 0 } = answers.find(({ pattern }) => new RegExp(pattern).test(words)) ?? { stderr: 'nobody expects: ' + words, code: 99 };
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = code;
`;
  const reachable = [
    { pattern: 'config view', stdout: config },
    { pattern: 'version', stdout: version },
  ];

  async function apply(words: readonly string[], answers: readonly object[]): Promise<Outcome & { calls: string }> {
    const folder = folderWith({
      'bin/kubectl': fake,
      'bin/answers.json': JSON.stringify(answers),
      'bin/calls': '',
      'cdk8s.yaml': 'language: typescript\napp: node main.js\noutput: out\n',
      'out/a.k8s.yaml': manifest('Deployment', 'web', 'ns'),
    });
    chmodSync(join(folder, 'bin', 'kubectl'), 0o755);
    const PATH = `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`;
    const outcome = await run(process.execPath, [drydock, 'apply', ...words], folder, {
      PATH,
      KUBERNETES_SERVICE_HOST: '',
    });
    return { ...outcome, calls: readFileSync(join(folder, 'bin', 'calls'), 'utf8') };
  }

  test('tries the output folder of the app, and says where before it does', async () => {
    const { code, stdout, stderr, calls } = await apply(
      ['--context', 'kind', '--kubeconfig', 'kc'],
      [
        ...reachable,
        { pattern: ' apply ', stderr: 'Warning: old\n', stdout: 'deployment.apps/web created (server dry run)\n' },
      ],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^context kind, server https:\/\/127\.0\.0\.1:6443, Kubernetes v1\.27\.4: dry run on the server\n\nstack /,
    );
    expect(stdout).toContain('warning: Deployment ns/web (out/a.k8s.yaml:1)\n  old\n');
    expect(stdout).toContain('1 stack, 1 object: 1 accepted\n');
    expect(stderr).toBe('out/a.k8s.yaml: 1 of 1 objects accepted\n');
    expect(calls.trim().split('\n').at(-1)).toBe(
      '--context=kind --kubeconfig=kc apply --dry-run=server --request-timeout=60s --filename=out/a.k8s.yaml',
    );
  });

  test('ends with 1 when an object is refused, and its report can be read by a program', async () => {
    const { code, stdout } = await apply(
      ['--format', 'json', 'out'],
      [...reachable, { pattern: '^apply ', stdout: '', stderr: notFound('out/a.k8s.yaml', 'ns'), code: 1 }],
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      failed: true,
      stacks: [{ objects: [{ name: 'web', status: 'failed' }] }],
    });
  });

  test('ends with 1 when a rollout does not end', async () => {
    const { code, stdout, calls } = await apply(
      ['--for-real', '--timeout', '2s'],
      [
        ...reachable,
        { pattern: '^apply ', stdout: 'deployment.apps/web created\n' },
        { pattern: '^rollout', ...timedOut },
      ],
    );
    expect(code).toBe(1);
    expect(stdout).toContain(
      'not rolled out: Deployment ns/web (out/a.k8s.yaml:1)\n  timed out waiting for the condition\n',
    );
    expect(calls).not.toContain('--dry-run');
  });

  test('ends with 2, and applies nothing, when no cluster is in reach', async () => {
    const { code, stdout, stderr, calls } = await apply(
      [],
      [reachable[0] ?? {}, { pattern: 'version', stdout: '{}', stderr: 'The connection was refused', code: 1 }],
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^drydock apply: no cluster answers: context kind/);
    expect(calls).not.toContain('apply');
  });

  test.each([
    ['a duration that is none', ['--timeout', '5 minutes'], 'as 90s, 5m or 1h'],
    ['no time at all', ['--timeout', '0s'], 'as 90s, 5m or 1h'],
    ['a form that there is not', ['--format', 'xml'], 'Allowed choices are text, json'],
    ['to compare what it applies for real', ['--diff', '--for-real'], "cannot be used with option '--for-real'"],
    ['what is not there', ['nothing'], "there is no file or folder 'nothing'"],
  ])('fails when asked for %s', async (_, words, message) => {
    const { code, stderr } = await apply(words, reachable);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
  });

  test('says in its help what the exit codes mean, and that it deletes nothing unasked', async () => {
    const { code, stdout } = await apply(['--help'], []);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('Nothing is deleted from the cluster but with --prune.');
    expect(stdout).toContain('Exit codes: 0 all went well, 1 an object was refused or did not roll out, 2 misuse');
  });
});
