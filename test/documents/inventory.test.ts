// dist/ has everything that the documents show: each row's objects, with what must still be said of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { manifests } from '../support/inventory';
import type { Synthesized } from '../support/synthesize';

const root = join(__dirname, '..', '..');
const entries = readdirSync(join(root, 'dist')).sort();
// What stands in a folder is a set of its own.
const files = entries.filter((name) => name.endsWith('.yaml'));

const objects = new Map<string, Synthesized>();
const places: { file: string; object: Synthesized }[] = [];
for (const file of files) {
  for (const document of parseAllDocuments(readFileSync(join(root, 'dist', file), 'utf8'))) {
    const object = document.toJS() as Synthesized;
    const { name, namespace } = object.metadata;
    objects.set(`${file} ${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`, object);
    places.push({ file, object });
  }
}

/** The value at a path of keys, numbers, `["key"]` and `[name=value]`. */
function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const [, quoted, name, key] of path.matchAll(/\["([^"]+)"\]|\[name=([^\]]+)\]|([^.[]+)/g)) {
    if (name !== undefined) value = (value as { name: string }[] | undefined)?.find((element) => element.name === name);
    else value = (value as Record<string, unknown> | undefined)?.[quoted ?? key ?? ''];
  }
  return value;
}

describe.each(Object.entries(manifests))('row %s', (_row, evidence) => {
  test.each(evidence.map(({ file, object, says }) => [`${file}.k8s.yaml`, object, says] as const))(
    'stands in %s as %s',
    (file, name, says) => {
      const object = objects.get(`${file} ${name}`);
      expect(object).toBeDefined();
      const found = Object.fromEntries(Object.keys(says).map((path) => [path, valueAt(object, path)]));
      expect(found).toEqual(says);
    },
  );
});

test('the table of documents has every row, with a file of dist and a construct that there are', () => {
  const text = readFileSync(join(root, 'docs', 'documents.md'), 'utf8');
  const rows = new Map([...text.matchAll(/^\| ([MS]\d+) +\|(.*)\|$/gm)].map(([, row, rest]) => [row, rest ?? '']));
  const wanted = [
    ...Array.from({ length: 32 }, (_, i) => `M${i + 1}`),
    ...Array.from({ length: 17 }, (_, i) => `S${i + 1}`),
  ];
  expect([...rows.keys()]).toEqual(wanted);
  for (const [row, rest] of rows) {
    const named = [...rest.matchAll(/`dist\/([\w.-]+)\/?`/g)].map(([, file]) => file);
    expect(named.filter((file) => !entries.includes(file ?? ''))).toEqual([]);
    const expected = [...new Set((manifests[row ?? ''] ?? []).map(({ file }) => `${file}.k8s.yaml`))];
    expect(named).toEqual(expect.arrayContaining(expected));
  }
});

/** Kinds and names of the objects in a file below dist/, in their order. */
function namesIn(path: string): string[] {
  return parseAllDocuments(readFileSync(join(root, 'dist', path), 'utf8')).map((document) => {
    const { kind, metadata } = document.toJS() as Synthesized;
    return `${kind} ${metadata.name}`;
  });
}

test('row S1: the website stands in each strategy at each stage of a release', () => {
  const stages = ['1-steady', '2-start', '3-shift', '4-abort', '4-promote', '5-steady'];
  const folder = join(root, 'dist', 'strategies');
  const found = Object.fromEntries(readdirSync(folder).map((name) => [name, readdirSync(join(folder, name)).sort()]));
  expect(found).toEqual({
    recreate: ['1-steady', '2-release'],
    rolling: ['1-steady', '2-release'],
    'blue-green': stages,
    'canary-by-replicas': stages,
    'canary-by-weight-gateway': stages,
    'canary-by-weight-traefik': stages,
    'canary-by-weight-nginx': stages,
    'ab-test-by-header-gateway': stages,
    'ab-test-by-header-traefik': stages,
    'ab-test-by-header-nginx': stages,
    'ab-test-by-cookie-traefik': stages,
    'ab-test-by-cookie-nginx': stages,
  });
  const deployments = namesIn('strategies/blue-green/3-shift/website.k8s.yaml').filter((name) => /^Deploy/.test(name));
  expect(deployments).toEqual(['Deployment website-blue', 'Deployment website-green']);
});

test('rows S2 and S17: passport-go has the objects of the document in every environment', () => {
  const [first, ...others] = ['dev', 'staging', 'production'].map((name) => namesIn(`${name}/passport-go.k8s.yaml`));
  expect(first).toHaveLength(9);
  expect(first).toEqual(namesIn('passport-go.k8s.yaml'));
  expect(others).toEqual([first, first]);
});

test('a namespace stands before what is in it, by the order in which kubectl applies the folder', () => {
  const defined = new Set(
    places.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name),
  );
  const seen = new Set<string>();
  for (const { file, object } of places) {
    const { namespace, name } = object.metadata;
    if (object.kind === 'Namespace') seen.add(name);
    if (namespace !== undefined && defined.has(namespace)) {
      expect(`${file} ${object.kind} ${name}: ${seen.has(namespace) ? 'after' : 'before'} its namespace`).toContain(
        'after',
      );
    }
  }
});

test('dist has no object twice', () => {
  expect(objects.size).toBe(places.length);
  const keys = places.map(
    ({ object: { apiVersion, kind, metadata } }) =>
      `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
  );
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
