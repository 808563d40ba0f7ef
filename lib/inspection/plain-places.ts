import type { Position } from './manifest-source';
import type { Path } from './path';
import { entryOf, headerOf } from './plain-yaml';

/** A block of a document: a map whose entries, or a list whose dashes, begin at a column of a line, both from 0. */
interface Block {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the place of a path in the lines of a document that readPlainYaml has read. It looks at the lines again instead of
 * reading them with all their places, since few of the places are ever asked for.
 *
 * @returns line and column, from 1, of the last step of the path that is there; undefined for a document without content
 */
export function findPlainPlace(lines: readonly string[], path: Path): Position | undefined {
  const root = blockFrom(lines, headerOf(lines), -1, false);
  if (root === undefined) {
    return undefined;
  }
  let place: Block = root;
  let block: Block | undefined = root;
  for (const step of path) {
    const isList: boolean = block !== undefined && isItem(lines[block.line] ?? '', block.column);
    const found: Block | undefined =
      block === undefined || isList !== (typeof step === 'number')
        ? undefined
        : typeof step === 'number'
          ? itemAt(lines, block, step)
          : keyAt(lines, block, step);
    if (found === undefined) {
      break;
    }
    place = found;
    block = valueOf(lines, found, isList);
  }
  return { line: place.line + 1, column: place.column + 1 };
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
