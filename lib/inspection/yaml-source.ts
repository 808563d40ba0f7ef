import {
  LineCounter,
  parseDocument,
  isMap,
  isPair,
  isSeq,
  isNode,
  type Document,
  type ParseOptions,
  type Tags,
} from 'yaml';
import type { ManifestSource, Position, SourceProblem } from './manifest-source';
import type { Path } from './path';
import { readPlainYaml, type Places } from './plain-yaml';

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

/**
 * Kubernetes reads YAML 1.1 as Go does: `yes`, `on` and `0755` are no strings, but times and sexagesimal numbers are.
 */
export const parseOptions: ParseOptions & Record<string, unknown> = {
  version: '1.1',
  merge: true,
  customTags: (tags: Tags) =>
    tags.filter((tag) => typeof tag === 'object' && !('format' in tag && tag.format === 'TIME') && keeps(tag.tag)),
  prettyErrors: false,
  stringKeys: true,
};

function keeps(tag: string): boolean {
  return !['timestamp', 'set', 'omap', 'pairs'].some((name) => tag === `tag:yaml.org,2002:${name}`);
}

interface Chunk {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
}

/** Cuts a text at the lines that begin with `---`: the only place where a document can begin, quoted text included. */
function split(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 0;
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = 1;
  const push = (end: number): void => {
    const chunk = text.slice(start, end);
    if (!/^(?:\s*(?:#.*)?(?:\n|$))*$/.test(chunk.length < 2000 ? chunk : '-')) {
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
  for (const chunk of split(text.replace(/^\uFEFF/, ''))) {
    const read = readDocument(chunk);
    problems.push(...read.problems.map((problem) => ({ ...problem, ...named })));
    if (read.value !== undefined && read.value !== null) {
      sources.push({ manifest: read.value, locate: locator(chunk), ...named });
    }
  }
  return { sources, problems };
}

interface ReadDocument {
  readonly value?: unknown;
  readonly problems: readonly SourceProblem[];
}

function readDocument(chunk: Chunk): ReadDocument {
  const start = { line: chunk.line + 1, column: 1 };
  if (chunk.text.length > largestDocument || nestsTooDeep(chunk.text)) {
    const message = `the document is larger than ${largestDocument} characters or nested deeper than ${deepestFlow} levels`;
    return {
      problems: [
        { rule: 'yaml/limit', message, fix: 'split it; no cluster takes an object of that size', position: start },
      ],
    };
  }
  const plainValue = readPlainYaml(chunk.text);
  if (plainValue !== undefined) {
    return { ...plainValue, problems: [] };
  }
  try {
    const counter = new LineCounter();
    const document = parseDocument(chunk.text, { ...parseOptions, lineCounter: counter });
    const problems = problemsOf(document, counter, chunk);
    const readable = problems.every((problem) => problem.rule === 'yaml/duplicate-key');
    return readable ? { value: document.toJS({ maxAliasCount: 100 }), problems } : { problems };
  } catch (error) {
    const message = plain(error instanceof Error ? error.message : String(error));
    if (message.startsWith('unresolved alias')) {
      return {
        problems: [
          { rule: 'yaml/syntax', message, fix: 'put the value in quotes, or set the anchor before', position: start },
        ],
      };
    }
    const fix = 'write out what its aliases stand for, and nest less deeply';
    return {
      problems: [{ rule: 'yaml/limit', message: `the document cannot be read: ${message}`, fix, position: start }],
    };
  }
}

/** Every key that stands twice, or the first thing that is no YAML: what follows from that is no news. */
function problemsOf(document: Document, counter: LineCounter, chunk: Chunk): SourceProblem[] {
  const positionOf = (offset: number): Position => {
    const at = counter.linePos(offset);
    return { line: chunk.line + Math.max(1, at.line), column: Math.max(1, at.col) };
  };
  const wrong =
    document.errors.find(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') ??
    document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (wrong !== undefined) {
    const message = messages[wrong.code] ?? plain(wrong.message);
    // a line that is indented too deep reads as a part of the value above it, where the parser puts the error
    const position = positionOf(wrong.code === 'MULTILINE_IMPLICIT_KEY' ? wrong.pos[1] - 1 : wrong.pos[0]);
    return [{ rule: 'yaml/syntax', message, fix: hint(wrong.code), position }];
  }
  return document.errors.slice(0, 10).map(({ pos }) => ({
    rule: 'yaml/duplicate-key',
    message: 'the key stands twice in the same map; the cluster refuses it',
    fix: 'remove one of the two',
    position: positionOf(pos[0]),
  }));
}

const messages: Readonly<Record<string, string>> = {
  MULTILINE_IMPLICIT_KEY: 'the line is indented deeper than its siblings',
  BAD_INDENT: 'the line is indented neither like its siblings nor like its parents',
  TAB_AS_INDENT: 'a tab cannot indent',
  BLOCK_AS_IMPLICIT_KEY: "a value cannot hold ': ' without quotes",
};

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

function plain(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}

function hint(code: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'BAD_INDENT':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'indent the line like its siblings';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'put the value in quotes';
    case 'MISSING_CHAR':
      return 'close the quote or bracket';
    default:
      return 'correct the YAML';
  }
}

/**
 * Finds places in a document. It is read with positions only when the first finding asks, and then once.
 */
function locator(chunk: Chunk): (path: Path) => Position | undefined {
  let find: ((path: Path) => Position | undefined) | undefined;
  return (path) => {
    find ??= plainLocator(chunk.text) ?? fullLocator(chunk.text);
    const at = find(path);
    return at === undefined ? undefined : { line: chunk.line + at.line, column: at.column };
  };
}

function plainLocator(text: string): ((path: Path) => Position | undefined) | undefined {
  const places: Places = new Map();
  const read = readPlainYaml(text, places);
  if (read === undefined) {
    return undefined;
  }
  return (path) => {
    let value = read.value;
    const [first] = typeof value === 'object' && value !== null ? (places.get(value)?.values() ?? []) : [];
    let position =
      Array.isArray(value) && first !== undefined ? { ...first, column: Math.max(1, first.column - 2) } : first;
    for (const step of path) {
      const found = typeof value === 'object' && value !== null ? places.get(value)?.get(step) : undefined;
      if (found === undefined) {
        break;
      }
      position = found;
      value = (value as Record<string | number, unknown>)[step];
    }
    return position;
  };
}

function fullLocator(text: string): (path: Path) => Position | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { ...parseOptions, lineCounter: counter });
  return (path) => {
    const offset = offsetOf(document, path);
    if (offset === undefined) {
      return undefined;
    }
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
}

/** Where the key or list item at a path begins; where the path leads nowhere, its nearest parent. */
function offsetOf(document: Document, path: Path): number | undefined {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
      if (pair === undefined) {
        return offset;
      }
      offset = isNode(pair.key) ? pair.key.range?.[0] : offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (isNode(node) ? node.range?.[0] : undefined) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
