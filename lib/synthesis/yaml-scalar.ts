// How the YAML that cdk8s writes (YAML 1.1, no line folding) presents a string. Every function returns undefined where
// it is not certain of the bytes: the emitter then leaves the document to cdk8s. Where some reader of YAML would not
// read what cdk8s writes as the string that was given, it is written between double quotes, with escapes.

import { show } from '../core/errors';

/** Begins with a letter that begins no boolean, null or exponent, and holds nothing that YAML could take for syntax. */
const SURELY_PLAIN = /^[A-DG-MP-SU-XZa-dg-mp-su-xz][\w./-]*$/;

/** What makes `yaml` choose double quotes with escapes: control characters and halves of surrogate pairs. */
const NEEDS_ESCAPES = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]/; // eslint-disable-line no-control-regex
const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/; // eslint-disable-line no-control-regex

/** Indicators at the start, `: ` and ` #` inside, a blank or colon at the end: a plain scalar would be cut short. */
const NOT_PLAIN = /^[ \t,[\]{}#&*!|>'"%@`]|^[?-](?:[ \t]|$)|:[ \t]|[ \t]#|[ \t:]$/;

/** The only first characters of what some reader takes for null, boolean, number, date or merge. */
const MAY_BE_TYPED = /^[-+.\d~<=eEfFnNoOtTyY]/;
const WORD = /^(?:~|[Nn]ull|NULL|[Yy](?:es)?|YES|[Nn]o?|NO|[Tt]rue|TRUE|[Ff]alse|FALSE|[Oo]n|ON|[Oo]ff|OFF)$/;
const NUMBER = new RegExp(
  '^(?:' +
    [
      String.raw`[-+]?\d[\d_]*`, // integer, octal
      String.raw`[-+]?0b[01_]+`,
      String.raw`[-+]?0x[\da-fA-F_]+`,
      String.raw`[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?[eE][-+]?\d+`,
      String.raw`[-+]?(?:\d[\d_]*)?\.[\d_]*`,
      String.raw`[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?`, // sexagesimal
      String.raw`[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN`,
    ].join('|') +
    ')$',
);
const DATE =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[tT]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:[ \t]*(?:Z|[-+][012]?\d(?::\d{2})?))?)?$/;

/** Characters that a reader refuses, takes for the end of a line, or drops, however a string is presented. */
const MISREAD_CHARACTER = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const MISREAD_CHARACTERS = new RegExp(MISREAD_CHARACTER, 'g');

/** PyYAML's `=`, and `<<`, which merges. */
const MISREAD_WORD = /^(?:=|<<)$/;

/** What Go takes for a number once the underscores are gone. @see https://pkg.go.dev/strconv#ParseInt */
const MISREAD_NUMBER =
  /^[-+]?(?:\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][-+]?[01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)$/;

/** What PyYAML takes for a time of a day, offsets that no place has among them. */
const MISREAD_DATE =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[tT]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::\d{2})?))?$/;

/** A block scalar whose first line begins with a tab, or that holds blanks and nothing else. */
const MISREAD_BLOCK = /^(?:\n*\t|[ \t\n]*[ \t]\n+$)/;

/** Lines of text that stand between double quotes instead, which are several in the output too from a length on. */
const QUOTED_LINES = /\n[ \t]+$/;
const SHORTEST_QUOTED_LINES = 40;

/** A line of blanks there, which gets a backslash too many. */
const MISREAD_LINES = /\n +\n/;

/** What divides documents or begins a directive at the left margin; U+2028 and U+2029 begin lines too. */
const MARKER = /^(?:%|---|\.\.\.)/m;

/** The longest key that stands on the line of its value. */
const LONGEST_KEY = 1024;

const INDENTS: string[] = [''];

/** Blanks for a depth of nesting. */
export function indentOf(depth: number): string {
  return (INDENTS[depth] ??= '  '.repeat(depth));
}

/**
 * The presentation of a string as a value.
 *
 * @param value the string.
 * @param depth the depth at which the lines of a block scalar stand, at least 1.
 */
export function scalarText(value: string, depth: number): string | undefined {
  if (SURELY_PLAIN.test(value)) {
    return value;
  }
  if (isMisread(value)) {
    return escaped(value);
  }
  if (value.includes('\n')) {
    return hasEscapes(value) ? undefined : blockText(value, indentOf(depth));
  }
  return lineText(value);
}

/**
 * The presentation of a string as a key.
 *
 * @param key the key.
 * @param topLevel whether the key stands at the left margin, where `---` and `...` would divide documents.
 */
export function keyText(key: string, topLevel: boolean): string | undefined {
  if (SURELY_PLAIN.test(key) && key.length <= LONGEST_KEY) {
    return key;
  }
  if (isMisread(key)) {
    const text = escaped(key);
    return text.length > LONGEST_KEY ? undefined : text;
  }
  if (key.includes('\n')) {
    return undefined;
  }
  const text = topLevel && MARKER.test(key) && !hasEscapes(key) ? quoted(key) : lineText(key);
  return text !== undefined && text.length > LONGEST_KEY ? undefined : text;
}

function lineText(value: string): string | undefined {
  if (hasEscapes(value)) {
    return undefined;
  }
  return value === '' || NOT_PLAIN.test(value) || isTyped(value) ? quoted(value) : value;
}

/**
 * Whether some reader of YAML takes what cdk8s writes for another value than the string that was given.
 *
 * test/fixtures/yaml-readers holds what each of them reads.
 *
 * @throws UnwritableText for half of a surrogate pair: no text file can hold it.
 */
export function isMisread(value: string): boolean {
  if (NEEDS_ESCAPES.test(value) && LONE_SURROGATE.test(value)) {
    throw new UnwritableText(
      `the text ${show(value)} holds half of a surrogate pair, which no file can hold; cut texts between characters, as with Array.from(text)`,
    );
  }
  if (MISREAD_CHARACTER.test(value)) return true;
  if (value.includes('\n')) {
    return hasEscapes(value) || QUOTED_LINES.test(value)
      ? MISREAD_LINES.test(value) && JSON.stringify(value).length >= SHORTEST_QUOTED_LINES
      : MISREAD_BLOCK.test(value);
  }
  // What cdk8s puts between quotes is read as it stands.
  if (NOT_PLAIN.test(value) || isTyped(value) || hasEscapes(value)) return false;
  return (
    value.includes('\t') ||
    (MAY_BE_TYPED.test(value) &&
      (MISREAD_WORD.test(value) || MISREAD_NUMBER.test(value.replaceAll('_', '')) || MISREAD_DATE.test(value)))
  );
}

/** The string between double quotes, on one line, with nothing in it that a reader could stumble at. */
export function escaped(value: string): string {
  return JSON.stringify(value).replace(
    MISREAD_CHARACTERS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text that cannot be written. */
export class UnwritableText extends Error {}

/** Single quotes spare a string that holds only double ones; JSON is YAML for everything else. */
function quoted(value: string): string {
  return value.includes('"') && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}

function isTyped(value: string): boolean {
  return MAY_BE_TYPED.test(value) && (WORD.test(value) || NUMBER.test(value) || DATE.test(value));
}

function hasEscapes(value: string): boolean {
  return NEEDS_ESCAPES.test(value) && (CONTROL.test(value) || LONE_SURROGATE.test(value));
}

/** A literal block scalar: `|`, the indentation where it cannot be seen, and what becomes of the newlines at the end. */
function blockText(value: string, indent: string): string | undefined {
  let end = value.length;
  while (value.charCodeAt(end - 1) === 10) {
    end -= 1;
  }
  const last = value[end - 1];
  if (last === undefined || last === ' ' || last === '\t') {
    return undefined;
  }
  const newlines = value.length - end;
  const chomping = newlines === 0 ? '-' : newlines === 1 ? '' : '+';
  const indicator = /^\n* /.test(value) ? '2' : '';
  const body = value.slice(0, end).replace(/\n+/g, `$&${indent}`);
  return `|${indicator}${chomping}\n${indent}${body}${'\n'.repeat(Math.max(0, newlines - 1))}`;
}
