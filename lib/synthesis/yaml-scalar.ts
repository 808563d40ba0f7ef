// How the YAML that cdk8s writes (YAML 1.1, no line folding) presents a string. Every function returns undefined where
// it is not certain of the bytes: the emitter then leaves the document to cdk8s.

/** Begins with a letter that begins no boolean, null or exponent, and holds nothing that YAML could take for syntax. */
const SURELY_PLAIN = /^[A-DG-MP-SU-XZa-dg-mp-su-xz][\w./-]*$/;

/** What makes `yaml` choose double quotes with escapes: control characters and halves of surrogate pairs. */
const NEEDS_ESCAPES = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]/; // eslint-disable-line no-control-regex
const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/; // eslint-disable-line no-control-regex

/** Indicators at the start, `: ` and ` #` inside, a blank or colon at the end: a plain scalar would be cut short. */
const NOT_PLAIN = /^[ \t,[\]{}#&*!|>'"%@`]|^[?-](?:[ \t]|$)|:[ \t]|[ \t]#|[ \t:]$/;

/** The only first characters of what YAML 1.1 reads as null, boolean, number, date or merge. */
const MAY_BE_TYPED = /^[-+.\d~<eEfFnNoOtTyY]/;
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
  if (key.includes('\n')) {
    return undefined;
  }
  const text = topLevel && MARKER.test(key) && !hasEscapes(key) ? quoted(key) : lineText(key);
  return text !== undefined && text.length > LONGEST_KEY ? undefined : text;
}

function lineText(value: string): string | undefined {
  if (hasEscapes(value) || value === '<<') {
    return undefined;
  }
  return value === '' || NOT_PLAIN.test(value) || isTyped(value) ? quoted(value) : value;
}

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
