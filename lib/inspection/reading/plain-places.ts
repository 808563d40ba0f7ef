import type { Position } from './manifest-source';
import type { Path } from '../formats/path';
import { entryOf } from './plain-lines';
import { isHeader } from './plain-yaml';

/** A block of a document: a map whose entries, or a list whose dashes, begin at a column of a line, both from 0. */
interface Block {
  readonly line: number;
  readonly column: number;
}

/** A step of a path that was found: where it stands, and the map or list that is its value, if it is one. */
interface Found {
  readonly place: Block;
  readonly block: Block | undefined;
}

/**
 * Finds the places of paths in the lines of a document that readPlainYaml has read. It looks at the lines again instead of
 * reading them with all their places, since few of the places are ever asked for. Paths are asked for in their order, so it
 * goes on from where the last one and the next part.
 */
export class PlainPlaces {
  private readonly lines: readonly string[];
  private readonly root: Block | undefined;
  private path: Path = [];
  /** What was found of the last path; shorter than it where it leads nowhere. */
  private readonly found: Found[] = [];

  public constructor(text: string) {
    this.lines = text.split('\n');
    this.root = blockFrom(this.lines, isHeader(this.lines[0] ?? '') ? 1 : 0, -1, false);
  }

  /** Line and column, from 1, of the last step of a path that is there; undefined for a document without content. */
  public find(path: Path): Position | undefined {
    if (this.root === undefined) {
      return undefined;
    }
    let length = 0;
    while (length < this.found.length && length < path.length && path[length] === this.path[length]) {
      length++;
    }
    this.found.length = length;
    this.path = path;
    let last: Found = this.found[length - 1] ?? { place: this.root, block: this.root };
    for (let index = length; index < path.length; index++) {
      const next = this.step(last.block, path[index] ?? '');
      if (next === undefined) {
        break;
      }
      this.found.push(next);
      last = next;
    }
    return { line: last.place.line + 1, column: last.place.column + 1 };
  }

  private step(block: Block | undefined, step: string | number): Found | undefined {
    const { lines } = this;
    const isList = block !== undefined && isItem(lines[block.line] ?? '', block.column);
    if (block === undefined || isList !== (typeof step === 'number')) {
      return undefined;
    }
    const place = typeof step === 'number' ? itemAt(lines, block, step) : keyAt(lines, block, step);
    return place && { place, block: valueOf(lines, place, isList) };
  }
}

/** The entry of a map with a key. */
function keyAt(lines: readonly string[], { line: first, column }: Block, key: string): Block | undefined {
  for (let line = first; line < lines.length; line++) {
    const text = lines[line] ?? '';
    // before the column of the first entry, the line may hold the dash of the list that the map is an item of
    const indent = line === first ? column : contentOf(text);
    if (indent < column) {
      return undefined;
    }
    if (indent === column) {
      const quoted = text.charCodeAt(column) === 34 || text.charCodeAt(column) === 39;
      if (quoted ? entryOf(text.slice(column))?.name === key : isEntry(text, column, key)) {
        return { line, column };
      }
    }
  }
  return undefined;
}

/** The content of an item of a list. */
function itemAt(lines: readonly string[], { line: first, column }: Block, index: number): Block | undefined {
  let at = -1;
  for (let line = first; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const indent = line === first ? column : contentOf(text);
    if (indent < column || (indent === column && !isItem(text, column))) {
      return undefined;
    }
    if (indent === column && ++at === index) {
      let content = column + 1;
      while (text.charCodeAt(content) === 32) {
        content++;
      }
      return { line, column: content };
    }
  }
  return undefined;
}

/** The map or list that is the value of an entry, or of an item; undefined where it is a scalar, or empty. */
function valueOf(lines: readonly string[], { line, column }: Block, ofList: boolean): Block | undefined {
  const text = lines[line] ?? '';
  const entry = entryOf(text.slice(column));
  if (ofList && entry !== undefined) {
    return { line, column };
  }
  const rest = ofList ? text.slice(column) : (entry?.rest ?? '');
  if (rest !== '' && !rest.startsWith('#')) {
    return undefined;
  }
  return blockFrom(lines, line + 1, ofList ? text.indexOf('-') : column, !ofList);
}

/** The block that begins at or after a line, right of a column; a list may stand at the column of the key that holds it. */
function blockFrom(lines: readonly string[], from: number, column: number, ofKey: boolean): Block | undefined {
  for (let line = from; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const indent = contentOf(text);
    if (indent !== nothing) {
      const isInside = indent > column || (ofKey && indent === column && isItem(text, column));
      return isInside ? { line, column: indent } : undefined;
    }
  }
  return undefined;
}

/** What a line without content is indented by: more than any other. */
const nothing = Infinity;

function contentOf(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === 32) {
    indent++;
  }
  return indent === text.length || text.charCodeAt(indent) === 35 ? nothing : indent;
}

function isItem(text: string, column: number): boolean {
  return text.charCodeAt(column) === 45 && (column + 1 === text.length || text.charCodeAt(column + 1) === 32);
}

function isEntry(text: string, column: number, key: string): boolean {
  const colon = column + key.length;
  return (
    text.charCodeAt(colon) === 58 &&
    (colon + 1 === text.length || text.charCodeAt(colon + 1) === 32) &&
    text.startsWith(key, column)
  );
}
