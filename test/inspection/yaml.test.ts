import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import type { Path } from '../../lib/inspection/formats/path';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const fixtures = join(__dirname, '../fixtures');

/** What scripts/yaml-text has recorded of a text: the data of each document, and why kubectl refuses what follows them. */
interface Reading {
  readonly text: string;
  readonly data: readonly unknown[];
  readonly error?: string;
}

describe('what kubectl reads', () => {
  const recorded = gunzipSync(readFileSync(join(fixtures, 'yaml-text/readings.ndjson.gz'))).toString('utf8');
  const readings = recorded
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Reading);
  const isJson = ({ text }: Reading): boolean => /^\ufeff?\s*\{\s*["}]/.test(text);

  test('is recorded of many texts, of which about half are refused', () => {
    expect(readings.length).toBeGreaterThan(30_000);
    expect(readings.filter(({ error }) => error === undefined).length).toBeGreaterThan(12_000);
    expect(readings.filter(({ error }) => error !== undefined).length).toBeGreaterThan(12_000);
    expect(readings.filter(isJson).length).toBeGreaterThan(1000);
  });

  test('is the data of what it accepts, and a problem where it refuses', () => {
    const wrong = readings.flatMap(({ text, data, error }) => {
      const { sources, problems } = readYaml(text);
      const refusals = problems.filter(({ rule }) => rule !== 'yaml/duplicate-key');
      if (refusals.some(({ message }) => message.includes('it is read as JSON') || isBehindEnd(text, message))) {
        return []; // the tests below say which they are
      }
      const values: unknown = JSON.parse(JSON.stringify(sources.map(({ manifest }) => manifest)));
      const isSame =
        error === undefined
          ? refusals.length === 0 && JSON.stringify(sorted(values)) === JSON.stringify(sorted(data))
          : refusals.length > 0;
      return isSame ? [] : [{ text, data, error, values, refusals }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('is more than is taken of text that means to be JSON, which kubectl before 1.33 reads as nothing else', () => {
    const stricter = readings.filter(
      ({ text, error }) =>
        error === undefined && readYaml(text).problems.some(({ message }) => message.includes('it is read as JSON')),
    );
    expect(stricter.length).toBeGreaterThan(100);
    expect(stricter.filter((reading) => !isJson(reading))).toEqual([]);
  });

  /** Whether a text is refused for a character behind the end of its document, where go-yaml may not look. */
  function isBehindEnd(text: string, message: string): boolean {
    return message.startsWith('the control character') && /^\.\.\.\s/m.test(text);
  }
});

/** Data with the keys of each object in their order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(sorted)
    : Object.entries(value)
        .map(([key, each]) => [key, sorted(each)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('places', () => {
  const text = [
    'apiVersion: v1 # c',
    'data:',
    "  'quoted': text that goes on",
    '    on the next line',
    '  "double": "one',
    '    two"',
    '  flow: {a: [1, {b: "x"}],',
    '    c: d}',
    '  block: |',
    '    text',
    '  list:',
    '  - one',
    '  -   two: 2',
    '      three: 3',
    '  - ',
    '  last: 0777',
    '',
  ].join('\n');
  const [source] = readYaml(text).sources;

  test.each<[Path, number, number]>([
    [[], 1, 1],
    [['data', 'quoted'], 3, 3],
    [['data', 'double'], 5, 3],
    [['data', 'flow', 'a', 1, 'b'], 7, 18],
    [['data', 'flow', 'a', 0], 7, 14],
    [['data', 'flow', 'c'], 8, 5],
    [['data', 'list', 0], 12, 5],
    [['data', 'list', 1], 13, 7],
    [['data', 'list', 1, 'three'], 14, 7],
    [['data', 'list', 2], 15, 3],
    [['data', 'last'], 16, 3],
    [['data', 'none', 'below'], 2, 1],
    [['data', 'list', 9], 11, 3],
  ])('of %j', (path, line, column) => {
    expect(source?.locate?.(path)).toEqual({ line, column });
  });

  test('tell the text of a scalar as it is written', () => {
    expect(source?.written?.(['data', 'last'])).toBe('0777');
    expect(source?.written?.(['data', 'quoted'])).toBe('text that goes on\n    on the next line');
    expect(source?.written?.(['data', 'double'])).toBe('"one\n    two"');
    expect(source?.written?.(['data', 'list'])).toBeUndefined();
    expect(source?.written?.(['data', 'none'])).toBeUndefined();
  });

  test('are found in JSON, with escapes that only JSON has', () => {
    const [first, second] = readYaml('{"a": "\\/", "b": "\\ud83d\\ude00"}\n{"c":\n  [1]}').sources;
    expect(first?.locate?.(['b'])).toEqual({ line: 1, column: 13 });
    expect(second?.locate?.(['c', 0])).toEqual({ line: 3, column: 4 });
  });

  test('are where another parser has them, in every fixture', () => {
    const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    let count = 0;
    for (const document of files.flatMap((file) => readFileSync(join(fixtures, file), 'utf8').split(/^---\n/m))) {
      const { sources, problems } = readYaml(document);
      const [only] = sources;
      if (only === undefined || problems.length > 0) {
        continue;
      }
      for (const [path, position] of placesIn(document)) {
        count++;
        expect({ document, path, ...only.locate?.(path) }).toEqual({ document, path, ...position });
      }
    }
    expect(count).toBeGreaterThan(10_000);
  });
});

/** Where the keys and items of a document stand, by the package yaml. */
function placesIn(text: string): (readonly [Path, { readonly line: number; readonly column: number }])[] {
  const counter = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: counter, version: '1.1', merge: true });
  const found: (readonly [Path, { readonly line: number; readonly column: number }])[] = [];
  const at = (node: unknown, path: Path): void => {
    const range = isNode(node) ? node.range : undefined;
    if (range) {
      const { line, col } = counter.linePos(range[0]);
      found.push([path, { line, column: col }]);
    }
  };
  const walk = (node: unknown, path: Path): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
        if (
          name !== undefined &&
          !node.items.some((other) => other.key !== key && isScalar(other.key) && String(other.key.value) === name)
        ) {
          at(key, [...path, name]);
          walk(value, [...path, name]);
        }
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        if (!(isScalar(item) && item.value === null)) {
          at(item, [...path, index]);
        }
        walk(item, [...path, index]);
      });
    }
  };
  if (errors.length === 0) {
    walk(contents, []);
  }
  return found;
}

describe('reading YAML', () => {
  test('gives back what a YAML library writes, in any style', () => {
    const scalar = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab1 .-_/'), maxLength: 8 }),
      fc.constantFrom(
        'a',
        'registry.example.com/web:1.2.3',
        'a\nb\n',
        'a\n  b',
        '100m',
        '$(A)',
        "it's",
        'some words '.repeat(9).trim(),
      ),
      fc.string({ unit: fc.constantFrom(...'ab1 0.:-#\n\'"|>{}[]&*!%@~=,/ye_+xT'), maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const text = scalar.filter((value) => !/^\s/.test(String(value))); // whose blanks the library does not write so that kubectl keeps them
    const keys = fc.constantFrom('a', 'name', 'kind', 'app/x', '/', 'y', '1', 'a b', '__proto__');
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(keys, tie('data'), { maxKeys: 4 }),
      ),
    }));
    const styles = fc.record({
      version: fc.constant('1.1' as const),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 40),
    });
    fc.assert(
      fc.property(data, styles, (value, style) => {
        const { sources, problems } = readYaml(stringify({ value }, style));
        expect(problems).toEqual([]);
        expect(JSON.stringify(sources[0]?.manifest)).toBe(JSON.stringify({ value }));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test.each([
    ['a tab alone on a line', 'a: b\n\t\nc: d\n', 2, 'a tab stands where the indentation is', 'indent with spaces'],
    ['a tab that indents', 'a:\n\tb: c\n', 2, 'a tab cannot indent', 'indent with spaces'],
    ['a tab that begins a block', 'a: |\n  \n\tb\n', 3, 'a tab stands where', '\\t'],
    ['a control character', 'a: x\u007fy\n', 1, 'the control character U+007F', '\\u007f'],
    ['a separator of lines', 'a: x\u2028y\n', 1, 'the character U+2028 ends a line', '\\u2028'],
    ['a pair of surrogates', 'a: "\\ud83d\\ude00"\n', 1, 'the escape \\ud83d is no character', '\\U0001F600'],
    ['an escaped slash', 'a: "x\\/y"\n', 1, 'knows no escape \\/', 'without a backslash'],
    ['an unknown escape', 'a: "x\\qy"\n', 1, 'knows no escape \\q', 'write the backslash twice'],
    ['a null as a key', 'a:\n  null: b\n', 2, 'the key is null', 'put the key in quotes'],
    ['a quote that is not closed', 'a:\n  b: "c\n', 2, 'is not closed', 'close the quote'],
    ['a bracket that is not closed', 'a:\n  b: [c\n', 2, 'is not closed', 'close the bracket'],
    ['a value with a colon', 'a: b: c\n', 1, "a ': ' stands where no key can be", 'put the value in quotes'],
    ['a line that is indented too deep', 'a:\n  b: c\n   d: e\n', 3, "a ': ' stands where", 'indent the line'],
    ['a line between the columns', 'a:\n    b: c\n  d: e\n', 3, 'a key of the map must stand here', 'indent the line'],
    ['a line that is no entry', 'a: b\nc\nd: e\n', 2, 'the line is no entry of the map', "write 'key: value'"],
    ['an at sign', 'a: @b\n', 1, 'a value cannot begin with @', 'put the value in quotes'],
    ['an alias of nothing', 'a: *b\n', 1, 'unresolved alias', 'set the anchor before'],
    ['a number that JSON has not', 'a: .inf\n', 1, 'infinite', 'put it in quotes'],
    ['text behind the mark of a document', 'a: b\n---c: d\n', 2, "'---' stands on a line of its own", '{{-'],
    ['a comma before the end in JSON', '{"a": "b",}\n', 1, 'it is read as JSON, where "}"', 'comma'],
    ['JSON that ends too early', '{"a": [1,\n', 1, 'it ends before it is complete', 'correct the JSON'],
  ])('fails on %s, with the place and what to do', (_what, text, line, message, fix) => {
    const { problems } = readYaml(text, 'a.yaml');
    expect(problems).toMatchObject([{ rule: 'yaml/syntax', file: 'a.yaml', position: { line } }]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.fix).toContain(fix);
  });

  test('says of a key that stands twice that kubectl takes the last', () => {
    const { sources, problems } = readYaml('a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n');
    expect(sources.map(({ manifest }) => manifest)).toEqual([{ a: 1, b: { c: 3, d: 2 } }]);
    expect(problems).toMatchObject([{ rule: 'yaml/duplicate-key', position: { line: 5, column: 3 } }]);
  });

  test('merges what << names, with a tag or without, twice or once, and finds no key that stands twice in that', () => {
    const text =
      'a: &a {x: 1, w: 2}\nb: &b {z: 3}\nc:\n  !!merge <<: *a\n  x: 4\nd:\n  <<: *a\n  <<: *b\ne:\n  <<: [*b, *a]\n';
    const { sources, problems } = readYaml(text);
    expect(problems).toEqual([]);
    expect(sources[0]?.manifest).toMatchObject({ c: { x: 4, w: 2 }, d: { x: 1, w: 2, z: 3 }, e: { x: 1, w: 2, z: 3 } });
  });

  test('reads quoted text that goes on at the margin', () => {
    const { sources, problems } = readYaml(readFileSync(join(fixtures, 'originals/mariadb-slide.yaml'), 'utf8'));
    expect(problems).toEqual([]);
    expect(JSON.stringify(sources[0]?.manifest)).toContain('exec mysqladmin status -uroot -p$MYSQL_ROOT_PASSWORD');
  });

  test('shares nothing between what an alias stands for', () => {
    const [source] = readYaml('a: &a {x: [1]}\nb: *a\n').sources;
    const { a, b } = source?.manifest as { readonly a: { x: number[] }; readonly b: { x: number[] } };
    a.x.push(2);
    expect(b).toEqual({ x: [1] });
  });

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
    const { sources, problems } = readYaml('a: 1\n---\nb: [\n---\nc: 3\n---d: 4\n', 'x.yaml');
    expect(sources.map(({ manifest: value }) => value)).toEqual([{ a: 1 }, { c: 3 }, { d: 4 }]);
    expect(problems).toMatchObject([
      { rule: 'yaml/syntax', file: 'x.yaml', position: { line: 3 } },
      { rule: 'yaml/syntax', file: 'x.yaml', position: { line: 6 } },
    ]);
  });

  test('refuses a document that nests too deeply, one that is too large, and one with more aliases than kubectl takes', () => {
    const bomb = 'a: &a [x,x,x,x,x,x,x,x,x]\n'.concat(
      ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'.charAt(index)},`.repeat(9)}]\n`),
    );
    const texts = [
      `a: ${'['.repeat(100_000)}`,
      `a: ${'{b: '.repeat(100_000)}`,
      `${'- '.repeat(100_000)}a`,
      `${'? '.repeat(100_000)}a`,
      Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
      `a: "${'x'.repeat(9 * 1024 * 1024)}"`,
      bomb,
    ];
    for (const text of texts) {
      expect({ text: text.slice(0, 20), problems: readYaml(text).problems }).toMatchObject({
        problems: [{ rule: 'yaml/limit' }],
      });
    }
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
