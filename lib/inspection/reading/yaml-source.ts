import { Composer } from './composer';
import { Unreadable } from './cursor';
import { looksLikeJson, readJsonStream } from './json-text';
import type { ManifestSource, Position, SourceProblem } from './manifest-source';
import type { Place, Places } from './places';
import { Lines, splitDocuments, type Chunk } from './split';
import type { Path } from '../formats/path';

/** What a text of YAML holds. */
export interface YamlContent {
  readonly sources: readonly ManifestSource[];
  readonly problems: readonly SourceProblem[];
}

/** A text larger than this is refused: 64 MiB, some hundred thousand objects. */
export const largestText = 64 * 1024 * 1024;

/** A document larger than this is refused: 8 MiB, five times what etcd takes of one object, with room for a List. */
export const largestDocument = 8 * 1024 * 1024;

/** More documents than this are refused: more objects than a cluster is built for. */
const mostDocuments = 500_000;

/** What a document holds, and what is wrong with it. */
interface ReadDocument {
  readonly value?: unknown;
  readonly problems: readonly SourceProblem[];
}

/** A document, and its data where reading it is not needed any more. */
interface Document {
  readonly chunk: Chunk;
  readonly read?: ReadDocument;
}

/** Finds places in the documents of a text, without those that hold nothing. */
export function locatorsOf(text: string): readonly ((path: Path) => Position | undefined)[] {
  return readYaml(text).sources.map(
    ({ locate }) =>
      (path) =>
        locate?.(path),
  );
}

/**
 * Reads the manifests of a YAML or JSON text with the data that kubectl reads in it: YAML 1.1 as go-yaml has it, and JSON
 * where the text begins with `{`. Whatever the text, the answer is manifests and problems, never an exception.
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
  let count = 0;
  for (const { chunk, read = readDocument(chunk) } of documentsOf(text.startsWith('\ufeff') ? text.slice(1) : text)) {
    if (++count > mostDocuments) {
      const message = `the file holds more than ${mostDocuments} documents, which are not read`;
      problems.push({
        rule: 'yaml/limit',
        message,
        fix: 'split the file',
        position: chunk.lines.at(chunk.offset),
        ...named,
      });
      break;
    }
    read.problems.forEach((problem) => problems.push({ ...problem, ...named }));
    if (read.value !== undefined && read.value !== null) {
      sources.push({ manifest: read.value, ...locators.of(chunk), ...named });
    }
  }
  return { sources, problems };
}

function* documentsOf(text: string): Generator<Document> {
  const lines = new Lines(text);
  if (!looksLikeJson(text)) {
    for (const chunk of splitDocuments(text, lines)) {
      yield { chunk };
    }
    return;
  }
  const { values, problem } = readJsonStream(text);
  for (const { value, start, end } of values) {
    const chunk = { text: text.slice(start, end), offset: start, json: true, lines };
    yield { chunk, read: tooLarge(chunk) ?? { value, problems: [] } };
  }
  if (problem !== undefined) {
    yield* afterJson(text, lines, values.at(-1)?.end ?? 0, values.length, problem);
  }
}

/**
 * What follows where a text that begins with `{` is no JSON any more. From version 1.33 on, kubectl reads it as YAML where
 * there was one value at most; an older one refuses it. So a text that means to be JSON is held to be that.
 */
function* afterJson(
  text: string,
  lines: Lines,
  from: number,
  count: number,
  { message, offset }: { readonly message: string; readonly offset: number },
): Generator<Document> {
  const gap = /[^\S\n]*/y;
  gap.lastIndex = from;
  const behind = from + (gap.exec(text)?.[0].length ?? 0);
  const isShort = behind + 4 > text.length; // of what is that short, kubectl makes nothing
  const start = text.charAt(behind) === '\n' ? behind + 1 : behind;
  const chunk: Chunk = { text: text.slice(start), offset: start, json: true, lines };
  const fix = 'correct the JSON, such as a comma before a closing bracket, or text that is not in double quotes';
  const refusal = { rule: 'yaml/syntax', message, fix, position: lines.at(offset) } as const;
  if (count > 1 || isShort || (count === 0 && /^\s*\{\s*["}]/.test(text))) {
    yield { chunk, read: { problems: [refusal] } };
    return;
  }
  let isFirst = true;
  for (const document of splitDocuments(text, lines, start)) {
    const read = readDocument(document);
    const isRefused = isFirst && read.value === undefined && read.problems.length > 0;
    yield { chunk: document, read: isRefused && count === 1 ? { problems: [refusal] } : read };
    isFirst = false;
  }
}

function tooLarge({ text, offset, lines }: Chunk): ReadDocument | undefined {
  if (text.length <= largestDocument) {
    return undefined;
  }
  const message = `the document holds ${text.length} characters; more than ${largestDocument} are not read`;
  const fix = 'split it; no cluster takes an object of that size';
  return { problems: [{ rule: 'yaml/limit', message, fix, position: lines.at(offset) }] };
}

/** Where none of these stands, none of those that go-yaml refuses does; for most texts it is the one that is asked for. */
const unusual = /[^\n -~]/;

/** The characters that go-yaml refuses, wherever they stand. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const unprintable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function readDocument(chunk: Chunk): ReadDocument {
  const { text, offset, lines, glued } = chunk;
  const problems: SourceProblem[] = [];
  if (glued !== undefined) {
    const message = `'---' stands on a line of its own; behind it stands ${JSON.stringify(shorten(glued.text.trimEnd()))}`;
    const fix = "begin a new line behind '---'; in a template of Helm, write {{- without the dash before it";
    problems.push({ rule: 'yaml/syntax', message, fix, position: lines.at(glued.offset) });
  }
  const large = tooLarge(chunk);
  if (large !== undefined) {
    return large;
  }
  try {
    const bad = unusual.test(text) ? text.search(unprintable) : -1;
    if (bad >= 0) {
      const code = text.charCodeAt(bad).toString(16).padStart(4, '0').toUpperCase();
      const fix = `write the value in double quotes, with the escape \\u${code.toLowerCase()} for it, or remove it`;
      throw new Unreadable(`the control character U+${code} cannot stand in YAML`, fix, bad);
    }
    const composer = new Composer(text);
    const value = composer.document();
    for (const at of composer.repeated.slice(0, 10)) {
      problems.push({
        rule: 'yaml/duplicate-key',
        message: 'the key stands twice in the same map; kubectl takes the last',
        fix: 'remove one of the two',
        position: lines.at(offset + at),
      });
    }
    return { value, problems };
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    if (glued === undefined) {
      const { rule, message, fix } = error;
      problems.push({ rule, message, fix, position: lines.at(offset + Math.min(error.offset, text.length)) });
    }
    return { problems };
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** What is found when a document is read once more, for its places. */
interface Found {
  readonly value: unknown;
  readonly places: Places;
  readonly start: number;
}

/** Finds places in documents, of which the last alone is kept with its places: they are asked for document by document. */
class Locators {
  private last: Chunk | undefined;
  private found: Found | undefined;

  public of(chunk: Chunk): Pick<ManifestSource, 'locate' | 'written'> {
    return {
      locate: (path) => {
        const { start } = this.placeOf(chunk, path);
        return chunk.lines.at(chunk.offset + start);
      },
      written: (path) => {
        const { from, to, isWhole } = this.placeOf(chunk, path);
        return isWhole && from !== undefined ? chunk.text.slice(from, to) : undefined;
      },
    };
  }

  /** Where the key or list item at a path begins; where the path leads nowhere, its nearest parent. */
  private placeOf(chunk: Chunk, path: Path): Place & { readonly isWhole: boolean } {
    const { value, places, start } = this.readAgain(chunk);
    let place: Place = { start };
    let node = value;
    for (const step of path) {
      const next = typeof node === 'object' && node !== null ? places.get(node)?.get(step) : undefined;
      if (next === undefined) {
        return { start: place.start, isWhole: false };
      }
      place = next;
      node = (node as Record<string | number, unknown>)[step];
    }
    return { ...place, isWhole: true };
  }

  private readAgain(chunk: Chunk): Found {
    if (this.found === undefined || this.last !== chunk) {
      this.last = chunk;
      this.found = readPlaces(chunk);
    }
    return this.found;
  }
}

function readPlaces({ text, json }: Chunk): Found {
  const places: Places = new Map();
  const composer = new Composer(text, places, json);
  try {
    const value = composer.document();
    return { value, places, start: composer.start };
  } catch {
    return { value: undefined, places, start: 0 }; // JSON that YAML does not read alike
  }
}
