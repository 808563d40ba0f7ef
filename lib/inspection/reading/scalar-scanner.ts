import { Cursor, isBlank, isBreak, isSpaceOrEnd, LINE_FEED, SPACE, TAB } from './cursor';

/** How a scalar is written, which decides whether its text may stand for a number, truth value or null. */
export type ScalarStyle = 'plain' | 'quoted' | 'block';

/** The characters that may end a run of plain text: blanks and ends, a colon, and in brackets the marks of flow. */
const mayEnd = new Uint8Array(128);
for (const code of [0, TAB, LINE_FEED, 13, SPACE, 58]) {
  mayEnd[code] = 1;
}
for (const mark of ',?[]{}') {
  mayEnd[mark.charCodeAt(0)] = 2;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads the three kinds of scalars as go-yaml does: plain, quoted and block text, each over any number of lines. */
export class ScalarScanner extends Cursor {
  protected flowLevel = 0;
  protected indent = -1;
  protected simpleKeyAllowed = true;
  /** Where the last scalar ended. */
  protected end = 0;
  private readonly onlyLineFeeds: boolean;

  /** @param json whether quoted text may hold the escapes of JSON, which go-yaml does not know. */
  protected constructor(
    text: string,
    private readonly json: boolean,
  ) {
    super(text.endsWith('\n') ? text : `${text}\n`); // kubectl ends the last line
    if (text.startsWith('\ufeff')) {
      this.pos = 1; // the mark of the byte order, which no column counts
      this.lineStart = 1;
    }
    this.onlyLineFeeds = !/[\r\u0085\u2028\u2029]/.test(text);
  }

  protected scanPlain(): string {
    const { text } = this;
    const inFlow = this.flowLevel > 0;
    let from = this.pos;
    let end = from;
    let value = '';
    let gap: string | undefined; // the blanks or line ends since the last run, of which the former are only cut out
    let brokeLine = false;
    for (;;) {
      let code = this.code();
      if (code === 35 || this.atDocumentMark()) {
        break;
      }
      const run = this.pos;
      let at = run;
      for (; ; at++) {
        code = at < text.length ? text.charCodeAt(at) : 0;
        if (code < 128) {
          const ends = mayEnd[code];
          if (ends === 0 || (ends === 2 && !inFlow)) {
            continue;
          }
          if (code !== 58 || isSpaceOrEnd(text.charCodeAt(at + 1))) {
            break;
          }
        } else if (isBreak(code)) {
          break;
        }
      }
      this.pos = at;
      if (at > run) {
        if (brokeLine) {
          value += text.slice(from, end) + (gap ?? '');
          from = run;
          brokeLine = false;
        }
        end = at;
      }
      if (!isBlank(code) && !isBreak(code)) {
        break;
      }
      const crossed = this.crossGap(this.indent + 1);
      if (crossed !== undefined) {
        gap = crossed;
        brokeLine = true;
      }
      if (!inFlow && brokeLine && this.column < this.indent + 1) {
        break;
      }
    }
    this.end = end;
    if (brokeLine) {
      this.simpleKeyAllowed = true;
    }
    return value === '' ? text.slice(from, end) : value + text.slice(from, end);
  }

  /**
   * Goes over blanks and line ends between two runs of text.
   *
   * @param margin the column that a tab may not stand before, on a line of its own
   * @returns what they stand for where there was a line end, else undefined
   */
  private crossGap(margin: number): string | undefined {
    let first: string | undefined;
    let more = '';
    for (;;) {
      const code = this.code();
      if (isBlank(code)) {
        if (code === TAB && first !== undefined && this.column < margin) {
          this.fail('a tab stands where the indentation is', 'indent with spaces, and leave lines of blanks empty');
        }
        this.pos++;
      } else if (isBreak(code)) {
        const taken = this.takeBreak();
        if (first === undefined) {
          first = taken;
        } else {
          more += taken;
        }
      } else {
        return first === undefined ? undefined : folded(first, more);
      }
    }
  }

  protected scanQuoted(quote: number): string {
    const { text } = this;
    const start = this.pos++;
    let value = '';
    for (;;) {
      if (this.atDocumentMark()) {
        this.fail('the quoted text that begins here is not closed', 'close the quote', start);
      }
      let from = this.pos;
      let brokeByEscape = false;
      let code: number;
      for (;;) {
        code = this.code();
        if (isSpaceOrEnd(code)) {
          break;
        }
        if (code === quote) {
          if (quote !== 39 || this.code(1) !== 39) {
            break;
          }
          value += text.slice(from, this.pos + 1);
          this.pos += 2;
          from = this.pos;
        } else if (code === 92 && quote === 34) {
          value += text.slice(from, this.pos);
          if (isBreak(this.code(1))) {
            this.pos++;
            this.takeBreak();
            from = this.pos;
            brokeByEscape = true;
            break;
          }
          value += this.takeEscape();
          from = this.pos;
        } else {
          this.pos++;
        }
      }
      value += text.slice(from, this.pos);
      code = this.code();
      if (code === quote) {
        this.end = ++this.pos;
        return value;
      }
      if (code === 0) {
        this.fail('the quoted text that begins here is not closed', 'close the quote', start);
      }
      const blanks = this.pos;
      const gap = this.crossQuotedGap(brokeByEscape);
      value += gap ?? (brokeByEscape ? '' : text.slice(blanks, this.pos));
    }
  }

  /** As crossGap, for quoted text: an escaped line end counts as the first blank, and stands for nothing. */
  private crossQuotedGap(brokeByEscape: boolean): string | undefined {
    let first: string | undefined;
    let more = '';
    for (;;) {
      const code = this.code();
      if (isBlank(code)) {
        this.pos++;
      } else if (isBreak(code)) {
        const taken = this.takeBreak();
        if (first === undefined && !brokeByEscape) {
          first = taken;
        } else {
          more += taken;
        }
      } else if (brokeByEscape) {
        return more;
      } else {
        return first === undefined ? undefined : folded(first, more);
      }
    }
  }

  private takeEscape(): string {
    const at = this.pos;
    const name = this.text.charAt(at + 1);
    const plain = escapes[name];
    if (plain !== undefined) {
      this.pos += 2;
      return plain;
    }
    if (name === '/' && this.json) {
      this.pos += 2;
      return '/';
    }
    const length = digits[name];
    if (length === undefined) {
      const written = name === '' ? '\\' : `\\${name}`;
      const fix =
        name === '/' ? 'write the slash without a backslash' : 'write the backslash twice, or use single quotes';
      return this.fail(
        `YAML as kubectl reads it knows no escape ${JSON.stringify(written).slice(1, -1).replace('\\\\', '\\')}`,
        fix,
        at,
      );
    }
    const hex = this.text.slice(at + 2, at + 2 + length);
    if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < length) {
      this.fail(`the escape \\${name} needs ${length} hexadecimal digits`, 'write all of its digits', at);
    }
    const value = Number.parseInt(hex, 16);
    this.pos += 2 + length;
    if (this.json && value <= 0xffff) {
      return String.fromCharCode(value);
    }
    if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
      const fix = 'write the character itself, or \\U with eight digits, such as \\U0001F600';
      this.fail(`the escape \\${name}${hex} is no character by itself`, fix, at);
    }
    return String.fromCodePoint(value);
  }

  protected scanBlock(literal: boolean): string {
    const { text } = this;
    this.pos++;
    let chomping = 0;
    let increment = 0;
    for (let part = 0; part < 2; part++) {
      const code = this.code();
      if (chomping === 0 && (code === 43 || code === 45)) {
        chomping = code === 43 ? 1 : -1;
        this.pos++;
      } else if (increment === 0 && code >= 48 && code <= 57) {
        increment = code - 48;
        if (increment === 0) {
          this.fail('a block of text cannot be indented by 0', 'write a digit from 1 to 9, or none');
        }
        this.pos++;
      }
    }
    while (isBlank(this.code())) {
      this.pos++;
    }
    if (this.code() === 35) {
      this.toLineEnd();
    }
    if (!isBreak(this.code()) && this.code() !== 0) {
      const mark = literal ? '|' : '>';
      this.fail(`text stands behind the ${mark} of a block`, `begin the text on the next line, or put it in quotes`);
    }
    if (isBreak(this.code())) {
      this.takeBreak();
    }
    this.end = this.pos;
    const block = { indent: increment > 0 ? Math.max(this.indent, 0) + increment : 0 };
    const parts: string[] = [];
    let breaks = this.blockBreaks(block);
    let leading = '';
    let leadingBlank = false;
    while (this.column === block.indent && this.code() !== 0) {
      const isIndented = isBlank(this.code());
      if (!literal && !leadingBlank && !isIndented && leading === '\n') {
        parts.push(breaks === '' ? ' ' : breaks);
      } else {
        parts.push(leading, breaks);
      }
      leadingBlank = isIndented;
      const from = this.pos;
      this.toLineEnd();
      parts.push(text.slice(from, this.pos));
      this.end = this.pos;
      leading = isBreak(this.code()) ? this.takeBreak() : '';
      breaks = this.blockBreaks(block);
    }
    if (chomping !== -1) {
      parts.push(leading);
    }
    if (chomping === 1) {
      parts.push(breaks);
    }
    return parts.join('');
  }

  /** Goes over empty lines of a block, and over the indentation of the line that follows; finds that where it is not known. */
  private blockBreaks(block: { indent: number }): string {
    let breaks = '';
    let deepest = 0;
    for (;;) {
      while ((block.indent === 0 || this.column < block.indent) && this.code() === SPACE) {
        this.pos++;
      }
      deepest = Math.max(deepest, this.column);
      if ((block.indent === 0 || this.column < block.indent) && this.code() === TAB) {
        this.fail(
          'a tab stands where the indentation of the block is',
          'indent with spaces; for text that begins with a tab, write it in double quotes with \\t',
        );
      }
      if (!isBreak(this.code())) {
        break;
      }
      breaks += this.takeBreak();
    }
    if (block.indent === 0) {
      block.indent = Math.max(deepest, this.indent + 1, 1);
    }
    return breaks;
  }

  /** Goes to the end of the line. */
  protected toLineEnd(): void {
    if (this.onlyLineFeeds) {
      const at = this.text.indexOf('\n', this.pos);
      this.pos = at < 0 ? this.text.length : at;
      return;
    }
    while (this.code() !== 0 && !isBreak(this.code())) {
      this.pos++;
    }
  }
}

/** What the ends of lines within text stand for: one is a blank, of more the first is nothing. */
function folded(first: string, more: string): string {
  return first !== '\n' ? first + more : more === '' ? ' ' : more;
}
