import { isBlank, isBreak, isSpaceOrEnd, SPACE, TAB, tooDeep } from './cursor';
import type { ScalarStyle } from './scalar-scanner';
import { WordScanner } from './word-scanner';
import type { SimpleKey, Token, TokenKind } from './token';

/** The longest key whose colon is looked for. */
const longestKey = 1024;

const marks: Readonly<Record<string, readonly [TokenKind, 'open' | 'close' | 'entry']>> = {
  '[': ['flowList', 'open'],
  '{': ['flowMap', 'open'],
  ']': ['flowListEnd', 'close'],
  '}': ['flowMapEnd', 'close'],
  ',': ['flowEntry', 'entry'],
};

/**
 * Cuts a text into tokens as go-yaml does, which is what kubectl reads with: a key is known by its colon, so the tokens since
 * a place where one may begin wait until that is decided, on the same line and within 1024 characters.
 */
export class Scanner extends WordScanner {
  private readonly indents: number[] = [];
  private readonly simpleKeys: (SimpleKey | undefined)[] = [undefined];
  /** The keys that the open brackets may be. */
  private readonly opened: (SimpleKey | undefined)[] = [];
  private tokens: Token[] = [];
  private head = 0;
  /** How many tokens were taken. */
  private taken = 0;
  private pending: SimpleKey | undefined;

  /**
   * @param text a document
   * @param deepest how many brackets may be open at once
   * @param json whether it is JSON, whose escapes go-yaml does not all know. @default false
   */
  public constructor(
    text: string,
    private readonly deepest: number,
    json = false,
  ) {
    super(text, json);
  }

  /** The token that comes next. */
  public peek(): Token {
    for (;;) {
      const token = this.tokens[this.head];
      if (token !== undefined && !(token.simpleKey?.awaited === true && this.isOpen(token.simpleKey))) {
        return token;
      }
      this.fetch();
    }
  }

  /** Takes the token that comes next. */
  public take(): Token {
    const token = this.peek();
    this.taken++;
    if (++this.head === this.tokens.length) {
      this.tokens = [];
      this.head = 0;
    }
    return token;
  }

  private add(kind: TokenKind, start: number, text = '', suffix?: string, style?: ScalarStyle): void {
    const simpleKey = this.pending;
    this.pending = undefined;
    this.tokens.push({ kind, start, end: this.pos, text, suffix, style, simpleKey });
  }

  private insert(kind: TokenKind, number: number, start: number): void {
    const token: Token = {
      kind,
      start,
      end: start,
      text: '',
      suffix: undefined,
      style: undefined,
      simpleKey: undefined,
    };
    const at = this.head + number - this.taken;
    if (at >= this.tokens.length || number < this.taken) {
      this.tokens.push(token);
    } else {
      this.tokens.splice(at, 0, token);
    }
  }

  private get nextNumber(): number {
    return this.taken + this.tokens.length - this.head;
  }

  private fetch(): void {
    this.skipToToken();
    this.unroll(this.column);
    const { pos } = this;
    const code = this.code();
    if (code === 0) {
      if (this.column > 0) {
        this.line++; // no key goes on there
        this.lineStart = pos;
      }
      this.unroll(-1);
      this.dropKey();
      this.simpleKeyAllowed = false;
      this.add('end', pos);
      return;
    }
    if (pos === this.lineStart) {
      if (code === 37) {
        this.directive();
        return;
      }
      if (this.atDocumentMark()) {
        this.unroll(-1);
        this.dropKey();
        this.simpleKeyAllowed = false;
        this.pos += 3;
        this.add(code === 45 ? 'documentStart' : 'documentEnd', pos);
        return;
      }
    }
    this.fetchAt(code, pos);
  }

  private fetchAt(code: number, pos: number): void {
    const inFlow = this.flowLevel > 0;
    switch (code) {
      case 91: // [
      case 123: // {
      case 93: // ]
      case 125: // }
      case 44: // ,
        this.flowMark(pos);
        return;
      case 45: // -
        if (isSpaceOrEnd(this.code(1))) {
          this.item(pos);
          return;
        }
        break;
      case 63: // ?
        if (inFlow || isSpaceOrEnd(this.code(1))) {
          this.explicitKey(pos);
          return;
        }
        break;
      case 58: // :
        if (inFlow || isSpaceOrEnd(this.code(1))) {
          this.value(pos);
          return;
        }
        break;
      case 42: // *
      case 38: // &
        this.anchor(code === 42 ? 'alias' : 'anchor', pos);
        return;
      case 33: // !
        this.tag(pos);
        return;
      case 39: // '
      case 34: // "
        this.scalar(pos, code);
        return;
      case 124: // |
      case 62: // >
        if (!inFlow) {
          this.dropKey();
          this.simpleKeyAllowed = true;
          this.addScalar(this.scanBlock(code === 124), pos, 'block');
          return;
        }
        this.cannotBegin(code, pos);
        break;
      case 35: // #
      case 37: // %
      case 64: // @
      case 96: // `
      case TAB:
        this.cannotBegin(code, pos);
    }
    this.scalar(pos, undefined);
  }

  /** Reads a plain or quoted scalar. Where nothing waits and its colon follows at once, it is a key for certain. */
  private scalar(pos: number, quote: number | undefined): void {
    const isAlone = this.flowLevel === 0 && this.simpleKeyAllowed && this.tokens.length === 0;
    const { line, column } = this;
    if (isAlone) {
      this.dropKey();
    } else {
      this.saveKey();
    }
    this.simpleKeyAllowed = false;
    const required = this.indent === column;
    const text = quote === undefined ? this.scanPlain() : this.scanQuoted(quote);
    const style = quote === undefined ? 'plain' : 'quoted';
    if (!isAlone) {
      this.addScalar(text, pos, style);
    } else if (this.line === line && this.pos - pos <= longestKey - 2 && this.atColon()) {
      this.roll(column, this.taken, 'blockMap', pos);
      this.insert('key', this.nextNumber, pos);
      this.addScalar(text, pos, style);
      this.simpleKeys[0] = undefined;
      this.simpleKeyAllowed = false;
      this.pos++;
      this.add('value', this.pos - 1);
    } else {
      this.pending = { possible: true, awaited: true, required, token: this.nextNumber, pos, line, column };
      this.simpleKeys[0] = this.pending;
      this.addScalar(text, pos, style);
    }
  }

  /** Whether a colon that ends a key follows, to which it goes then. */
  private atColon(): boolean {
    let at = this.pos;
    while (isBlank(this.text.charCodeAt(at))) {
      at++;
    }
    if (this.text.charCodeAt(at) !== 58 || !isSpaceOrEnd(this.text.charCodeAt(at + 1)) || at > this.pos + 100) {
      return false;
    }
    this.pos = at;
    return true;
  }

  private addScalar(text: string, start: number, style: ScalarStyle): void {
    const simpleKey = this.pending;
    this.pending = undefined;
    this.tokens.push({ kind: 'scalar', start, end: this.end, text, suffix: undefined, style, simpleKey });
  }

  private cannotBegin(code: number, pos: number): never {
    return code === TAB
      ? this.fail('a tab cannot indent', 'indent with spaces', pos)
      : this.fail(`a value cannot begin with ${String.fromCharCode(code)}`, 'put the value in quotes', pos);
  }

  private skipToToken(): void {
    for (;;) {
      let code = this.code();
      const tabs = this.flowLevel > 0 || !this.simpleKeyAllowed;
      while (code === SPACE || (tabs && code === TAB)) {
        this.pos++;
        code = this.code();
      }
      if (code === 35) {
        this.toLineEnd();
        code = this.code();
      }
      if (!isBreak(code)) {
        return;
      }
      this.takeBreak();
      if (this.flowLevel === 0) {
        this.simpleKeyAllowed = true;
      }
    }
  }

  /** Whether a key may still turn out to begin at a place. */
  private isOpen(key: SimpleKey): boolean {
    if (key.possible && (key.line < this.line || key.pos + longestKey < this.pos)) {
      this.refuseRequired(key);
      key.possible = false;
    }
    return key.possible;
  }

  private refuseRequired(key: SimpleKey): void {
    if (key.required) {
      const before = this.text.charCodeAt(key.pos - 1);
      if (before > 0x7e) {
        const code = before.toString(16).padStart(4, '0');
        this.fail(
          `the character U+${code.toUpperCase()} ends a line of YAML 1.1, which kubectl reads`,
          `put the value in double quotes, with the escape \\u${code} for it`,
          key.pos - 1,
        );
      }
      this.fail(
        'the line is no entry of the map that it stands in: it has no key with a colon and a blank behind it',
        "write 'key: value', or indent the line so that it belongs to the value above",
        key.pos,
      );
    }
  }

  private saveKey(): void {
    if (!this.simpleKeyAllowed) {
      return;
    }
    const required = this.flowLevel === 0 && this.indent === this.column;
    this.dropKey();
    const { pos, line, column } = this;
    const key: SimpleKey = { possible: true, awaited: true, required, token: this.nextNumber, pos, line, column };
    this.simpleKeys[this.simpleKeys.length - 1] = key;
    this.pending = key;
  }

  private dropKey(): void {
    const key = this.simpleKeys.at(-1);
    if (key?.possible === true) {
      this.refuseRequired(key);
      key.possible = false;
    }
  }

  private roll(column: number, number: number, kind: TokenKind, start: number): void {
    if (this.flowLevel > 0 || this.indent >= column) {
      return;
    }
    this.indents.push(this.indent);
    this.indent = column;
    this.insert(kind, number, start);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) {
      return;
    }
    while (this.indent > column) {
      this.insert('blockEnd', this.nextNumber, this.pos);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private flowMark(pos: number): void {
    const [kind, what] = marks[this.text.charAt(pos)] ?? (['flowEntry', 'entry'] as const);
    if (what === 'open') {
      this.saveKey();
      this.opened.push(this.pending);
      this.simpleKeys.push(undefined);
      this.flowLevel++;
      if (this.flowLevel > this.deepest) {
        throw tooDeep(this.deepest, pos);
      }
    } else {
      this.dropKey();
      if (what === 'close' && this.flowLevel > 0) {
        this.flowLevel--;
        const inner = this.simpleKeys.pop();
        const key = this.opened.pop();
        if (inner === undefined && key !== undefined) {
          key.awaited = false;
        }
      }
    }
    this.simpleKeyAllowed = what !== 'close';
    this.pos++;
    this.add(kind, pos);
  }

  private item(pos: number): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) {
        this.fail(
          'an item of a list cannot begin here',
          'begin the item on a line of its own, or put the text in quotes',
        );
      }
      this.roll(this.column, this.nextNumber, 'blockList', pos);
    }
    this.dropKey();
    this.simpleKeyAllowed = true;
    this.pos++;
    this.add('item', pos);
  }

  private explicitKey(pos: number): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) {
        this.fail('a key cannot begin here', 'begin the key on a line of its own, or put the text in quotes');
      }
      this.roll(this.column, this.nextNumber, 'blockMap', pos);
    }
    this.dropKey();
    this.simpleKeyAllowed = this.flowLevel === 0;
    this.pos++;
    this.add('key', pos);
  }

  private value(pos: number): void {
    const key = this.simpleKeys.at(-1);
    if (key !== undefined && this.isOpen(key)) {
      this.insert('key', key.token, key.pos);
      this.roll(key.column, key.token, 'blockMap', key.pos);
      key.possible = false;
      this.simpleKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.simpleKeyAllowed) {
          this.fail(
            "a ': ' stands where no key can be",
            'put the value in quotes, or indent the line like its siblings',
          );
        }
        this.roll(this.column, this.nextNumber, 'blockMap', pos);
      }
      this.simpleKeyAllowed = this.flowLevel === 0;
    }
    this.pos++;
    this.add('value', pos);
  }

  private anchor(kind: 'alias' | 'anchor', pos: number): void {
    this.saveKey();
    this.simpleKeyAllowed = false;
    this.add(kind, pos, this.scanName(kind, pos));
  }

  private tag(pos: number): void {
    this.saveKey();
    this.simpleKeyAllowed = false;
    const { text, suffix } = this.scanTag(pos);
    this.add('tag', pos, text, suffix);
  }

  private directive(): void {
    this.unroll(-1);
    this.dropKey();
    this.simpleKeyAllowed = false;
    const { pos } = this;
    const { text, suffix } = this.scanDirective();
    this.add('directive', pos, text, suffix);
  }
}
