import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import type { Kubectl } from '../../lib/cli/apply/kubectl';
import { align } from '../../lib/cli/diff/alignment';
import { readCluster } from '../../lib/cli/diff/cluster-side';
import type { ComparedObject } from '../../lib/cli/diff/compared-object';
import { compareObjects } from '../../lib/cli/diff/comparison';
import { differencesOf, type Difference } from '../../lib/cli/diff/difference';
import { Environments } from '../../lib/delivery/environments';
import { blocksOf, examplesOf, run } from '../support/examples';
import { messageOf } from '../support/synthesize';
import { compilePackage } from '../synthesis/compiled';

jest.setTimeout(60_000);

const drydock = join(compilePackage(), 'lib', 'cli', 'drydock.js');

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-diff-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `drydock diff`. */
function diff(folder: string, words: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined, GIT_CEILING_DIRECTORIES: tmpdir(), ...env },
    };
    const child = spawn(process.execPath, [drydock, 'diff', ...words], options);
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (texts.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (texts.stderr += chunk));
    child.stdin.on('error', () => undefined).end(input); // one that refuses its options reads nothing
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }));
  });
}

const configMap = (name: string, data: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\ndata:\n${data.replace(/^/gm, '  ')}\n`;

const deployment = (image: string, env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: proxy
          image: nginx:1.27
        - name: web
          image: ${image}
          args: [--port, "80", --verbose]
          env:
${env.replace(/^/gm, '            ')}
`;

const sides = {
  'dist/dev/web.k8s.yaml': `${deployment('acme/web:2', '- {name: A, value: "1"}\n- {name: B, value: "2"}')}---
${configMap('web', 'URL: https://dev.test\nMODE: "on"\nnginx.conf: |\n  server {\n    listen 80;\n    root /a;\n    index x;\n    gzip on;\n  }')}`,
  'dist/dev/debug.k8s.yaml': configMap('debug', 'LEVEL: all'),
  'dist/live/web.k8s.yaml': `${deployment('acme/web:1', '- {name: B, value: "3"}\n- {name: C, value: "4"}').replace('replicas: 2', 'replicas: "2"').replace(', --verbose', '')}---
${configMap('web', 'URL: https://live.test\nMODE: true\nnginx.conf: |\n  server {\n    listen 8080;\n    root /a;\n    index x;\n    gzip on;\n  }')}`,
  'dist/live/limits.k8s.yaml': 'apiVersion: v1\nkind: LimitRange\nmetadata: {name: limits, namespace: shop}\n',
};

describe('drydock diff', () => {
  const folder = folderWith(sides);

  test('says what differs, object by object', async () => {
    const { code, stdout, stderr } = await diff(folder, ['dist/dev', 'dist/live']);
    expect(stderr).toBe('');
    expect(stdout).toBe(`dist/dev → dist/live

- ConfigMap shop/debug (debug.k8s.yaml)
~ Deployment shop/web (web.k8s.yaml)
    ~ spec.replicas: 2 → "2"
    ~ spec.template.spec.containers[web].image: acme/web:2 → acme/web:1
    - spec.template.spec.containers[web].args[2]: "--verbose"
    - spec.template.spec.containers[web].env[A]: {"name":"A","value":"1"}
    ~ spec.template.spec.containers[web].env[B].value: "2" → "3"
    + spec.template.spec.containers[web].env[C]: {"name":"C","value":"4"}
~ ConfigMap shop/web (web.k8s.yaml)
    ~ data.URL: https://dev.test → https://live.test
    ~ data.MODE: "on" → true
    ~ data[nginx.conf]:
          server {
        -   listen 80;
        +   listen 8080;
            root /a;
            index x;
          …
+ LimitRange shop/limits (limits.k8s.yaml)

2 objects differ, 1 object only in dist/dev, 1 object only in dist/live
`);
    expect(code).toBe(1);
  });

  test('says the same to programs', async () => {
    const { code, stdout } = await diff(folder, ['dist/live', 'dist/dev', '--format', 'json']);
    const report = JSON.parse(stdout) as {
      readonly from: string;
      readonly to: string;
      readonly same: number;
      readonly objects: readonly { readonly change: string; readonly differences: readonly Difference[] }[];
    };
    expect(code).toBe(1);
    expect(report).toMatchObject({ from: 'dist/live', to: 'dist/dev', same: 0 });
    expect(report.objects).toHaveLength(4);
    expect(report.objects[0]).toEqual({
      change: 'removed',
      from: { apiVersion: 'v1', kind: 'LimitRange', namespace: 'shop', name: 'limits', file: 'limits.k8s.yaml' },
      to: null,
      differences: [],
    });
    const [, web] = report.objects;
    expect(web?.change).toBe('changed');
    expect(web?.differences).toContainEqual({ path: 'spec.replicas', change: 'changed', from: '2', to: 2 });
    expect(web?.differences).toContainEqual({
      path: 'spec.template.spec.containers[web].args[2]',
      change: 'added',
      to: '--verbose',
    });
  });

  test('finds none between what is the same, whatever the order of keys and files', async () => {
    const split = folderWith({
      'a/all.yaml': `${configMap('x', 'A: a\nB: b')}---\n${configMap('z', 'C: c')}`,
      'b/z.json': JSON.stringify({
        data: { C: 'c' },
        metadata: { namespace: 'shop', name: 'z' },
        kind: 'ConfigMap',
        apiVersion: 'v1',
      }),
      'b/deep/x.yml': configMap('x', 'B: b\nA: a'),
    });
    expect(await diff(split, ['a', 'b'])).toEqual({
      code: 0,
      stdout: 'no difference between a and b: 2 objects\n',
      stderr: '',
    });
  });

  test('is in colours only where they are asked for', async () => {
    const coloured = await diff(folder, ['dist/dev', 'dist/live'], '', { FORCE_COLOR: '1', NO_COLOR: undefined });
    expect(coloured.stdout).toContain('\u001b[31m2\u001b[0m → \u001b[32m"2"\u001b[0m');
    expect((await diff(folder, ['dist/dev', 'dist/live'])).stdout).not.toContain('\u001b');
  });

  test('never shows what is in a Secret', async () => {
    const secret = (password: string, more = ''): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"p":"${password}"}}'\n    team: a-${password.length}\nstringData:\n  password: ${password}\n${more}`;
    const project = folderWith({
      'a.yaml': `${secret('hunter2', 'data:\n  hidden1: aHVudGVyMg==\n')}---\n${secret('hunter4').replace('name: db', 'name: old')}`,
      'b.yaml': secret('hunter33', '  more: hunter5\n'),
    });
    const { stdout } = await diff(project, ['a.yaml', 'b.yaml']);
    expect(stdout).toBe(`a.yaml → b.yaml

~ Secret db (b.yaml)
    ~ metadata.annotations.team: a-7 → a-8
    ~ stringData.password: (secret) differs
    + stringData.more: (secret) added
    - data: (secret) removed
- Secret old (a.yaml)

1 object differs, 1 object only in a.yaml
`);
    const literal = (await diff(project, ['a.yaml', 'b.yaml', '--literal'])).stdout;
    expect(literal).toContain('[kubectl.kubernetes.io/last-applied-configuration]: (secret) differs\n');
    expect(literal).not.toMatch(/hunter|aHVudGVy/);
    const json = (await diff(project, ['a.yaml', 'b.yaml', '-f', 'json'])).stdout;
    expect(json).toContain('"path": "stringData.password"');
    expect(json).not.toMatch(/hunter|aHVudGVy/);
  });

  test('shows control characters instead of obeying them', async () => {
    const project = folderWith({
      'a.yaml': configMap('x', 'A: "\\e[2J"\nB: "a\\nb"'),
      'b.yaml': configMap('x', 'A: "\\e[0m"\nB: "a\\n\\e[2J"'),
    });
    const { stdout } = await diff(project, ['a.yaml', 'b.yaml']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('data.A: "\\u001b[2J" → "\\u001b[0m"');
  });

  test('compares environments with namespaces of their own', async () => {
    const project = folderWith({
      'dev.yaml': `${configMap('web', 'A: a', 'dev')}---\n${configMap('same', 'B: b', 'dev')}`,
      'live.yaml': `${configMap('web', 'A: z', 'live')}---\n${configMap('same', 'B: b', 'live')}`,
    });
    const told = await diff(project, ['dev.yaml', 'live.yaml']);
    expect(told.stdout).toContain('2 objects only in dev.yaml, 2 objects only in live.yaml\n');
    expect(told.stdout).toContain(
      '2 of them stand on both sides, in different namespaces: --ignore-namespace compares them\n',
    );
    const { stdout } = await diff(project, ['dev.yaml', 'live.yaml', '--ignore-namespace']);
    expect(stdout).toBe(`dev.yaml → live.yaml

~ ConfigMap dev/web → ConfigMap live/web (live.yaml)
    ~ data.A: a → z

1 object differs, 1 object the same
`);
  });

  test('compares whole outputs, in which each environment has the same objects', async () => {
    const project = folderWith({
      'a/dev/x.yaml': configMap('x', 'A: dev'),
      'a/live/x.yaml': configMap('x', 'A: live'),
      'b/live/x.yaml': configMap('x', 'A: live2'),
      'b/dev/x.yaml': configMap('x', 'A: dev'),
    });
    expect((await diff(project, ['a', 'b'])).stdout).toBe(
      'a → b\n\n~ ConfigMap shop/x (live/x.yaml)\n    ~ data.A: live → live2\n\n1 object differs, 1 object the same\n',
    );
  });

  test('reads standard input, patterns, Lists and the output folder of the app', async () => {
    const project = folderWith({
      'cdk8s.yaml': 'language: typescript\napp: node main.js\noutput: out\n',
      'out/x.yaml': configMap('x', 'A: a'),
      'out/readme.md': '# no manifest',
    });
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' }, data: { A: 'b' } }],
    });
    for (const words of [['-'], ['-', 'out/*.yaml']]) {
      const { code, stdout } = await diff(project, words, list);
      expect(stdout).toContain('~ ConfigMap shop/x (x.yaml)\n    ~ data.A: b → a\n\n1 object differs\n');
      expect(code).toBe(1);
    }
  });

  describe('with git', () => {
    const project = folderWith({
      'cdk8s.yaml': 'language: typescript\napp: node main.js\n',
      'dist/dev/x.yaml': configMap('x', 'A: old'),
      'dist/live/x.yaml': configMap('x', 'A: live'),
    });
    const git = (...words: readonly string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, ...words], { cwd: project, stdio: 'pipe' });
    };
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    write(project, 'dist/dev/x.yaml', configMap('x', 'A: new'));

    test.each([
      [
        'the output folder',
        ['main'],
        'main → dist',
        '(dev/x.yaml)',
        'old → new',
        '1 object differs, 1 object the same',
      ],
      ['a folder', ['main', 'dist/dev'], 'main → dist/dev', '(x.yaml)', 'old → new', '1 object differs'],
      [
        'a path in it',
        ['HEAD:dist/live', 'dist/dev'],
        'HEAD:dist/live → dist/dev',
        '(x.yaml)',
        'live → new',
        '1 object differs',
      ],
      [
        'a path in another',
        ['main:dist/dev', 'HEAD:dist/live'],
        'main:dist/dev → HEAD:dist/live',
        '(x.yaml)',
        'old → live',
        '1 object differs',
      ],
      ['a file', ['dist/dev/x.yaml', 'HEAD'], 'dist/dev/x.yaml → HEAD', '(x.yaml)', 'new → old', '1 object differs'],
    ])('compares %s with a revision', async (_, words, title, file, change, summary) => {
      const { stdout, stderr, code } = await diff(project, words);
      expect(stderr).toBe('');
      expect(stdout).toBe(`${title}\n\n~ ConfigMap shop/x ${file}\n    ~ data.A: ${change}\n\n${summary}\n`);
      expect(code).toBe(1);
    });

    test('takes all for new where a revision has no such folder yet', async () => {
      write(project, 'new/x.yaml', configMap('x', 'A: a'));
      expect((await diff(project, ['main', 'new'])).stdout).toBe(
        'main → new\n\n+ ConfigMap shop/x (x.yaml)\n\n1 object only in new\n',
      );
    });

    test.concurrent.each([
      ['an unknown revision', ['nosuch', 'dist'], "'nosuch' is neither a folder nor a revision that git knows"],
      ['an option for a revision', ['--', '--output=x', 'dist'], "'--output=x' is neither a folder nor a revision"],
      [
        'a path that a revision has not',
        ['main:dist/qa', 'dist'],
        "'main:dist/qa': there is no manifest at 'dist/qa' in the revision 'main'",
      ],
      [
        'an absolute path in a revision',
        ['main:/dist', 'dist'],
        "the path in a revision must be relative to the folder at hand, got '/dist'",
      ],
    ])('fails when given %s', async (_, words, message) => {
      const { code, stdout, stderr } = await diff(project, words);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
    });
  });

  test.concurrent.each([
    ['nothing', [], 'say what is compared: a folder, a file, - or a git revision; or --cluster for a cluster'],
    [
      'one side and no output folder',
      ['a.yaml'],
      "there is no folder 'dist' to compare; synthesize the app first, or name both sides",
    ],
    ['a side that is not there', ['a.yaml', 'b.yaml'], "'b.yaml' is neither a folder nor a revision that git knows"],
    ['a pattern that matches nothing', ['a.yaml', '*.json'], "no file matches '*.json'"],
    ['a folder without manifests', ['a.yaml', 'empty'], "the folder 'empty' holds no manifest"],
    ['standard input twice', ['-', '-'], 'standard input can be one side only'],
    ['YAML that is none', ['a.yaml', 'broken.yaml'], 'broken.yaml:2:2 is not compared: a comma or ] must stand here'],
    [
      'a document that is no object',
      ['a.yaml', 'text.yaml'],
      'text.yaml is not compared: it holds a document that is no object',
    ],
    ['an unknown format', ['a.yaml', 'a.yaml', '-f', 'xml'], 'Allowed choices are text, json'],
    ['an unknown option', ['a.yaml', 'a.yaml', '--ignore-namespaces'], "unknown option '--ignore-namespaces'"],
  ])('fails when given %s', async (_, words, message) => {
    const project = folderWith({
      'a.yaml': configMap('x', 'A: a'),
      'broken.yaml': 'a: [1\nb: }',
      'text.yaml': 'just text\n',
      'empty/readme.md': '# nothing',
    });
    const { code, stdout, stderr } = await diff(project, words);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

const scalar = fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.boolean(), fc.constant(null));
const key = fc.stringMatching(/^[a-z]{1,5}$/).filter((text) => text !== 'name');
const tree = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 3, selector: ([name]) => name })
      .map((elements) => elements.map(([name, value]) => ({ name, value }))),
    tie('map'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

/** The scalars in a value: how each is reached, and how its path is written. */
function leaves(
  value: unknown,
  steps: readonly (string | number)[] = [],
  path = '',
): { steps: readonly (string | number)[]; path: string }[] {
  if (Array.isArray(value)) {
    const named =
      value.length > 0 && value.every((each) => typeof (each as { name?: unknown } | null)?.name === 'string');
    const unique = new Set(value.map((each) => (each as { name?: unknown } | null)?.name)).size === value.length;
    return value.flatMap((each: unknown, index) =>
      leaves(each, [...steps, index], `${path}[${named && unique ? String((each as { name: string }).name) : index}]`),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([name]) => name !== 'name')
      .flatMap(([name, each]) => leaves(each, [...steps, name], path === '' ? name : `${path}.${name}`));
  }
  return steps.length === 0 ? [] : [{ steps, path }];
}

describe('the differences of two values', () => {
  test('are none where they are equal, whatever the order of keys', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, each]) => [name, reversed(each)]),
            )
          : value;
    fc.assert(fc.property(tree.value, (value) => expect(differencesOf(value, reversed(value))).toEqual([])));
  });

  test('are exactly the scalars that were changed', () => {
    fc.assert(
      fc.property(tree.map, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (value, choices) => {
        const all = leaves(value);
        if (all.length === 0) return;
        const chosen = [...new Set(choices.map((choice) => all[choice % all.length]))].flatMap((each) => each ?? []);
        const changed = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        for (const { steps } of chosen) {
          let at: Record<string | number, unknown> = changed;
          for (const step of steps.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
          const last = steps.at(-1) ?? '';
          at[last] = `changed from ${JSON.stringify(at[last])}`;
        }
        const found = differencesOf(JSON.parse(JSON.stringify(value)), changed);
        expect(found.map(({ path }) => path).sort()).toEqual(chosen.map(({ path }) => path).sort());
        expect(
          found.every(({ change, from, to }) => change === 'changed' && to === `changed from ${JSON.stringify(from)}`),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('leave in their places what need not be moved, where equals stand beside each other', () => {
    const left = { list: ['', null, null, ['a']] };
    const right = { list: ['', 'new', null, ['b']] };
    expect(differencesOf(left, right).map(({ path, change }) => [path, change])).toEqual([
      ['list[1]', 'changed'],
      ['list[3][0]', 'changed'],
    ]);
  });

  test('are on the other side what they are on the one, turned round', () => {
    const turned = { changed: 'changed', reordered: 'reordered', added: 'removed', removed: 'added' } as const;
    fc.assert(
      fc.property(tree.value, tree.value, (left, right) => {
        const [there, back] = [differencesOf(left, right), differencesOf(right, left)];
        expect(there.length === 0).toBe(back.length === 0);
        const named = there.every(({ path }) => !/\[\d+\]/.test(path));
        if (named)
          expect(back.map(({ change }) => change).sort()).toEqual(there.map(({ change }) => turned[change]).sort());
      }),
    );
  });

  test.each<readonly [string, unknown, unknown, readonly Difference[]]>([
    [
      'a list in which an element came between',
      ['a', 'b'],
      ['a', 'x', 'b'],
      [{ path: '[1]', change: 'added', to: 'x' }],
    ],
    [
      'named elements in another order',
      [{ name: 'a' }, { name: 'b' }],
      [{ name: 'b' }, { name: 'a' }],
      [{ path: '', change: 'reordered', from: ['a', 'b'], to: ['b', 'a'] }],
    ],
    [
      'mounts, of which one volume has two',
      [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b' },
      ],
      [
        { name: 'v', mountPath: '/b', readOnly: true },
        { name: 'v', mountPath: '/c' },
      ],
      [
        { path: '[mountPath=/a]', change: 'removed', from: { name: 'v', mountPath: '/a' } },
        { path: '[mountPath=/b].readOnly', change: 'added', to: true },
        { path: '[mountPath=/c]', change: 'added', to: { name: 'v', mountPath: '/c' } },
      ],
    ],
    [
      'names that are numbers',
      [{ name: '0', a: 1 }],
      [{ name: '0', a: 2 }],
      [{ path: '[name=0].a', change: 'changed', from: 1, to: 2 }],
    ],
    ['keys with dots', { 'a.b/c': 1 }, { 'a.b/c': 2 }, [{ path: '[a.b/c]', change: 'changed', from: 1, to: 2 }]],
    ['null, which is not nothing', { a: null }, {}, [{ path: 'a', change: 'removed', from: null }]],
    ['a key of the prototype', {}, JSON.parse('{"__proto__": 1}'), [{ path: '__proto__', change: 'added', to: 1 }]],
    ['numbers that are none', [NaN, 1], [NaN, null, 1], [{ path: '[1]', change: 'added', to: null }]],
  ])('are known of %s', (_, from, to, expected) => {
    expect(differencesOf(from, to)).toEqual(expected);
  });
});

describe('the alignment of two sequences', () => {
  test('holds every element of both once, in order, and pairs equals only', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const all = align(left, right);
        expect(all.flatMap(({ left: i }) => i ?? [])).toEqual(left.map((_, index) => index));
        expect(all.flatMap(({ right: j }) => j ?? [])).toEqual(right.map((_, index) => index));
        for (const { left: i, right: j } of all) {
          if (i !== undefined && j !== undefined) expect(left[i]).toBe(right[j]);
        }
      }),
    );
  });

  test('pairs as many as can be, and gives up only where that takes too long', () => {
    const pairs = (left: readonly string[], right: readonly string[]): number =>
      align(left, right).filter(({ left: i, right: j }) => i !== undefined && j !== undefined).length;
    expect(pairs([...'abcabba'], [...'cbabac'])).toBe(4);
    const long = Array.from({ length: 30_000 }, (_, index) => String(index));
    expect(pairs(['x', ...long, 'x'], ['z', ...long, 'z'])).toBe(30_000);
    const other = long.map((line) => `${line}'`);
    expect(pairs([...long, 'same', 'x'], [...other, 'same', 'z'])).toBe(1);
    expect(pairs([...long, 'same', 'x'], [...other, 'more', 'same', 'z'])).toBe(0);
  });
});

describe('objects', () => {
  const object = (
    name: string,
    data: Readonly<Record<string, string>>,
    more: Partial<ComparedObject> = {},
  ): ComparedObject => {
    const { namespace = 'shop', kind = 'ConfigMap', apiVersion = 'v1', file = 'x.yaml' } = more;
    return {
      manifest: { apiVersion, kind, metadata: { name, namespace }, data },
      apiVersion,
      kind,
      namespace,
      name,
      file,
    };
  };
  const changes = (
    from: readonly ComparedObject[],
    to: readonly ComparedObject[],
    ignoreNamespace = false,
  ): readonly string[] =>
    compareObjects(from, to, { ignoreNamespace }).objects.map(
      ({ change, from: left, to: right }) =>
        `${change} ${left?.namespace}/${left?.name} ${right?.namespace}/${right?.name}`,
    );

  test('that were renamed are known by what they say, the most alike first', () => {
    const [a, b] = [object('web-1', { A: 'a', B: 'b', C: 'c' }), object('web-2', { A: 'a', B: 'b', C: 'x' })];
    expect(changes([a], [b])).toEqual(['renamed shop/web-1 shop/web-2']);
    expect(changes([a], [object('web-3', { X: 'a' }), object('web-4', { A: 'a', B: 'b', C: 'c' }), b])).toEqual([
      'renamed shop/web-1 shop/web-4',
      'added undefined/undefined shop/web-3',
      'added undefined/undefined shop/web-2',
    ]);
    expect(changes([a], [object('other', { X: 'y' })])).toEqual([
      'removed shop/web-1 undefined/undefined',
      'added undefined/undefined shop/other',
    ]);
    expect(changes([a], [object('web-2', { A: 'a', B: 'b', C: 'c' }, { namespace: 'other' })])).toHaveLength(2);
  });

  test('are the same object in another version of their API, and not in another group', () => {
    const old = object('web', {}, { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1beta1' });
    const now = object('web', {}, { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1' });
    expect(compareObjects([old], [now]).objects[0]?.differences).toEqual([
      { path: 'apiVersion', change: 'changed', from: 'networking.k8s.io/v1beta1', to: 'networking.k8s.io/v1' },
    ]);
    const extension = object('web', {}, { kind: 'Ingress', apiVersion: 'extensions/v1beta1' });
    expect(changes([extension], [now])).toEqual([
      'removed shop/web undefined/undefined',
      'added undefined/undefined shop/web',
    ]);
  });

  test('of several namespaces are first looked for in their own', () => {
    const all = ['a', 'b', 'c'].map((namespace) => object('web', { N: namespace }, { namespace }));
    expect(changes(all, [...all].reverse(), true)).toEqual([]);
    const moved = object('web', { N: 'c' }, { namespace: 'd' });
    expect(changes(all, [moved, ...all.slice(0, 2)], true)).toEqual([]);
    expect(changes(all, [moved, ...all.slice(0, 2)])).toEqual([
      'removed c/web undefined/undefined',
      'added undefined/undefined d/web',
    ]);
  });

  test('are compared in time: thousands that have no counterpart', () => {
    const many = (prefix: string): readonly ComparedObject[] =>
      Array.from({ length: 3000 }, (_, index) => object(`${prefix}-${index}`, { A: String(index) }));
    expect(changes(many('a'), many('b'))).toHaveLength(6000);
  });

  test('differ from themselves in nothing', () => {
    const data = fc.dictionary(key, fc.string(), { maxKeys: 3, noNullPrototype: true });
    const objects = fc.array(fc.record({ name: key, namespace: key, data }), { maxLength: 8 });
    fc.assert(
      fc.property(objects, fc.boolean(), (records, ignoreNamespace) => {
        const all = records.map(({ name, namespace, data: each }) => object(name, each, { namespace }));
        const { objects: found, same } = compareObjects(all, all, { ignoreNamespace });
        expect({ found, same }).toEqual({ found: [], same: all.length });
      }),
    );
  });
});

describe('the page about environments', () => {
  const blocks = blocksOf('docs/environments.md');

  test('shows what the command prints', async () => {
    const [example] = examplesOf(blocks);
    const [command = '', ...printed] = (blocks.find(({ info }) => info === 'console')?.text ?? '').split('\n');
    if (example === undefined) throw new Error('there is no example');
    const files = Object.entries(await run(example)).map(([file, text]) => [`dist/${file}`, text] as const);
    const project = folderWith(Object.fromEntries(files));
    const { stdout } = await diff(project, command.replace('$ drydock diff ', '').split(' '));
    expect(stdout).toBe(printed.join('\n'));
  });

  test('shows what is said of a forgotten value', () => {
    const values = (memory?: string): unknown => ({ resources: { limits: memory === undefined ? {} : { memory } } });
    const set = { dev: values('128Mi'), staging: values(), production: values('512Mi') };
    const message = messageOf(() => Environments.of('dev', 'staging', 'production').values(set));
    expect(blocks.find(({ info }) => info === 'text')?.text).toBe(`${message}\n`);
  });
});

describe('a comparison by meaning', () => {
  const object = (text: string, kind = 'Deployment', apiVersion = 'apps/v1'): ComparedObject => ({
    manifest: { apiVersion, kind, metadata: { name: 'x' }, ...(parse(text) as object) },
    ...{ apiVersion, kind, namespace: '', name: 'x', file: 'x.yaml' },
  });
  const pod = (spec: string): string => `spec: {template: {spec: ${spec}}}`;
  const differences = (from: ComparedObject, to: ComparedObject, literal = false): readonly string[] =>
    compareObjects([from], [to], { literal }).objects.flatMap((each) => each.differences.map(({ path }) => path));

  test.each<readonly [string, string, string, ...(readonly string[])]>([
    [
      'an amount in other units',
      pod('{containers: [{name: a, resources: {requests: {cpu: 1000m, memory: 3072Mi}}}]}'),
      pod('{containers: [{name: a, resources: {requests: {cpu: 1, memory: 3Gi}}}]}'),
    ],
    [
      'the size of a volume',
      pod('{volumes: [{name: a, emptyDir: {sizeLimit: 1024Mi}}]}'),
      pod('{volumes: [{name: a, emptyDir: {sizeLimit: 1Gi}}]}'),
    ],
    [
      'a quota',
      'spec: {hard: {requests.cpu: "2", pods: 10}}',
      'spec: {hard: {requests.cpu: 2000m, pods: "10"}}',
      'ResourceQuota',
      'v1',
    ],
    ['null and absent', 'spec: {replicas: null, template: {metadata: {creationTimestamp: null}}}', 'spec: {}'],
    [
      'empty lists and maps, and absent',
      pod('{nodeSelector: {}, volumes: [], securityContext: {}, containers: [{name: a, env: []}]}'),
      pod('{containers: [{name: a}]}'),
    ],
    [
      'what a Deployment is filled up with',
      'spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}, replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600}',
      'spec: {}',
    ],
    [
      'what a pod is filled up with',
      pod(
        '{dnsPolicy: ClusterFirst, restartPolicy: Always, schedulerName: default-scheduler, terminationGracePeriodSeconds: 30, serviceAccount: a, serviceAccountName: a}',
      ),
      pod('{serviceAccountName: a}'),
    ],
    [
      'the pull policy that follows from the tag',
      pod('{containers: [{name: a, image: b, imagePullPolicy: Always}]}'),
      pod('{containers: [{name: a, image: b}]}'),
    ],
    [
      'the target that follows from the port',
      'spec: {type: ClusterIP, ports: [{port: 80, targetPort: 80, protocol: TCP}]}',
      'spec: {ports: [{port: 80}]}',
      'Service',
      'v1',
    ],
    [
      'the group of a role',
      'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}\nsubjects: [{kind: ServiceAccount, name: a, apiGroup: ""}]',
      'roleRef: {kind: Role, name: a}\nsubjects: [{kind: ServiceAccount, name: a}]',
      'RoleBinding',
      'rbac.authorization.k8s.io/v1',
    ],
    [
      'the directions that follow from the rules',
      'spec: {podSelector: {}, egress: [{}], policyTypes: [Egress, Ingress]}',
      'spec: {podSelector: {}, egress: [{}]}',
      'NetworkPolicy',
      'networking.k8s.io/v1',
    ],
    [
      'what only a cluster writes',
      'status: {replicas: 1}\nmetadata: {name: x, uid: u, resourceVersion: "1", generation: 2, managedFields: [{}], annotations: {deployment.kubernetes.io/revision: "1"}}',
      'metadata: {name: x}',
    ],
    [
      'a duration in other units',
      'spec: {duration: 2160h0m0s, renewBefore: 60m}',
      'spec: {duration: 2160h, renewBefore: 1h}',
      'Certificate',
      'cert-manager.io/v1',
    ],
    ['text and its encoding', 'stringData: {a: hello}', 'data: {a: aGVsbG8=}', 'Secret', 'v1'],
    [
      'the address that the cluster has chosen',
      'metadata: {name: x, uid: u}\nspec: {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80, nodePort: 30080}]}',
      'spec: {ports: [{port: 80}]}',
      'Service',
      'v1',
    ],
  ])('takes %s for the same', (_, from, to, kind = 'Deployment', apiVersion = 'apps/v1') => {
    const [left, right] = [object(from, kind, apiVersion), object(to, kind, apiVersion)];
    expect([differences(left, right), differences(right, left)]).toEqual([[], []]);
    expect(differences(left, right, true)).not.toEqual([]);
  });

  test.each<readonly [string, string, string, ...(readonly string[])]>([
    [
      'an amount',
      pod('{containers: [{name: a, resources: {limits: {memory: 1G}}}]}'),
      pod('{containers: [{name: a, resources: {limits: {memory: 1Gi}}}]}'),
    ],
    ['a default and another value', 'spec: {replicas: 2}', 'spec: {}'],
    ['a directory and no directory', pod('{volumes: [{name: a, emptyDir: {}}]}'), pod('{volumes: [{name: a}]}')],
    [
      'all namespaces and this one',
      'spec: {ingress: [{from: [{namespaceSelector: {}, podSelector: {}}]}]}',
      'spec: {ingress: [{from: [{podSelector: {}}]}]}',
      'NetworkPolicy',
      'networking.k8s.io/v1',
    ],
    ['no class and the default class', 'spec: {storageClassName: ""}', 'spec: {}', 'PersistentVolumeClaim', 'v1'],
    ['an empty entry and none', 'data: {a: ""}', 'data: {}', 'ConfigMap', 'v1'],
    ['what looks like an amount in a map of texts', 'data: {a: 1000m}', 'data: {a: "1"}', 'ConfigMap', 'v1'],
    ['an address that two manifests choose', 'spec: {clusterIP: 10.0.0.1}', 'spec: {}', 'Service', 'v1'],
    ['what is empty in a custom resource', 'spec: {selfSigned: {}}', 'spec: {}', 'Issuer', 'cert-manager.io/v1'],
    [
      'a right to more privileges',
      pod('{containers: [{name: a, securityContext: {allowPrivilegeEscalation: false}}]}'),
      pod('{containers: [{name: a}]}'),
    ],
  ])('tells %s apart', (_, from, to, kind = 'Deployment', apiVersion = 'apps/v1') => {
    const [left, right] = [object(from, kind, apiVersion), object(to, kind, apiVersion)];
    expect(differences(left, right)).toHaveLength(1);
    expect(differences(right, left)).toHaveLength(1);
  });

  test('shows amounts as they were written', () => {
    const [from, to] = ['3072Mi', '4Gi'].map((memory) =>
      object(pod(`{containers: [{name: a, resources: {limits: {memory: ${memory}}}}]}`)),
    ) as [ComparedObject, ComparedObject];
    expect(compareObjects([from], [to]).objects[0]?.differences).toEqual([
      {
        path: 'spec.template.spec.containers[a].resources.limits.memory',
        change: 'changed',
        from: '3072Mi',
        to: '4Gi',
      },
    ]);
  });

  test('leaves out what a cluster makes by itself, of an exported namespace', () => {
    const live = (kind: string, more: string): ComparedObject =>
      object(`metadata: {name: x, uid: u, ${more}}`, kind, 'v1');
    const exported = [
      live('Pod', 'ownerReferences: [{controller: true, kind: ReplicaSet, name: y}]'),
      { ...live('ConfigMap', ''), name: 'kube-root-ca.crt' },
      live('Endpoints', ''),
      live('Secret', ''),
    ];
    expect(compareObjects(exported, []).objects.map(({ from }) => from?.kind)).toEqual(['Secret']);
    expect(compareObjects(exported, [], { literal: true }).objects).toHaveLength(4);
  });
});

describe('a comparison with a cluster', () => {
  const wanted = ['Deployment', 'Foo'].map((kind) => ({
    ...{ apiVersion: kind === 'Foo' ? 'example.com/v1' : 'apps/v1', kind, namespace: '', name: 'web', file: 'a.yaml' },
    manifest: { spec: { secret: 'hunter2' } },
  }));
  const live = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default', uid: 'u' } };

  test('asks for the objects by name alone, and again without kinds that the cluster does not serve', async () => {
    const inputs: string[] = [];
    const kubectl: Kubectl = ({ input = '' }) => {
      inputs.push(input);
      const stderr =
        'error: resource mapping not found for name: "web" namespace: "" from "STDIN": no matches for kind "Foo" in version "example.com/v1"';
      return Promise.resolve(
        input.includes('Foo') ? { code: 1, stdout: '', stderr } : { code: 0, stdout: JSON.stringify(live), stderr: '' },
      );
    };
    const objects = await readCluster(kubectl, wanted);
    expect(objects.map(({ kind, name, namespace, manifest }) => [kind, name, namespace, manifest.metadata])).toEqual([
      ['Deployment', 'web', '', { name: 'web', uid: 'u' }],
    ]);
    expect(inputs).toHaveLength(2);
    expect(inputs.join()).not.toContain('hunter2');
  });

  test('fails when kubectl cannot read them, in its words', async () => {
    const kubectl: Kubectl = () => Promise.resolve({ code: 1, stdout: '', stderr: 'error: Unauthorized\n' });
    await expect(readCluster(kubectl, wanted)).rejects.toThrow('kubectl cannot read the objects: error: Unauthorized');
  });

  test('fails when both sides are named, or none', async () => {
    const folder = folderWith({ 'a.yaml': configMap('x', 'A: a') });
    expect(await diff(folder, ['--cluster', 'a.yaml', 'a.yaml'])).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('--cluster is one side already') as unknown },
    });
    expect(await diff(folder, [])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('say what is compared') as unknown,
    });
  });
});
