/** Why a text is no YAML, or more than is read, and where that shows. */
export class Unreadable extends Error {
  public constructor(
    message: string,
    public readonly fix: string,
    /** Where it stands in the text. */
    public readonly offset: number,
    public readonly rule: 'yaml/syntax' | 'yaml/limit' = 'yaml/syntax',
  ) {
    super(message);
  }
}

export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;

/** Whether a character ends a line. go-yaml has five of them, as YAML 1.1 has. */
export function isBreak(code: number): boolean {
  return (
    code === LINE_FEED || code === CARRIAGE_RETURN || code === 0x85 || code === 0x2028 || code === 0x2029 // prettier-ignore
  );
}

/** Whether a character is a blank or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Whether a character is a blank, the end of a line or of the text. */
export function isSpaceOrEnd(code: number): boolean {
  return code <= SPACE ? code === SPACE || code === TAB || code === 0 || isBreak(code) : code > 0x7e && isBreak(code);
}

/** A place in a text, which ends with the end of a line. */
export class Cursor {
  public pos = 0;
  protected line = 0;
  protected lineStart = 0;

  protected constructor(protected readonly text: string) {}

  protected get column(): number {
    return this.pos - this.lineStart;
  }

  /** The character here, or some characters ahead; 0 behind the end. */
  protected code(ahead = 0): number {
    const at = this.pos + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  /** Goes over the end of a line, and tells what that is in the data: `\n`, but for the two separators of Unicode. */
  protected takeBreak(): string {
    const code = this.text.charCodeAt(this.pos++);
    if (code === CARRIAGE_RETURN) {
      // kubectl drops one carriage return at the end of a line before go-yaml sees it
      const next = this.text.charCodeAt(this.pos);
      const isDoubled = next === CARRIAGE_RETURN && this.text.charCodeAt(this.pos + 1) === LINE_FEED;
      this.pos += isDoubled ? 2 : next === LINE_FEED ? 1 : 0;
    }
    this.line++;
    this.lineStart = this.pos;
    return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
  }

  /** Whether `---` or `...` stands here, alone at the margin. */
  protected atDocumentMark(): boolean {
    if (this.pos !== this.lineStart) {
      return false;
    }
    const code = this.code();
    const isMark = (code === 45 || code === 46) && this.code(1) === code && this.code(2) === code;
    return isMark && isSpaceOrEnd(this.code(3));
  }

  protected fail(message: string, fix: string, offset = this.pos): never {
    throw new Unreadable(message, fix, offset);
  }
}

/** What is refused because it would take too much memory to hold. */
export function tooDeep(deepest: number, offset: number): Unreadable {
  const message = `the document nests deeper than ${deepest} levels, which is not read`;
  return new Unreadable(message, 'nest less deeply', offset, 'yaml/limit');
}
