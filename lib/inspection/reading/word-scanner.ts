import { isBreak, isSpaceOrEnd } from './cursor';
import { ScalarScanner } from './scalar-scanner';

/** The text of a token, and what follows it. */
interface Pair {
  readonly text: string;
  readonly suffix?: string;
}

const wordCharacter = /[0-9A-Za-z_-]*/y;
const uriCharacters = /(?:[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]-]|%[0-9A-Fa-f]{2})*/y;

/** Reads the words that name nodes, and directives. */
export class WordScanner extends ScalarScanner {
  private match(pattern: RegExp): string {
    pattern.lastIndex = this.pos;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.pos += found.length;
    return found;
  }

  /** Reads the name of an anchor or alias. */
  protected scanName(kind: 'alias' | 'anchor', pos: number): string {
    this.pos++;
    const name = this.match(wordCharacter);
    if (name === '' || !(isSpaceOrEnd(this.code()) || '?:,]}%@`'.includes(this.text.charAt(this.pos)))) {
      const sign = kind === 'alias' ? '*' : '&';
      this.fail(`${sign} begins the name of an anchor, of letters, digits, - and _`, 'put the value in quotes', pos);
    }
    return name;
  }

  /** Reads a tag: its handle, and what follows that. */
  protected scanTag(pos: number): Pair {
    let handle = '';
    let suffix: string;
    this.pos++;
    if (this.code() === 60) {
      this.pos++;
      suffix = this.match(uriCharacters);
      if (suffix === '' || this.code() !== 62) {
        this.fail('the tag that begins here is not closed', 'write it as !<tag>, or put the value in quotes', pos);
      }
      this.pos++;
    } else {
      const word = this.match(wordCharacter);
      if (this.code() === 33) {
        this.pos++;
        handle = `!${word}!`;
        suffix = this.match(uriCharacters);
        if (suffix === '') {
          this.fail('the tag that begins here has no name', 'name it, or put the value in quotes', pos);
        }
      } else {
        suffix = word + this.match(uriCharacters);
        handle = suffix === '' ? '' : '!';
        suffix = suffix === '' ? '!' : suffix;
      }
    }
    if (!isSpaceOrEnd(this.code())) {
      this.fail('the tag that begins here does not end with a blank', 'put the value in quotes', pos);
    }
    return { text: handle, suffix };
  }

  /** Reads a directive: the version, or a handle and its prefix. */
  protected scanDirective(): Pair {
    const { pos } = this;
    const rest = /[^\n\r\u0085\u2028\u2029]*/y;
    const text = this.match(rest);
    const [, version] = /^%YAML[ \t]+(\d{1,2}\.\d{1,2})[ \t]*(?:#.*)?$/.exec(text) ?? [];
    const [, handle, prefix] = /^%TAG[ \t]+(!|![\w-]*!)[ \t]+([^\s]+)[ \t]*(?:#.*)?$/.exec(text) ?? [];
    if (version === undefined && handle === undefined) {
      this.fail('a line that begins with % is a directive, and kubectl knows %YAML and %TAG', 'remove the line', pos);
    }
    if (isBreak(this.code())) {
      this.takeBreak();
    }
    return { text: handle ?? `%${version ?? ''}`, suffix: prefix };
  }
}
