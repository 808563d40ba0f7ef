import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { inspect } from '../../lib/inspection/engine/engine';
import { reportFormats, writeReport } from '../../lib/inspection/report/report';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const fixtures = join(__dirname, '..', 'fixtures');
const texts = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(join(fixtures, file), 'utf8'));

/** Bits of text that YAML, JSON, or a reader of either stumbles over. */
const bits = fc.oneof(
  fc.constantFrom(
    '\t',
    '\n',
    '---\n',
    '...\n',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&a ',
    '*a',
    '!!binary ',
    '|',
    '>-',
    '#',
    '%',
    '<<: *a\n',
    '__proto__: 1\n',
    '\u0000',
    '\ud800',
    '\ufeff',
    '\u2028',
    '0x1F',
    '~',
    '? ',
    'a: &a [*a]\n',
    '\r\n',
  ),
  fc.string({ maxLength: 4 }),
);

const edit = fc.record({ at: fc.nat(), cut: fc.nat(30), bit: bits });
const edited = fc
  .tuple(fc.nat(texts.length - 1), fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([index, edits]) =>
    edits.reduce((text, { at, cut, bit }) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + bit + text.slice(start + cut);
    }, texts[index] ?? ''),
  );

/** What an inspection of a text, against another, comes to; its positions lie within the text. */
function expectToEnd(text: string, before: string): void {
  const input = { ...readYaml(text, 'x.yaml'), previous: readYaml(before).sources };
  const result = inspect(input, { preset: 'strict' });
  const lines = text.split('\n').length;
  for (const { line, column, message, fix } of result.findings) {
    expect(line ?? 1).toBeGreaterThanOrEqual(1);
    expect(line ?? 1).toBeLessThanOrEqual(lines);
    expect(column ?? 1).toBeGreaterThanOrEqual(1);
    expect(`${message}${fix}`).not.toMatch(/undefined|\[object Object\]/);
  }
  for (const format of reportFormats) {
    expect(writeReport(result, format, { textOf: () => text })).toMatch(/\n$/);
  }
}

test('whatever text is read, and compared with whatever other, ends with findings in every format', () => {
  fc.assert(
    fc.property(edited, edited, (text, before) => expectToEnd(text, before)),
    { seed: 1, numRuns: 150 },
  );
});

test('a text of anything ends as well', () => {
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), (parts) => expectToEnd(parts.join(''), '')),
    { seed: 1, numRuns: 150 },
  );
});
