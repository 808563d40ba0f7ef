import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Glob } from '../../lib/inspection/formats/glob';
import { inspect } from '../../lib/inspection/engine/engine';
import { Externals } from '../../lib/inspection/model/externals';
import { readYaml } from '../../lib/inspection/reading/yaml-source';
import { writeReport } from '../../lib/inspection/report/report';

jest.setTimeout(60 * 60 * 1000);

/** The least time of some runs, in milliseconds: what else runs on the machine only adds to it. */
function least(action: () => unknown, times = 3): number {
  let best = Infinity;
  for (let count = 0; count < times; count++) {
    const start = performance.now();
    action();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/**
 * How the time grows when the input doubles, at a size that takes long enough to be measured: the least of some measurements,
 * since one may meet what else runs on the machine, or a collection of garbage.
 */
function growth(actionFor: (size: number) => () => unknown, first = 500): number {
  let size = first;
  while (least(actionFor(size), 1) < 30 && size < 2_000_000) {
    size *= 2;
  }
  let factor = Infinity;
  for (let attempt = 0; attempt < 5 && factor >= 2.5; attempt++) {
    factor = Math.min(factor, least(actionFor(size * 2)) / least(actionFor(size)));
  }
  return factor;
}

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const repeat = (text: (index: number) => string, count: number): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** What may be large or many in a text of YAML. */
const texts: readonly (readonly [string, (size: number) => string])[] = [
  ['blank lines before a document', (size) => '\n'.repeat(size) + head],
  ['comments before a document', (size) => '# c\n\n'.repeat(size) + head],
  ['documents', (size) => repeat((index) => `---\n${head}${index}\n`, size)],
  ['empty documents', (size) => '---\n'.repeat(size) + head],
  ['plain keys', (size) => `${head}data:\n${repeat((index) => `  k${index}: v\n`, size)}`],
  ['quoted keys', (size) => `${head}data:\n${repeat((index) => `  "k\\t${index}": "v"\n`, size)}`],
  ['keys of one name', (size) => `${head}data:\n${'  "k\\t": v\n'.repeat(size)}`],
  ['items', (size) => `${head}x:\n${'  - a\n'.repeat(size)}`],
  ['items in brackets', (size) => `${head}x: [${'a, '.repeat(size)}b]\n`],
  ['open brackets', (size) => `${head}x: ${'['.repeat(size)}\n`],
  ['a long text', (size) => `${head}data:\n  a: ${'ab '.repeat(size)}\n`],
  ['a text of many lines', (size) => `${head}data:\n  a: |\n${'    line\n'.repeat(size)}`],
  ['a folded text', (size) => `${head}data:\n  a: >\n${'    line\n'.repeat(size)}`],
  ['a plain text of many lines', (size) => `${head}data:\n  a: b\n${'    line\n'.repeat(size)}`],
  ['a text in quotes that is never closed', (size) => `${head}data:\n  a: "${'b '.repeat(size)}\n`],
  ['blanks', (size) => `${head}data:\n  a:${' '.repeat(size)}b\n`],
  ['tabs', (size) => `${head}data:\n  a: b${'\t'.repeat(size)}\n`],
  ['labels', (size) => `${head}  labels:\n${repeat((index) => `    l${index}: v\n`, size)}`],
  ['annotations', (size) => `${head}  annotations:\n${repeat((index) => `    drydock/ignore.x.y${index}: z\n`, size)}`],
  ['unknown fields', (size) => `${head}${repeat((index) => `f${index}: v\n`, size)}`],
  [
    'ports of a Service',
    (size) =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n${repeat((index) => `    - {name: p${index}, port: 80}\n`, size)}`,
  ],
  [
    'Services without pods',
    (size) =>
      repeat(
        (index) =>
          `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {selector: {app: a${index}}, ports: [{port: 80}]}\n`,
        size,
      ),
  ],
  [
    'pods and Services near them',
    (size) =>
      repeat(
        (index) =>
          `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p${index}, labels: {app: app${index}}}\nspec: {containers: [{name: a, image: 'a:1'}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {selector: {app: ap${index}x}, ports: [{port: 80}]}\n`,
        size,
      ),
  ],
];

test.each(texts)('%s take time that grows with their number', (_, textOf) => {
  const factor = growth((size) => {
    const text = textOf(size);
    return () => {
      const result = inspect(readYaml(text, 'a.yaml'), { preset: 'strict' });
      writeReport(result, 'text', { textOf: () => text });
    };
  });
  expect(factor).toBeLessThan(2.5);
});

const fixtures = join(__dirname, '../fixtures/rules');
const rules = readdirSync(fixtures).flatMap((group) =>
  readdirSync(join(fixtures, group)).map((id) => `${group}/${id}`),
);

test.each(rules.filter((id) => !id.startsWith('definitions/')))('%s takes time that grows with the manifests', (id) => {
  const files = readdirSync(join(fixtures, id)).filter((file) => file.endsWith('.yaml'));
  const sources = files.flatMap((file) => readYaml(readFileSync(join(fixtures, id, file), 'utf8')).sources);
  const factor = growth((size) => {
    const many = Array.from({ length: Math.ceil(size / sources.length) }, (_, index) =>
      sources.map(({ manifest }) => ({ manifest: renamed(manifest, index) })),
    ).flat();
    return () => inspect({ sources: many }, { rules: { [id]: 'error' } });
  }, 200);
  expect(factor).toBeLessThan(2.5);
});

/** A manifest under another name and in another namespace, as often as a fixture is wanted. */
function renamed(manifest: unknown, index: number): unknown {
  const object = manifest as { readonly metadata?: object };
  return index === 0 ? manifest : { ...object, metadata: { ...object.metadata, namespace: `n${index}` } };
}

test('patterns take time that grows with the text', () => {
  for (const pattern of ['*a'.repeat(20), '**/'.repeat(20), '{a,aa}'.repeat(20), '[a-z]*'.repeat(20)]) {
    const glob = new Glob(`${pattern}!`);
    expect(growth((size) => () => glob.matches('a'.repeat(size)))).toBeLessThan(2.5);
  }
  const externals = new Externals([`secret/${'*a'.repeat(20)}`]);
  expect(growth((size) => () => externals.has('Secret', 'x', 'a'.repeat(size)))).toBeLessThan(2.5);
});

test('60 MB of YAML take less than 400 MB of memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-memory-'));
  try {
    const document = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${repeat((index) => `  key-${index}: a value of some words\n`, 1500)}---\n`;
    for (let file = 0; file < 60; file++) {
      writeFileSync(join(folder, `${file}.yaml`), document.repeat(Math.ceil(1_000_000 / document.length)));
    }
    const script = `process.argv.splice(2, 0, 'check', ${JSON.stringify(folder)}); process.on('exit', () => console.error(process.resourceUsage().maxRSS)); require(${JSON.stringify(join(__dirname, '../../build/lib/cli/drydock.js'))});`;
    const { stderr } = spawnSync(process.execPath, ['-e', script, '-'], { encoding: 'utf8', maxBuffer: 1e9 });
    expect(Number(stderr.trim().split('\n').at(-1)) / 1024).toBeLessThan(400);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
