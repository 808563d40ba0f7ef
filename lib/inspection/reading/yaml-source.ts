import type * as FullYaml from './full-yaml';
import type { ManifestSource, Position, SourceProblem } from './manifest-source';
import type { Path } from '../formats/path';
import type { Chunk, ReadDocument } from './yaml-document';
import { PlainLines } from './plain-lines';
import { PlainPlaces } from './plain-places';
import { readPlainYaml } from './plain-yaml';

/** What a text of YAML holds. */
export interface YamlContent {
  readonly sources: readonly ManifestSource[];
  readonly problems: readonly SourceProblem[];
}

/** A text larger than this is refused: 64 MiB, some hundred thousand objects. */
export const largestText = 64 * 1024 * 1024;

/** A document larger than this is refused: 8 MiB, five times what etcd takes of one object, with room for a List. */
export const largestDocument = 8 * 1024 * 1024;

/** Deeper nesting than this in a flow collection is refused before it is parsed. */
const deepestFlow = 200;

/** Cuts a text at the lines that begin with `---`: the only place where a document can begin, quoted text included. */
function split(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 0;
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = 1;
  const push = (end: number): void => {
    const chunk = text.slice(start, end);
    if (!isBlank(chunk)) {
      chunks.push({ text: chunk, line });
    }
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', at + 1)) {
      line++;
    }
    start = end;
  };
  for (const match of text.matchAll(marker)) {
    if (match.index > start) {
      push(match.index);
    }
  }
  push(text.length);
  return chunks;
}

/** Whether a text holds nothing but blanks and comments, so that the document before the first `---` is none. */
function isBlank(text: string): boolean {
  const line = /[^\n]*(?:\n|$)/y;
  while (line.lastIndex < text.length) {
    const [content = ''] = line.exec(text) ?? [];
    if (!/^\s*(?:#|$)/.test(content)) {
      return false;
    }
  }
  return true;
}

/** Finds places in the documents of a text, without those that hold nothing. */
export function locatorsOf(text: string): readonly ((path: Path) => Position | undefined)[] {
  const locators = new Locators();
  return split(text).map((chunk) => locators.of(chunk));
}

/**
 * Reads the manifests of a YAML or JSON text. Whatever the text, the answer is manifests and problems, never an exception.
 *
 * @param text one or more YAML documents
 * @param file its name, for the findings
 */
export function readYaml(text: string, file?: string): YamlContent {
  const named = file === undefined ? {} : { file };
  if (text.length > largestText) {
    const message = `the file holds ${text.length} characters; more than ${largestText} are not read`;
    return { sources: [], problems: [{ rule: 'yaml/limit', message, fix: 'split the file', ...named }] };
  }
  const sources: ManifestSource[] = [];
  const problems: SourceProblem[] = [];
  const locators = new Locators();
  const lines = new PlainLines();
  for (const chunk of split(text.replace(/^\uFEFF/, ''))) {
    const read = readDocument(chunk, lines);
    problems.push(...read.problems.map((problem) => ({ ...problem, ...named })));
    if (read.value !== undefined && read.value !== null) {
      sources.push({ manifest: read.value, locate: locators.of(chunk, read.isPlain), ...named });
    }
  }
  return { sources, problems };
}

function readDocument(chunk: Chunk, lines: PlainLines): ReadDocument & { readonly isPlain: boolean } {
  const isTooLarge = chunk.text.length > largestDocument;
  const plainValue = isTooLarge ? undefined : readPlainYaml(chunk.text, lines);
  if (plainValue !== undefined) {
    return { value: plainValue.value, isPlain: true, problems: [] };
  }
  if (isTooLarge || nestsTooDeep(chunk.text)) {
    const message = `the document is larger than ${largestDocument} characters or nested deeper than ${deepestFlow} levels`;
    const fix = 'split it; no cluster takes an object of that size';
    const position = { line: chunk.line + 1, column: 1 };
    return { isPlain: false, problems: [{ rule: 'yaml/limit', message, fix, position }] };
  }
  return { ...fullYaml().readFullYaml(chunk), isPlain: false };
}

/** The full parser takes as long to load as a small run takes altogether, and plain manifests never need it. */
function fullYaml(): typeof FullYaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import statement would load it at once
  return require('./full-yaml') as typeof FullYaml;
}

/** Counts open brackets, which the parser would recurse into; brackets in text only make the answer stricter. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) {
      if (++depth > deepestFlow) {
        return true;
      }
    } else if ((code === 93 || code === 125) && depth > 0) {
      depth--;
    } else if (code === 10 && depth > 0 && text.charCodeAt(index + 1) > 32) {
      depth = 0; // a line that begins at the margin ends any text with unbalanced brackets
    }
  }
  return false;
}

/** Finds places in documents: from the lines of plain ones, of which the last alone is kept in lines. */
class Locators {
  private lastChunk: Chunk | undefined;
  private places: PlainPlaces | undefined;

  /** @param plain whether the document is known to be plain. @default it is read to see, when the first finding asks */
  public of(chunk: Chunk, plain?: boolean): (path: Path) => Position | undefined {
    let isPlain = plain;
    let find: ((path: Path) => Position | undefined) | undefined;
    return (path) => {
      isPlain ??= readPlainYaml(chunk.text) !== undefined;
      const at = isPlain ? this.placesIn(chunk).find(path) : (find ??= fullYaml().fullLocator(chunk.text))(path);
      return at === undefined ? undefined : { line: chunk.line + at.line, column: at.column };
    };
  }

  private placesIn(chunk: Chunk): PlainPlaces {
    if (this.places === undefined || this.lastChunk !== chunk) {
      this.lastChunk = chunk;
      this.places = new PlainPlaces(chunk.text);
    }
    return this.places;
  }
}
