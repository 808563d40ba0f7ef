/**
 * Reads the YAML that tools write: block maps and lists, scalars on one line, literal blocks. It is about twenty times as fast
 * as a full parser, which is what most of an inspection of files would be spent on. Wherever a text is not plainly of that
 * kind (anchors, tags, flow collections, folded text, numbers that are not simple, words that YAML 1.1 takes for truth values, a
 * key that stands twice) it gives up, and the full parser has the word. It never guesses: a test compares the two.
 *
 * @returns the data, or undefined where the full parser is needed
 */
export function readPlainYaml(text: string): { readonly value: unknown } | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\t\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text) || !text.endsWith('\n')) {
    return undefined;
  }
  try {
    return { value: new Reader(text.split('\n')).document() };
  } catch (error) {
    if (error === unsure) {
      return undefined;
    }
    throw error;
  }
}

/** The line that the content of a document begins at or after: its first one may be the mark of its beginning. */
export function headerOf(lines: readonly string[]): number {
  return /^---(?: *| +#.*)$/.test(lines[0] ?? '') ? 1 : 0;
}

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

/** Thrown to give up; one object, since it is no error that anybody sees. */
const unsure = new Error('not plain YAML');

const key = /^([A-Za-z_][\w./-]*|"[^"\\]+"|'[^']+'):(?: +(.*))?$/;
const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const simpleNumber = /^(?:0|-?[1-9]\d{0,14})$/;
const plain = /^[A-Za-z0-9/_(.$^=;~-]/;
const surelyPlain = /^[A-Za-z][A-Za-z0-9/_.-]*$/;
const numeric = /^[-+.]?\d|^[-+.~=]/;
const surelyText = /^(?:\d+(?:m|s|h|d|k|M|G|T|Ki|Mi|Gi|Ti)|\d+\.\d+\.\d+[\w./+-]*|--?[A-Za-z][\w=./:,-]*)$/;
const quoted = /^(?:"([^"\\]*)"|'((?:[^']|'')*)')(?: +#.*| *)$/;
const deepest = 60;

class Reader {
  private at = 0;

  public constructor(private readonly lines: readonly string[]) {
    this.at = headerOf(lines);
  }

  public document(): unknown {
    const indent = this.next();
    const value = indent < 0 ? null : this.block(indent, 0);
    return this.next() < 0 ? value : this.giveUp();
  }

  /** Goes to the next line with content. @returns its indentation, or -1 at the end */
  private next(): number {
    for (; this.at < this.lines.length; this.at++) {
      const line = this.line();
      let indent = 0;
      while (line.charCodeAt(indent) === 32) {
        indent++;
      }
      if (indent < line.length && line.charCodeAt(indent) !== 35) {
        return indent;
      }
    }
    return -1;
  }

  private line(): string {
    return this.lines[this.at] ?? '';
  }

  private giveUp(): never {
    throw unsure;
  }

  private block(indent: number, depth: number): unknown {
    if (depth > deepest) {
      this.giveUp();
    }
    const rest = this.line().slice(indent);
    return rest === '-' || rest.startsWith('- ') ? this.list(indent, depth) : this.map(indent, rest, depth);
  }

  /** Reads a map whose first entry is `first`, at a column where the line may hold a `- ` before it. */
  private map(indent: number, first: string, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    let entry = first;
    for (;;) {
      const { name, rest } = entryOf(entry) ?? this.giveUp();
      if ((words.test(name) && !isQuoted(entry)) || name === '__proto__' || Object.hasOwn(result, name)) {
        this.giveUp();
      }
      this.at++;
      result[name] = this.valueAfter(rest, indent, true, depth);
      const following = this.next();
      if (following < indent) {
        return result;
      }
      entry = following === indent ? this.line().slice(indent) : this.giveUp();
      if (entry.startsWith('- ') || entry === '-') {
        this.giveUp();
      }
    }
  }

  private list(indent: number, depth: number): unknown[] {
    const result: unknown[] = [];
    for (;;) {
      const line = this.line();
      let column = indent + 1;
      while (line.charCodeAt(column) === 32) {
        column++;
      }
      const rest = line.slice(column);
      if (key.test(rest)) {
        result.push(this.map(column, rest, depth + 1));
      } else if (rest.startsWith('- ') || rest === '-') {
        this.giveUp();
      } else {
        this.at++;
        result.push(this.valueAfter(rest, indent, false, depth));
      }
      const following = this.next();
      if (following < indent) {
        return result;
      }
      const next = following === indent ? this.line().slice(indent) : this.giveUp();
      if (next !== '-' && !next.startsWith('- ')) {
        return result; // a list may stand at the column of the key that holds it
      }
    }
  }

  /** Reads what stands behind a key or dash: a scalar, or the block on the lines that follow. */
  private valueAfter(rest: string, indent: number, ofKey: boolean, depth: number): unknown {
    const literal = rest.charCodeAt(0) === 124 ? /^\|(-?)(?: +#.*| *)$/.exec(rest) : null;
    if (literal !== null) {
      return this.literal(indent, literal[1] === '-');
    }
    if (rest === '' || rest.startsWith('#')) {
      const following = this.next();
      const sameColumn = ofKey && following === indent && /^-(?: |$)/.test(this.line().slice(indent));
      return following > indent || sameColumn ? this.block(following, depth + 1) : null;
    }
    const value = this.scalar(rest);
    return this.next() > indent ? this.giveUp() : value; // text that goes on, on the next line
  }

  private scalar(rest: string): unknown {
    const quotes = isQuoted(rest) ? quoted.exec(rest) : null;
    if (quotes !== null) {
      return quotes[1] ?? (quotes[2] ?? '').replaceAll("''", "'");
    }
    const comment = rest.indexOf(' #');
    const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
    if (surelyPlain.test(text) && !words.test(text)) {
      return text;
    }
    if (text === '{}') {
      return {};
    }
    if (text === '[]') {
      return [];
    }
    if (text === 'true' || text === 'false') {
      return text === 'true';
    }
    if (simpleNumber.test(text)) {
      return Number(text);
    }
    const safe = plain.test(text) && !words.test(text) && !text.includes(': ') && !text.endsWith(':');
    return safe && (!numeric.test(text) || surelyText.test(text)) ? text : this.giveUp();
  }

  /** Reads a literal block: every line that is indented deeper than its key, less that indentation. */
  private literal(indent: number, strip: boolean): string {
    const first = this.line();
    const column = first.search(/[^ ]/);
    if (column <= indent) {
      this.giveUp();
    }
    const content: string[] = [];
    for (; this.at < this.lines.length; this.at++) {
      const line = this.line();
      const start = line.search(/[^ ]/);
      if (start < 0 && line !== '') {
        this.giveUp(); // a line of blanks alone, whose blanks may count
      }
      if (start >= 0 && start < column) {
        if (start > indent) {
          this.giveUp();
        }
        break;
      }
      content.push(line.slice(column));
    }
    while (content.at(-1) === '') {
      content.pop();
    }
    return content.join('\n') + (strip ? '' : '\n');
  }
}
