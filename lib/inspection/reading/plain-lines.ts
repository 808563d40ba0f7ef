/** What a line of plain YAML says by itself, without those around it. */
export interface PlainLine {
  /** The column, from 0, that its content begins at; -1 for one without content. */
  readonly indent: number;
  /** Whether it begins with the dash of an item. */
  readonly isItem: boolean;
  /** The column of what stands behind the dash; the indent where there is none. */
  readonly column: number;
  /** The key of the entry that it begins, behind the dash; undefined where it begins none. */
  readonly name: string | undefined;
  /** What stands behind the key, or behind the dash of an item without one. */
  readonly form: PlainForm;
  /** The scalar that stands there; of a literal block, whether its last line break is dropped. */
  readonly value?: unknown;
}

/**
 * What may stand behind a key or dash: a scalar, `{}`, `[]`, the head of a literal block, or nothing, so that the value is
 * the block that follows. Of anything else the reader is not sure.
 */
export type PlainForm = 'scalar' | 'emptyMap' | 'emptyList' | 'literal' | 'nothing' | 'unsure';

/** The key that begins a text, and what stands behind its colon; undefined where there is none. */
export function entryOf(text: string): { readonly name: string; readonly rest: string } | undefined {
  const match = key.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, written = '', rest = ''] = match;
  return { name: isQuoted(written) ? written.slice(1, -1) : written, rest };
}

function isQuoted(written: string): boolean {
  const first = written.charCodeAt(0);
  return first === 34 || first === 39;
}

const key = /^([A-Za-z_][\w./-]*|"[^"\\]+"|'[^']+'):(?: +(.*))?$/;
const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const simpleNumber = /^(?:0|-?[1-9]\d{0,14})$/;
const plain = /^[A-Za-z0-9/_(.$^=;~-]/;
const surelyPlain = /^[A-Za-z][A-Za-z0-9/_.-]*$/;
const numeric = /^[-+.]?\d|^[-+.~=]/;
const surelyText = /^(?:\d+(?:m|s|h|d|k|M|G|T|Ki|Mi|Gi|Ti)|\d+\.\d+\.\d+[\w./+-]*|--?[A-Za-z][\w=./:,-]*)$/;
const quoted = /^(?:"([^"\\]*)"|'((?:[^']|'')*)')(?: +#.*| *)$/;
const literal = /^\|(-?)(?: +#.*| *)$/;

/** No line, or one without content. */
export const noLine: PlainLine = { indent: -1, isItem: false, column: -1, name: undefined, form: 'nothing' };

/** More than the lines that recur in a set of manifests; those that do not recur make room for others. */
const mostLines = 4000;

/** Longer lines hardly ever recur. */
const longestLine = 120;

/** The lines of a text, each of them read once: most lines of manifests stand in many of them. */
export class PlainLines {
  private readonly known = new Map<string, PlainLine>();

  /** What a line says. */
  public of(text: string): PlainLine {
    const known = this.known.get(text);
    if (known !== undefined) {
      return known;
    }
    const line = readLine(text);
    if (text.length <= longestLine) {
      if (this.known.size >= mostLines) {
        this.known.clear();
      }
      this.known.set(text, line);
    }
    return line;
  }
}

function readLine(text: string): PlainLine {
  const indent = contentFrom(text, 0);
  if (indent === text.length || text.charCodeAt(indent) === 35) {
    return noLine;
  }
  const isItem = text.charCodeAt(indent) === 45 && (indent + 1 === text.length || text.charCodeAt(indent + 1) === 32);
  const column = isItem ? contentFrom(text, indent + 1) : indent;
  const content = text.slice(column);
  const entry = entryOf(content);
  if (entry !== undefined) {
    const { name, rest } = entry;
    const isMeant = isQuoted(content) || !words.test(name);
    return { indent, isItem, column, name, ...(isMeant && name !== '__proto__' ? valueOf(rest) : unsure) };
  }
  const isValue = isItem && content !== '-' && !content.startsWith('- ');
  return { indent, isItem, column, name: undefined, ...(isValue ? valueOf(content) : unsure) };
}

function contentFrom(text: string, from: number): number {
  let column = from;
  while (text.charCodeAt(column) === 32) {
    column++;
  }
  return column;
}

type PlainValue = Pick<PlainLine, 'form' | 'value'>;

const unsure: PlainValue = { form: 'unsure' };
const nothing: PlainValue = { form: 'nothing' };

function valueOf(rest: string): PlainValue {
  const head = rest.charCodeAt(0) === 124 ? literal.exec(rest) : null;
  if (head !== null) {
    return { form: 'literal', value: head[1] === '-' };
  }
  if (rest === '' || rest.startsWith('#')) {
    return nothing;
  }
  const quotes = isQuoted(rest) ? quoted.exec(rest) : null;
  if (quotes !== null) {
    return { form: 'scalar', value: quotes[1] ?? (quotes[2] ?? '').replaceAll("''", "'") };
  }
  const comment = rest.indexOf(' #');
  return plainValueOf((comment < 0 ? rest : rest.slice(0, comment)).trimEnd());
}

function plainValueOf(text: string): PlainValue {
  const isWord = words.test(text);
  if (!isWord && surelyPlain.test(text)) {
    return { form: 'scalar', value: text };
  }
  if (text === '{}') {
    return { form: 'emptyMap' };
  }
  if (text === '[]') {
    return { form: 'emptyList' };
  }
  if (text === 'true' || text === 'false') {
    return { form: 'scalar', value: text === 'true' };
  }
  if (simpleNumber.test(text)) {
    return { form: 'scalar', value: Number(text) };
  }
  const isText = plain.test(text) && !isWord && !text.includes(': ') && !text.endsWith(':');
  return isText && (!numeric.test(text) || surelyText.test(text)) ? { form: 'scalar', value: text } : unsure;
}
