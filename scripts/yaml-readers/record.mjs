// Records what readers of YAML make of each class of text, as cdk8s writes it and as the emitter does.
//
// node --import tsx scripts/yaml-readers/record.mjs    (needs Go, and Python 3 with PyYAML)
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Yaml } from 'cdk8s';
import { parseDocument } from 'yaml';
import { emitDocument } from '../../lib/synthesis/emitter.ts';

const folder = new URL('.', import.meta.url).pathname;
const target = new URL('../../test/fixtures/yaml-readers/readings.json', import.meta.url);

const words = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'];
const cased = words.flatMap((word) => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]);
const special = ['\u007f', '\u0080', '\u0085', '\u0093', '\u009f', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff'];
const control = ['\u0000', '\u0007', '\u000b', '\r', '\u001b', '\u001f'];
const classes = {
  'begins with a tab': ['\tall: build\n\t\tgo test\n', '\n\ttab on the second line\n', '\tx', '\t', 'a\tb', 'a\t'],
  'only blanks': ['', ' ', '  ', '\n', '\n\n', ' \n', '  \n\n', ' \n \n', '\n ', '\t\n', '\n\t'],
  'blanks and newlines at its ends': [
    ' a',
    'a ',
    'a\n',
    'a\n\n',
    'a \n',
    '\na',
    '  a\nb',
    'a\n ',
    'a\n \n',
    'a\n\nb\n',
  ],
  'characters that end lines or are not printed': special.flatMap((each) => [
    each,
    `a${each}b`,
    `${each}a`,
    `a${each}`,
    `a\n${each}b\n`,
  ]),
  'control characters': [
    ...control.flatMap((each) => [each, `a${each}b`]),
    '\u001b[0m a line that is long enough to be divided\n \nand another',
    'a line that is long enough to be divided\n \nblanks at the end\n ',
  ],
  'numbers with a prefix': [
    '0o17',
    '0O17',
    '-0o17',
    '+0o17',
    '0b11',
    '0B11',
    '-0B11',
    '0b-1',
    '0x1F',
    '0X1F',
    '-0X1F',
    '0_o17',
    '0X_1F',
  ],
  'other numbers': [
    '1',
    '-1',
    '+1',
    '017',
    '08',
    '1_000',
    '1__0',
    '-_5',
    '1.5',
    '.5',
    '5.',
    '-.5',
    '1e3',
    '1E3',
    '1e+3',
    '1.5e-3',
    '1_0.5',
    '0x1p3',
  ],
  'numbers of sixty': ['1:30', '12:30:45', '190:20:30.15', '-1:30'],
  'words for numbers': ['.inf', '-.inf', '+.Inf', '.INF', '.nan', '.NaN', '.NAN', 'inf', 'nan', 'Infinity'],
  'words for values': ['~', '=', '<<', ...cased],
  dates: [
    '2001-12-14',
    '2001-1-1',
    '2001-12-14t21:59:43.10-05:00',
    '2001-12-14 21:59:43.10 -5',
    '2001-12-14T21:59:43Z',
    '2001-12-14T21:59:43.Z',
    '2001-12-14 30:81:25.5+42',
  ],
  syntax: [
    '---',
    '...',
    '--- a',
    '%YAML 1.2',
    '- a',
    '-',
    '? a',
    ': a',
    'a: b',
    'a:',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '!!str a',
    '|',
    '>',
    "'",
    '"',
    `it's "so"`,
    '@a',
    '`a',
    '[a]',
    '{a: b}',
    ',',
    'a, b',
    '\\',
    'a\\nb',
    '{{ .Values.a }}',
  ],
  'plain text': [
    'a',
    'two words',
    'nginx:1.27',
    '10.0.0.0/8',
    '100m',
    'é漢😀',
    '\ue000',
    '\ufffd',
    '\u{1fffe}',
    'a\u00a0b',
    '__proto__x',
  ],
};

const texts = Object.entries(classes).flatMap(([what, list]) => list.map((text) => ({ what, text })));
const document = (text) => ({ value: text, list: [text, [text]], map: { [text]: 'x' }, [text]: 'y' });
const withCdk8s = read(Yaml.stringify);
const withEmitter = read(emitDocument);
const cases = texts.map((each, index) => ({ ...each, cdk8s: withCdk8s[index], emitter: withEmitter[index] }));
const json = JSON.stringify({ madeBy: 'scripts/yaml-readers/record.mjs', cases }, undefined, 1);
const ascii = json.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
writeFileSync(target, `${ascii}\n`);

/** What every reader makes of the texts, as somebody writes them: what was given, or what it says instead. */
function read(write) {
  const written = texts.map(({ text }) => write(document(text)));
  const options = { cwd: folder, input: JSON.stringify(written), maxBuffer: 2 ** 28 };
  const byGo = JSON.parse(execFileSync('go', ['run', '.'], options));
  const byPython = JSON.parse(execFileSync('python3', ['read.py'], options));
  return written.map((yaml, index) => {
    const readings = { ...byGo[index], ...byPython[index], 'YAML 1.2 core': readHere(yaml) };
    const given = document(texts[index].text);
    const said = Object.entries(readings).map(([reader, { error, value }]) => {
      const same = error === undefined && isDeepStrictEqual(value, given);
      return [reader, same ? 'as given' : (error ?? value)];
    });
    return { yaml, readings: Object.fromEntries(said) };
  });
}

function readHere(yaml) {
  const parsed = parseDocument(yaml, { version: '1.2', schema: 'core' });
  return parsed.errors.length === 0 ? { value: parsed.toJS() } : { error: parsed.errors[0].message.split('\n')[0] };
}
