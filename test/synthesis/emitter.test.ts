import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { notPlain, toPlainData } from '../../lib/core/plain-data';
import { emit, emitDocument, emitUnrendered } from '../../lib/synthesis/emitter';
import { escaped, isMisread } from '../../lib/synthesis/yaml-scalar';
import { messageOf } from '../support/synthesize';

/** How many cases the property runs; `EMITTER_CASES=1000000 EMITTER_SEED=… npx jest test/synthesis/emitter` for more. */
const CASES = Number(process.env.EMITTER_CASES ?? 10_000);
const SEED = process.env.EMITTER_SEED === undefined ? 20261121 : Number(process.env.EMITTER_SEED);

/** Pieces that mean something to YAML, or that a writer of YAML has to think about. */
const PIECES = [
  ...' \t\n-?:,[]{}#&*!|>\'"%@`~<=+._/\\$0123456789aAeEfFnNoOtTxXyYzZ',
  ...[
    '\r',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u0093',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
  ],
  ...['😀', 'é', '漢', '\u200d'],
  ...['---', '...', ': ', ' #', '- ', '? ', '\n\n', '\n ', ' \n', '\n\t', '<<', '%YAML', '!!str', '&a1', '*a1'],
  ...['null', 'Null', 'true', 'Yes', 'no', 'OFF', 'on', '.inf', '.NaN', '0x1F', '0b10', '0o17', '017', '1_000'],
  ...['1e3', 'e5', '-.5', '1.', '12:30:45', '190:20:30.15', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '10:20'],
  ...['100m', '128Mi', '10.0.0.0/8', 'nginx:1.27', 'app.kubernetes.io/name', 'word', 'two words'],
];

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(''));
const numberLike = fc.stringMatching(/^[-+]?[0-9._:eExXbobT+-]{1,10}$/);
const dateLike = fc.stringMatching(/^\d{4}-\d\d?-\d\d?([tT ]\d\d?:\d\d?:\d\d?(\.\d)?( ?(Z|[-+]\d\d?(:\d\d)?))?)?$/);
const wordLike = fc.stringMatching(/^(~|[nN](ull|o|ULL|O)?|[yY](es|ES)?|[tT]rue|TRUE|[fF]alse|[oO](n|ff|N|FF)?)$/);
const lines = fc.array(pieces, { minLength: 2, maxLength: 5 }).map((parts) => parts.join('\n'));
const long = fc.tuple(pieces, fc.integer({ min: 60, max: 1100 })).map(([part, times]) => `${part}x `.repeat(times));
const text = fc.oneof(
  { weight: 6, arbitrary: pieces },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }).filter((each) => !/\p{Surrogate}/u.test(each)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 2, arbitrary: numberLike },
  { weight: 1, arbitrary: dateLike },
  { weight: 1, arbitrary: wordLike },
  { weight: 3, arbitrary: lines },
  { weight: 1, arbitrary: fc.tuple(lines, fc.constantFrom('\n', '\n\n', '\n\n\n', ' ', '\t')).map((p) => p.join('')) },
);
const scalar = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, -0, NaN, Infinity, 2 ** 53, 1e21, 1e-7) },
);
const key = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/) },
  { weight: 2, arbitrary: text },
);
const { document } = fc.letrec<{ value: unknown; map: unknown; list: unknown; document: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('map'), tie('list')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  document: fc.oneof({ weight: 12, arbitrary: tie('map') }, { weight: 1, arbitrary: tie('value') }),
}));

/** What cdk8s writes; but for the strings that some reader takes for something else, which stand between double quotes. */
function asCdk8s(document: unknown): string {
  const quoted = new Map<string, string>();
  const word = (text: string): string => {
    if (!isMisread(text)) return text;
    const stand = `standIn${'X'.repeat(escaped(text).length > 1024 ? 1024 : 0)}${quoted.size}X`;
    quoted.set(stand, escaped(text));
    return stand;
  };
  const copy = (value: unknown): unknown => {
    if (typeof value === 'string') return word(value);
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [word(key), copy(each)]));
  };
  return Yaml.stringify(copy(document)).replace(/standInX*\d+X/g, (stand) => quoted.get(stand) ?? stand);
}

/** What cdk8s writes, or the message of what it throws (it can write neither functions nor big nests). */
function outcome(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

describe('the emitter', () => {
  test('writes the very bytes of cdk8s for whatever a document holds, but for strings that are misread', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 2 }), (documents) => {
        expect(emit(documents)).toBe(
          documents.map((each) => (each === undefined ? '\n' : asCdk8s(each))).join('---\n'),
        );
      }),
      { numRuns: CASES, seed: SEED },
    );
  });

  test('writes the very bytes of cdk8s for one string as a value, an item and a key, or what every reader takes for it', () => {
    fc.assert(
      fc.property(text, (value) => {
        // Documents of their own: one string left to cdk8s must not hide how another is written.
        const documents = [
          { value },
          { list: [value] },
          { [value]: 1 },
          { deep: [{ er: { value, [value]: [value] } }] },
        ];
        expect(emit(documents)).toBe(documents.map(asCdk8s).join('---\n'));
        for (const each of documents) {
          for (const version of ['1.1', '1.2'] as const) {
            // `<<` merges in YAML 1.1, whatever stands around it.
            if (version === '1.2' || value !== '<<') expect(parse(emit([each]), { version })).toEqual(each);
          }
        }
      }),
      { numRuns: CASES, seed: SEED },
    );
  });

  test('writes the very bytes of cdk8s for long lines and long keys', () => {
    fc.assert(
      fc.property(long, (value) => {
        const documents = [{ value, list: [value], [value]: 'key' }];
        expect(emit(documents)).toBe(documents.map(asCdk8s).join(''));
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  const shared = { app: 'web' };
  class Custom {
    public readonly name = 'custom';
  }
  test.each<[string, unknown]>([
    ['an object that appears twice', { one: shared, two: { three: shared } }],
    ['a list that appears twice', { one: [1], two: [] }],
    ['an object with a toJSON of its own', { date: { toJSON: (): string => 'today' } }],
    ['a date', { date: new Date(0) }],
    ['a map', { map: new Map([['a', 1]]) }],
    ['a class', { custom: new Custom() }],
    ['an object without a prototype', { bare: Object.assign(Object.create(null) as object, { a: 1 }) }],
    ['a big integer', { big: 10n }],
    ['a function, which cdk8s refuses', { run: (): void => undefined }],
    ['a symbol, which cdk8s refuses', { symbol: Symbol('s') }],
    ['bytes', { bytes: new Uint8Array([1, 2, 3]) }],
    ['a sparse list', { sparse: Object.assign(new Array(2), { 1: 'b' }) }],
    ['own keys named like those of a prototype', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')],
    ['a list of lists', { lists: [[[1, 2], []], [[{}]], [{ a: [{ b: 1, c: [2] }] }]] }],
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a list', [1, { a: 2 }]],
    ['a string', 'text\nof lines\n'],
  ])('writes the very bytes of cdk8s for %s', (_title, value) => {
    expect(outcome(() => emitDocument(value))).toBe(outcome(() => Yaml.stringify(value)));
  });

  test('writes a script, a configuration file and a certificate as readable block scalars', () => {
    const data = {
      'my.cnf': '[mysqld]\nmax_connections = 50\n\n# tuned\nkey=a: b\n',
      'run.sh': '#!/bin/sh\nset -eu\n  indented\nexec "$@"',
      kept: 'two newlines\n\n',
      spaced: '  first\nsecond\n',
    };
    expect(emit([{ data }])).toBe(
      [
        'data:',
        '  my.cnf: |',
        '    [mysqld]',
        '    max_connections = 50',
        '',
        '    # tuned',
        '    key=a: b',
        '  run.sh: |-',
        '    #!/bin/sh',
        '    set -eu',
        '      indented',
        '    exec "$@"',
        '  kept: |+',
        '    two newlines',
        '',
        '  spaced: |2',
        '      first',
        '    second',
        '',
      ].join('\n'),
    );
  });

  test('leaves to cdk8s only the documents of which it is not certain', () => {
    const stringify = jest.spyOn(Yaml, 'stringify');
    try {
      emit([
        { kind: 'ConfigMap', data: { port: '8080', on: 'yes', conf: 'a: b\n  c\n', quote: `it's "so"` }, list: [{}] },
      ]);
      expect(stringify).not.toHaveBeenCalled();
      emit([{ escape: '\u001b[0m' }, { plain: 'a' }]);
      expect(stringify).toHaveBeenCalledTimes(1);
    } finally {
      stringify.mockRestore();
    }
  });

  test.each([{ value: 'a\ud800' }, { '\udc00': 1 }, { list: [{ deep: ['\udc00\ud800'] }] }])(
    'fails when text holds half of a surrogate pair, which no file can hold',
    (document) => {
      expect(messageOf(() => emit([document]))).toMatch(/^the text ".*" holds half of a surrogate pair/);
    },
  );

  test('writes a misread string in the same way beside what is left to cdk8s', () => {
    const shared = { mode: '0o17', '0B1': 'x', control: '\u0007', long: '\u2028'.repeat(1100) };
    const written = emitDocument({ one: shared, two: shared });
    expect(written.split('\n').slice(0, 4)).toEqual(['one: &a1', '  mode: "0o17"', '  "0B1": x', '  control: "\\a"']);
    expect(written.endsWith('two: *a1\n')).toBe(true);
    expect(parse(written)).toEqual({ one: shared, two: shared });
    const key = { [`${'\u2028'.repeat(300)}`]: { ['\t'.repeat(2000)]: '=' } };
    expect(emitDocument(key)).toContain('? "\\u2028');
    expect(parse(emitDocument(key))).toEqual(key);
  });

  test('divides documents as cdk8s does, undefined ones included', () => {
    const documents = [{ a: 1 }, undefined, { b: 2 }];
    expect(emit(documents)).toBe(Yaml.stringify(...documents));
    expect(emit([])).toBe(Yaml.stringify());
  });
});

/** Objects as constructs make them: fields that lack a value, in any order, and some that no copy keeps as they are. */
const { loose } = fc.letrec<{ value: unknown; loose: object; list: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.constantFrom(undefined, null),
    tie('loose'),
    tie('list'),
    fc.constantFrom<unknown>(() => 1, Object.create(null), new Date(0), { toJSON: 'x' }, JSON.parse('{"__proto__":1}')),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  loose: fc.dictionary(
    fc.oneof({ weight: 6, arbitrary: key }, { weight: 1, arbitrary: fc.constantFrom('1', '10', '9', 'a', '-') }),
    tie('value'),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

describe('the emitter of what is not rendered', () => {
  test('writes what is written of the rendered copy, or leaves it to that', () => {
    let written = 0;
    fc.assert(
      fc.property(loose, fc.boolean(), (body, sortKeys) => {
        const head = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x', labels: undefined } };
        const text = emitUnrendered({ head, body, sortKeys });
        if (text !== undefined) {
          written += 1;
          const copy = toPlainData(body, sortKeys);
          expect(copy).not.toBe(notPlain);
          expect(text).toBe(emitDocument({ ...head, metadata: { name: 'x' }, ...(copy as object) }));
        }
      }),
      { numRuns: CASES, seed: SEED },
    );
    expect(written).toBeGreaterThan(CASES / 10);
  });

  test.each([
    ['a key that is an array index', { b: { '10': 1, '9': 2 } }],
    ['a key that a copy would lose', JSON.parse('{"a":{"__proto__":1}}') as object],
    ['a function', { a: (): number => 1 }],
    ['an object of another prototype', { a: Object.create(null) as object }],
    ['a class', { a: new Date(0) }],
    ['a string with escapes', { a: '\u0007' }],
  ])('leaves %s to the rendering', (_what, body) => {
    const head = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } };
    expect(emitUnrendered({ head, body, sortKeys: true })).toBeUndefined();
  });

  test('writes an object that appears twice in full each time, and orders keys as it is told', () => {
    const shared = { z: 1, a: [undefined, null, {}] };
    const head = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } };
    const body = { two: shared, one: shared, none: { not: undefined } };
    const start = 'apiVersion: v1\nkind: X\nmetadata:\n  name: x\n';
    const inOrder = '  a:\n    - null\n    - null\n    - {}\n  z: 1\n';
    const asSaid = '  z: 1\n  a:\n    - null\n    - null\n    - {}\n';
    expect(emitUnrendered({ head, body, sortKeys: true })).toBe(`${start}none: {}\none:\n${inOrder}two:\n${inOrder}`);
    expect(emitUnrendered({ head, body, sortKeys: false })).toBe(`${start}two:\n${asSaid}one:\n${asSaid}none: {}\n`);
  });
});
