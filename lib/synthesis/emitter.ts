import { Yaml } from '../core/cdk8s';
import { keyText, scalarText } from './yaml-scalar';

/**
 * Writes documents as YAML, with the very bytes of cdk8s's `Yaml.stringify`, several times as fast.
 *
 * A document that holds anything of which this emitter is not certain (escapes, an object that appears twice, a class)
 * is left to cdk8s.
 *
 * @param documents the documents; an undefined one becomes an empty line, as cdk8s has it.
 * @returns the YAML, documents divided by `---`.
 */
export function emit(documents: readonly unknown[]): string {
  let text = '';
  for (const [index, document] of documents.entries()) {
    text += (index === 0 ? '' : '---\n') + emitDocument(document);
  }
  return text;
}

/** The YAML of one document, with a newline at its end. */
export function emitDocument(document: unknown): string {
  if (isPlainObject(document)) {
    const writer = new DocumentWriter();
    if (writer.write(document)) {
      return writer.text;
    }
  }
  return Yaml.stringify(document);
}

const INDENTS: string[] = [''];

/** Blanks for a depth of nesting. */
function indentOf(depth: number): string {
  let indent = INDENTS[depth];
  if (indent === undefined) {
    indent = '  '.repeat(depth);
    INDENTS[depth] = indent;
  }
  return indent;
}

/** Keys repeat from object to object, so their presentation is remembered; a bound keeps the memory of it small. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 4096;

class DocumentWriter {
  text = '';

  /** The objects and lists met so far: `yaml` makes an alias of one that it meets again. */
  private readonly met = new Set<object>();

  /** @returns false if the document has to be left to cdk8s. */
  write(document: Record<string, unknown>): boolean {
    if (!this.enter(document)) {
      return false;
    }
    const keys = Object.keys(document);
    if (keys.length === 0) {
      this.text = '{}\n';
      return true;
    }
    return this.map(document, keys, 0);
  }

  private map(map: Record<string, unknown>, keys: readonly string[], depth: number): boolean {
    for (const [index, key] of keys.entries()) {
      const text = depth === 0 ? keyText(key, true) : knownKey(key);
      if (text === undefined) {
        return false;
      }
      this.text += index === 0 ? `${text}:` : `${indentOf(depth)}${text}:`;
      if (!this.value(map[key], depth + 1, '\n')) {
        return false;
      }
    }
    return true;
  }

  private list(list: readonly unknown[], depth: number): boolean {
    for (let index = 0; index < list.length; index += 1) {
      this.text += index === 0 ? '-' : `${indentOf(depth)}-`;
      if (!this.value(list[index], depth + 1, '')) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param depth the depth at which the lines of a collection or block scalar stand.
   * @param lead what divides a collection from what stands before it: it begins on the line of a dash, or below a key.
   */
  private value(value: unknown, depth: number, lead: '' | '\n'): boolean {
    switch (typeof value) {
      case 'string': {
        const text = scalarText(value, indentOf(depth));
        this.text += ` ${text}\n`;
        return text !== undefined;
      }
      case 'number':
        this.text += ` ${JSON.stringify(value)}\n`;
        return Number.isFinite(value) && !Object.is(value, -0);
      case 'boolean':
        this.text += value ? ' true\n' : ' false\n';
        return true;
      case 'undefined':
        this.text += ' null\n';
        return true;
      case 'object':
        if (value === null) {
          this.text += ' null\n';
          return true;
        }
        return this.collection(value, depth, lead);
      default:
        return false;
    }
  }

  private collection(value: object, depth: number, lead: '' | '\n'): boolean {
    if (!this.enter(value)) {
      return false;
    }
    if (Array.isArray(value)) {
      if (value.length === 0) {
        this.text += ' []\n';
        return true;
      }
      this.text += lead === '' ? ' ' : `\n${indentOf(depth)}`;
      return this.list(value, depth);
    }
    if (!isPlainObject(value)) {
      return false;
    }
    const keys = Object.keys(value);
    if (keys.length === 0) {
      this.text += ' {}\n';
      return true;
    }
    this.text += lead === '' ? ' ' : `\n${indentOf(depth)}`;
    return this.map(value, keys, depth);
  }

  private enter(value: object): boolean {
    if (this.met.has(value) || 'toJSON' in value) {
      return false;
    }
    this.met.add(value);
    return true;
  }
}

function knownKey(key: string): string | undefined {
  const known = KEYS.get(key);
  if (known !== undefined) {
    return known;
  }
  const text = keyText(key, false);
  if (text !== undefined) {
    if (KEYS.size === MOST_KEYS) {
      KEYS.clear();
    }
    KEYS.set(key, text);
  }
  return text;
}

/** Whether a value is an object that `yaml` writes as a map of its own keys. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Symbol.iterator in value) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
