import { noLine, PlainLines, type PlainLine } from './plain-lines';

/**
 * Reads the YAML that tools write: block maps and lists, scalars on one line, literal blocks. It is many times as fast as a
 * full parser, which is what most of an inspection of files would be spent on. Wherever a text is not plainly of that
 * kind (anchors, tags, flow collections, folded text, numbers that are not simple, words that YAML 1.1 takes for truth values, a
 * key that stands twice) it gives up, and the full parser has the word. It never guesses: a test compares the two.
 *
 * @param lines what is known of lines that were read before, of other documents too. @default nothing
 * @returns the data, or undefined where the full parser is needed
 */
export function readPlainYaml(text: string, lines = new PlainLines()): { readonly value: unknown } | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\t\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text) || !text.endsWith('\n')) {
    return undefined;
  }
  try {
    return { value: new Reader(text, lines).document() };
  } catch (error) {
    if (error === unsure) {
      return undefined;
    }
    throw error;
  }
}

/** Whether the first line of a document is the mark of its beginning. */
export function isHeader(line: string): boolean {
  return line.startsWith('---') && /^---(?: *| +#.*)$/.test(line);
}

/** Thrown to give up; one object, since it is no error that anybody sees. */
const unsure = new Error('not plain YAML');

const deepest = 60;

/** Reads one document. It stands at a line with content, or at the end, where there is none. */
class Reader {
  private line: PlainLine = noLine;
  /** Where the line ends. */
  private end = 0;

  public constructor(
    private readonly text: string,
    private readonly lines: PlainLines,
  ) {
    const first = text.indexOf('\n');
    this.seek(isHeader(text.slice(0, first)) ? first + 1 : 0);
  }

  public document(): unknown {
    const value = this.line === noLine ? null : this.block(0);
    return this.line === noLine ? value : this.giveUp();
  }

  /** Goes to the first line with content from a place on, where a line begins. */
  private seek(from: number): void {
    const { text, lines } = this;
    for (let start = from; start < text.length; start = this.end + 1) {
      this.end = text.indexOf('\n', start);
      this.line = lines.of(text.slice(start, this.end));
      if (this.line !== noLine) {
        return;
      }
    }
    this.line = noLine;
  }

  private giveUp(): never {
    throw unsure;
  }

  private block(depth: number): unknown {
    if (depth > deepest) {
      this.giveUp();
    }
    const { isItem, indent } = this.line;
    return isItem ? this.list(indent, depth) : this.map(indent, depth);
  }

  /** Reads a map whose entries begin at a column; that of the first may stand behind the dash of an item. */
  private map(column: number, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (;;) {
      const { name } = this.line;
      if (name === undefined || Object.hasOwn(result, name)) {
        this.giveUp();
      }
      result[name] = this.value(column, true, depth);
      const { indent, isItem } = this.line;
      if (indent < column) {
        return result;
      }
      if (indent > column || isItem) {
        this.giveUp();
      }
    }
  }

  private list(column: number, depth: number): unknown[] {
    const result: unknown[] = [];
    for (;;) {
      const { name, column: inner } = this.line;
      result.push(name === undefined ? this.value(column, false, depth) : this.map(inner, depth + 1));
      const { indent, isItem } = this.line;
      if (indent > column) {
        this.giveUp();
      }
      if (indent < column || !isItem) {
        return result; // a list may stand at the column of the key that holds it
      }
    }
  }

  /** Reads what stands behind the key or dash of the line: a scalar, or the block on the lines that follow. */
  private value(column: number, ofKey: boolean, depth: number): unknown {
    const { form, value } = this.line;
    if (form === 'unsure') {
      this.giveUp();
    }
    if (form === 'literal') {
      return this.literal(column, value === true);
    }
    this.seek(this.end + 1);
    const { indent, isItem } = this.line;
    if (form === 'nothing') {
      return indent > column || (ofKey && isItem && indent === column) ? this.block(depth + 1) : null;
    }
    if (indent > column) {
      this.giveUp(); // text that goes on, on the next line
    }
    return form === 'scalar' ? value : form === 'emptyMap' ? {} : [];
  }

  /** Reads a literal block: every line that is indented deeper than its key, less that indentation. */
  private literal(column: number, strip: boolean): string {
    const { text } = this;
    let start = this.end + 1;
    const inner = this.indentAt(start);
    if (inner <= column) {
      this.giveUp();
    }
    const content: string[] = [];
    while (start < text.length) {
      const end = text.indexOf('\n', start);
      const indent = this.indentAt(start);
      if (indent < 0 && start < end) {
        this.giveUp(); // a line of blanks alone, whose blanks may count
      }
      if (indent >= 0 && indent < inner) {
        if (indent > column) {
          this.giveUp();
        }
        break;
      }
      content.push(text.slice(start + inner, Math.max(end, start + inner)));
      start = end + 1;
    }
    this.seek(start);
    while (content.at(-1) === '') {
      content.pop();
    }
    return content.join('\n') + (strip ? '' : '\n');
  }

  /** The column of the first character of a line that is no blank; -1 where there is none. */
  private indentAt(start: number): number {
    let at = start;
    while (this.text.charCodeAt(at) === 32) {
      at++;
    }
    return at >= this.text.length || this.text.charCodeAt(at) === 10 ? -1 : at - start;
  }
}
