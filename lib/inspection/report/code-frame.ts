import { printable } from '../../core/text/printable';
import { withoutHiddenValues } from './hidden-lines';

/** Lines that are shown before and after the one that is meant. */
const around = 2;

/** The longest part of a line that is shown. */
const width = 120;

/**
 * A document that may be, or hold, a Secret, in whatever style it is written, also in what kubectl keeps in an annotation. One
 * that only speaks of a Secret is not shown either: better a frame too few.
 */
const namesSecret = /(?:^|[\s"':[{,])Secret(?=$|[\s"'\]},\\#])/m;

/** A text whose lines can be shown. Where they begin is found once, since a file may have many findings. */
export class CodeFrames {
  private readonly starts: number[] = [0];
  private readonly documents: { readonly start: number; secret?: boolean }[] = [{ start: 0 }];

  public constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.starts.push(at + 1);
      if (/^---(?:\s|$)/.test(text.slice(at + 1, at + 5))) {
        this.documents.push({ start: at + 1 });
      }
    }
  }

  /**
   * The line that is meant, marked, and those around it.
   *
   * @param line from 1
   * @param column from 1
   * @returns nothing for a line that the text has not
   */
  public at(line: number, column = 1): readonly string[] {
    if (line < 1 || line > this.starts.length) {
      return [];
    }
    const digits = String(line + around).length;
    const from = Math.max(0, column - width + 20);
    const frame: string[] = [];
    for (let number = Math.max(1, line - around); number <= line + around; number++) {
      const content = this.line(number);
      if (content === undefined || (number !== line && /^---(?:\s|$)/.test(content))) {
        if (number < line) {
          frame.length = 0; // the document before is no part of this one
          continue;
        }
        break;
      }
      const safe = withoutHiddenValues((index) => this.line(index), number);
      const shown = printable(safe.slice(from, from + width));
      frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(digits)} | ${shown}`.trimEnd());
      if (number === line) {
        const indent = printable(content.slice(from, column - 1)).length;
        frame.push(`  ${' '.repeat(digits)} | ${' '.repeat(indent)}^`);
      }
    }
    return frame;
  }

  /** Whether the document around a line holds a Secret: no line of it is shown, since reports end up in logs. */
  public holdsSecret(line: number): boolean {
    const at = this.starts[line - 1] ?? this.text.length;
    let document = 0;
    for (let after = this.documents.length; after - document > 1;) {
      const middle = (document + after) >>> 1;
      if ((this.documents[middle]?.start ?? Infinity) <= at) {
        document = middle;
      } else {
        after = middle;
      }
    }
    const known = this.documents[document];
    if (known === undefined) {
      return false;
    }
    const end = this.documents[document + 1]?.start;
    known.secret ??= namesSecret.test(this.text.slice(known.start, end));
    return known.secret;
  }

  private line(number: number): string | undefined {
    const start = this.starts[number - 1];
    if (start === undefined || (start === this.text.length && number > 1)) {
      return undefined;
    }
    const end = this.starts[number];
    return this.text.slice(start, end === undefined ? undefined : end - 1).replace(/\r$/, '');
  }
}
