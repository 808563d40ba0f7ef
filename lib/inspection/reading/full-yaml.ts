import {
  LineCounter,
  parseDocument,
  isMap,
  isPair,
  isScalar,
  isSeq,
  isNode,
  type Document,
  type ParseOptions,
  type Tags,
} from 'yaml';
import type { Position, SourceProblem } from './manifest-source';
import type { Path } from '../formats/path';
import type { Chunk, ReadDocument } from './yaml-document';

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
  uniqueKeys: false, // it compares each key with each other one; `repeatedKeys` looks each up
};

function keeps(tag: string): boolean {
  return !['timestamp', 'set', 'omap', 'pairs'].some((name) => tag === `tag:yaml.org,2002:${name}`);
}

/** Reads a document of any kind of YAML. */
export function readFullYaml(chunk: Chunk): ReadDocument {
  const start = { line: chunk.line + 1, column: 1 };
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
  const flow = document.errors.find(({ code, message }) => code === 'BAD_INDENT' && message.startsWith('Flow'));
  if (flow !== undefined) {
    const message = 'the list or map in brackets goes on on a line that is not indented, or is never closed';
    const fix = 'indent the lines that follow, or write one item a line, each behind a dash';
    return [{ rule: 'yaml/syntax', message, fix, position: positionOf(flow.pos[0]) }];
  }
  const wrong = document.errors.find(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') ?? document.errors[0];
  if (wrong !== undefined) {
    const message = messages[wrong.code] ?? plain(wrong.message);
    // a line that is indented too deep reads as a part of the value above it, where the parser puts the error
    const position = positionOf(wrong.code === 'MULTILINE_IMPLICIT_KEY' ? wrong.pos[1] - 1 : wrong.pos[0]);
    return [{ rule: 'yaml/syntax', message, fix: hint(wrong.code), position }];
  }
  return repeatedKeys(document.contents, 10).map((offset) => ({
    rule: 'yaml/duplicate-key',
    message: 'the key stands twice in the same map; the cluster refuses it',
    fix: 'remove one of the two',
    position: positionOf(offset),
  }));
}

/** Where keys stand that stood before in the same map, the first `most` of them. */
function repeatedKeys(root: unknown, most: number): readonly number[] {
  const offsets: number[] = [];
  const nodes: unknown[] = [root];
  for (let node = nodes.pop(); node !== undefined && offsets.length < most; node = nodes.pop()) {
    if (isSeq(node)) {
      [...node.items].reverse().forEach((item) => nodes.push(item));
    } else if (isMap(node)) {
      const seen = new Set<string>();
      const inner: unknown[] = [];
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && name !== '<<' && seen.has(name)) {
          offsets.push((isNode(key) ? key.range?.[0] : undefined) ?? 0);
        }
        if (name !== undefined) {
          seen.add(name);
        }
        inner.push(value);
      }
      inner.reverse().forEach((value) => nodes.push(value));
    }
  }
  return offsets.slice(0, most).sort((a, b) => a - b);
}

const messages: Readonly<Record<string, string>> = {
  MULTILINE_IMPLICIT_KEY: 'the line is indented deeper than its siblings',
  BAD_INDENT: 'the line is indented neither like its siblings nor like its parents',
  TAB_AS_INDENT: 'a tab cannot indent',
  BLOCK_AS_IMPLICIT_KEY: "a value cannot hold ': ' without quotes",
};

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

/** Finds places in a document of any kind of YAML. */
export function fullLocator(text: string): (path: Path) => Position | undefined {
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
