import { blanks } from './json-text';
import type { Position } from './manifest-source';

/** A document of a text, and where it stands there. */
export interface Chunk {
  readonly text: string;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Whether it is JSON. */
  readonly json: boolean;
  readonly lines: Lines;
  /** Where a mark of documents before it has other text behind it, which kubectl refuses. */
  readonly glued?: { readonly offset: number; readonly text: string };
}

/** Where the lines of a file begin; looked up when the first place is asked for. */
export class Lines {
  private starts: number[] | undefined;

  public constructor(private readonly text: string) {}

  /** The line and column of a place in the text. */
  public at(offset: number): Position {
    const starts = (this.starts ??= startsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/**
 * Cuts a text where kubectl does: at each line that begins with `---`, quoted text and blocks included. Behind the mark
 * nothing but blanks and a comment may stand. A mark with nothing before it belongs to the document that follows.
 */
export function* splitDocuments(text: string, lines: Lines, from = 0): Generator<Chunk> {
  let start = from;
  let glued: Chunk['glued'];
  const chunk = (end: number): Chunk => ({
    text: text.slice(start, end),
    offset: start,
    json: false,
    lines,
    ...(glued !== undefined && { glued }),
  });
  for (let at = nextMark(text, from, from); at >= 0;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const behind = text.slice(at + 3, lineEnd).replace(leadingBlanks, '');
    const isGlued = behind !== '' && !behind.startsWith('#');
    if (at > start) {
      yield chunk(at);
      start = Math.min(lineEnd + 1, text.length);
      glued = undefined;
    }
    if (isGlued) {
      start = at + 3;
      glued = { offset: at, text: behind };
    }
    at = newline < 0 ? -1 : nextMark(text, newline + 1, newline + 1);
  }
  if (start < text.length) {
    yield chunk(text.length);
  }
}

const leadingBlanks = new RegExp(`^[${blanks}]+`);

/** Where the next line that begins with the mark begins, at a place where one does or after it. */
function nextMark(text: string, from: number, lineStart: number): number {
  if (from === lineStart && text.startsWith('---', from)) {
    return from;
  }
  const found = text.indexOf('\n---', from);
  return found < 0 ? -1 : found + 1;
}
