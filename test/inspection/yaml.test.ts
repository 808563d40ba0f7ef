import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { fullLocator, parseOptions } from '../../lib/inspection/reading/full-yaml';
import type { Path } from '../../lib/inspection/formats/path';
import { PlainLines } from '../../lib/inspection/reading/plain-lines';
import { PlainPlaces } from '../../lib/inspection/reading/plain-places';
import { readPlainYaml } from '../../lib/inspection/reading/plain-yaml';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

function full(text: string): unknown {
  const document = parseDocument(text, parseOptions);
  return document.errors.length > 0 ? 'no YAML' : document.toJS({ maxAliasCount: 100 });
}

/** Compares the fast reader with the full parser, where it does not give up. */
function expectSame(text: string): void {
  const fast = readPlainYaml(text);
  if (fast !== undefined) {
    expect({ text, value: fast.value }).toStrictEqual({ text, value: full(text) });
  }
}

const manifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    app.kubernetes.io/name: web # the name
data:
  file: |
    one: 1

      two
  stripped: |-
    end
  "quoted key": 'it''s'
spec:
  replicas: 2
  ratio: 10.0.0.1
  empty: {}
  none:
  list:
  - a
  - name: b
    args:
      - --flag=1
      - 100m
    on: |
      x
  last: []
`;

const plainManifest = manifest.replace('    on: |\n      x\n', '');

describe('the fast reader', () => {
  test('reads what tools write, without the full parser', () => {
    expect(readPlainYaml(plainManifest)).toStrictEqual({ value: full(plainManifest) });
  });

  test.each([
    ['a number that is not simple', 'a: 0755\n'],
    ['a word that YAML 1.1 takes for true', 'a: yes\n'],
    ['such a word as a key', 'on: 1\n'],
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a flow collection', 'a: [1, 2]\n'],
    ['folded text', 'a: >\n  b\n'],
    ['text on several lines', 'a: b\n  c\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['a prototype key', '__proto__: 1\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['an escape', 'a: "\\n"\n'],
    ['a value with a colon', 'a: b: c\n'],
    ['a second document', 'a: 1\n---\nb: 1\n'],
    ['no newline at the end', 'a: |\n  b'],
  ])('gives up on %s', (_what, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test('agrees with the full parser on every fixture', () => {
    const root = join(__dirname, '../fixtures/rules');
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    )) {
      readFileSync(join(root, file), 'utf8')
        .split(/^(?=---)/m)
        .forEach(expectSame);
    }
  });

  test('agrees with the full parser on any data that a YAML library writes', () => {
    const scalar = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab1 .-_/'), maxLength: 8 }),
      fc.constantFrom('a', 'web-1', 'registry.example.com/web:1.2.3', 'a\nb\n', 'a\n  b', '100m', '$(A)', '-c', "it's"),
      fc.string({ unit: fc.constantFrom(...'ab1 0.:-#\n\'"|>{}[]&*!%@~=,/ye_+xT'), maxLength: 8 }),
      fc.constantFrom(
        'yes',
        'On',
        '1e3',
        '0x1',
        '1_000',
        '12:30',
        '~',
        '.5',
        '-',
        '--',
        '- a',
        '2020-01-01',
        '100m',
        '1.2.3',
        '=',
        '<<',
      ),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const keys = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('a', 'name', 'kind', 'app/x', '/') },
      { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
    );
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(keys, tie('data'), { maxKeys: 4 }),
      ),
    }));
    const styles = fc.record({
      version: fc.constantFrom('1.1' as const, '1.2' as const),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20),
    });
    fc.assert(
      fc.property(data, styles, (value, style) => expectSame(stringify(value, style))),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('agrees with the full parser on text that was damaged', () => {
    const lines = plainManifest.split('\n');
    const edit = fc.tuple(
      fc.nat(lines.length - 1),
      fc.nat(20),
      fc.constantFrom('', ' ', '  ', '- ', ':', '#', ' #', '"', "'", '|', '\n', 'x', '1', '-', '{', '...'),
      fc.nat(2),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const damaged = [...lines];
        for (const [line, column, insert, remove] of edits) {
          const old = damaged[line] ?? '';
          damaged[line] = old.slice(0, column) + insert + old.slice(column + remove);
        }
        expectSame(damaged.join('\n'));
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

describe('places', () => {
  test('are the same from the fast reader and from the full parser', () => {
    const [fast] = readYaml(plainManifest).sources;
    const [slow] = readYaml(`${plainManifest}flow: [1, 2]\n`).sources;
    const paths: (string | number)[][] = [
      [],
      ['data', 'file'],
      ['data', 'quoted key'],
      ['spec', 'list', 0],
      ['spec', 'list', 1],
    ];
    paths.push(
      ['spec', 'list', 1, 'args', 1],
      ['spec', 'list', 7],
      ['spec', 'last', 0],
      ['metadata', 'labels', 'app.kubernetes.io/name'],
    );
    expect(readPlainYaml(plainManifest)).toBeDefined();
    expect(paths.map((path) => fast?.locate?.(path))).toEqual(paths.map((path) => slow?.locate?.(path)));
  });
});

/** The paths of everything in a value, and of some things that are not there. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const isObject = typeof value === 'object' && value !== null;
  const below = isObject ? Object.entries(value) : [];
  const steps = below.map(([key, each]) => [...path, Array.isArray(value) ? Number(key) : key, each] as const);
  const missing = [
    [...path, 'no such key', 'below'],
    [...path, 999],
  ];
  return [path, ...steps.flatMap((step) => pathsOf(step.at(-1), step.slice(0, -1) as Path)), ...missing];
}

describe('places in the fixtures', () => {
  const fixtures = join(__dirname, '../fixtures');
  const documents = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => readFileSync(join(fixtures, file), 'utf8').split(/^(?=---$)/m));
  const lines = new PlainLines();
  const plain = documents.flatMap((text) => {
    const read = readPlainYaml(text, lines);
    return read === undefined || read.value === null ? [] : [{ text, paths: pathsOf(read.value) }];
  });

  test('are many', () => {
    expect(plain.length).toBeGreaterThan(300);
    expect(plain.flatMap(({ paths }) => paths).length).toBeGreaterThan(20_000);
  });

  test.each([
    ['in their order', (paths: readonly Path[]) => paths],
    ['backwards', (paths: readonly Path[]) => [...paths].reverse()],
    [
      'here and there',
      (paths: readonly Path[]) => paths.map((_path, index) => paths[(index * 7919) % paths.length] ?? []),
    ],
  ])('are found in the lines where the full parser has them, asked for %s', (_order, ordered) => {
    for (const { text, paths } of plain) {
      const places = new PlainPlaces(text);
      const locate = fullLocator(text);
      const asked = ordered(paths);
      const found = asked.map((path) => places.find(path));
      expect({ text, found }).toEqual({ text, found: asked.map((path) => locate(path)) });
    }
  });

  test('are none in a document without content', () => {
    expect(new PlainPlaces('---\n# nothing\n').find(['a'])).toBeUndefined();
  });
});

describe('lines that were read before', () => {
  test('mean the same in another document, and no value is shared that could be changed', () => {
    const lines = new PlainLines();
    const text = 'a: {}\nb: []\nc:\n  - {}\n';
    const [first, second] = [readPlainYaml(text, lines)?.value, readPlainYaml(text, lines)?.value] as const;
    expect(first).toStrictEqual({ a: {}, b: [], c: [{}] });
    expect(second).toStrictEqual(first);
    (first as { a: Record<string, number> }).a.x = 1;
    expect(second).toStrictEqual({ a: {}, b: [], c: [{}] });
    expect(readPlainYaml(text, lines)?.value).toStrictEqual(second);
  });

  test('are read again when there were more than are kept', () => {
    const lines = new PlainLines();
    const text = Array.from({ length: 10_000 }, (_, index) => `key${index}: ${index}\n`).join('');
    const value = readPlainYaml(`${text}last: true\n`, lines)?.value as Record<string, unknown>;
    expect([Object.keys(value).length, value.key0, value.key9999, value.last]).toEqual([10_001, 0, 9999, true]);
    expect(readPlainYaml(text, lines)?.value).toMatchObject({ key0: 0, key5000: 5000 });
  });
});

describe('reading YAML', () => {
  test('reads a literal block with any number of brackets', () => {
    const { sources, problems } = readYaml(`a: |\n  ${'['.repeat(300)}\n`);
    expect(problems).toEqual([]);
    expect(sources.map(({ manifest: value }) => value)).toEqual([{ a: `${'['.repeat(300)}\n` }]);
  });

  test('gives the place of a key, of a list item, and of the parent of what is missing', () => {
    const [, second] = readYaml(`a: 1\n---\n# a comment\nb:\n  - c: 1\n    d: 2\n`).sources;
    expect(second?.locate?.(['b', 0, 'd'])).toEqual({ line: 6, column: 5 });
    expect(second?.locate?.(['b', 0])).toEqual({ line: 5, column: 5 });
    expect(second?.locate?.(['b', 3, 'x'])).toEqual({ line: 4, column: 1 });
    expect(second?.locate?.([])).toEqual({ line: 4, column: 1 });
  });

  test('reads the documents that can be read, and says which cannot', () => {
    const { sources, problems } = readYaml('a: 1\n---\nb: [\n---\nc: 3\n', 'x.yaml');
    expect(sources.map(({ manifest: value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toMatchObject([{ rule: 'yaml/syntax', file: 'x.yaml', position: { line: 4 } }]);
  });

  test('reads the words of YAML 1.1 as Kubernetes does, and leaves times and dates alone', () => {
    const [source] = readYaml('a: yes\nb: off\nc: 0755\nd: 12:30\ne: 2020-01-01\nf: 1_000\n').sources;
    expect(source?.manifest).toEqual({ a: true, b: false, c: 493, d: '12:30', e: '2020-01-01', f: 1000 });
  });

  test('refuses a document that nests too deeply, and one that is too large', () => {
    expect(readYaml(`a: ${'['.repeat(100_000)}`).problems).toMatchObject([{ rule: 'yaml/limit' }]);
    expect(readYaml(`a: ${'{b: '.repeat(100_000)}`).problems).toMatchObject([{ rule: 'yaml/limit' }]);
    expect(readYaml(`a: "${'x'.repeat(9 * 1024 * 1024)}"`).problems).toMatchObject([{ rule: 'yaml/limit' }]);
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1 :-#\n\t\'"|>{}[]&*!%@~?,'), maxLength: 60 }), (text) => {
        const { sources, problems } = readYaml(text);
        sources.forEach((source) => source.locate?.(['a', 0, 'b']));
        expect(sources.length + problems.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});
