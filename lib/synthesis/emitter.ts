import { Yaml } from '../core/cdk8s';
import { indentOf, keyText, scalarText } from './yaml-scalar';

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
  return documents.map(emitDocument).join('---\n');
}

/** The YAML of one document, with a newline at its end. */
export function emitDocument(document: unknown): string {
  if (isPlainObject(document)) {
    const writer = new DocumentWriter();
    // Each text ends with a newline. To look at it has V8 make one string of the many pieces, which halves the time of a
    // large synthesis: as pieces, they would be moved about by the garbage collector until they are written.
    if (writer.write(document) && writer.text.endsWith('\n')) {
      return writer.text;
    }
  }
  return Yaml.stringify(document);
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
    this.met.add(document);
    return this.map(document, 0, '', '{}\n');
  }

  /**
   * @param depth the depth at which the keys stand.
   * @param lead what stands before the first key.
   * @param empty what a map without keys is.
   */
  private map(map: Record<string, unknown>, depth: number, lead: string, empty: string): boolean {
    // No iterators here and below: most apps are done before they would be optimised.
    const keys = Object.keys(map);
    const indent = indentOf(depth);
    let start = lead;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const text = depth === 0 ? keyText(key, true) : knownKey(key);
      if (text === undefined || !this.value(map[key], depth + 1, `${start}${text}:`, true)) {
        return false;
      }
      start = indent;
    }
    if (keys.length === 0) {
      this.text += empty;
    }
    return true;
  }

  private list(list: readonly unknown[], depth: number, lead: string): boolean {
    const dash = `${indentOf(depth)}-`;
    for (let index = 0; index < list.length; index += 1) {
      if (!this.value(list[index], depth + 1, index === 0 ? `${lead}-` : dash, false)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param depth the depth at which the lines of a collection or block scalar stand.
   * @param lead what stands before the value.
   * @param below whether a collection begins below what stands before it: it does after a key, not after a dash.
   */
  private value(value: unknown, depth: number, lead: string, below: boolean): boolean {
    switch (typeof value) {
      case 'string': {
        const text = scalarText(value, depth);
        this.text += `${lead} ${text}\n`;
        return text !== undefined;
      }
      case 'number':
        this.text += `${lead} ${value}\n`;
        return Number.isFinite(value) && !Object.is(value, -0);
      case 'boolean':
        this.text += value ? `${lead} true\n` : `${lead} false\n`;
        return true;
      case 'undefined':
        this.text += `${lead} null\n`;
        return true;
      case 'object':
        if (value === null) {
          this.text += `${lead} null\n`;
          return true;
        }
        return this.collection(value, depth, lead, below);
      default:
        return false;
    }
  }

  private collection(value: object, depth: number, lead: string, below: boolean): boolean {
    const before = this.met.size;
    if (this.met.add(value).size === before) {
      return false;
    }
    if (Array.isArray(value)) {
      if ('toJSON' in value) {
        return false;
      }
      if (value.length === 0) {
        this.text += `${lead} []\n`;
        return true;
      }
      return this.list(value, depth, below ? `${lead}\n${indentOf(depth)}` : `${lead} `);
    }
    return (
      isPlainObject(value) && this.map(value, depth, below ? `${lead}\n${indentOf(depth)}` : `${lead} `, `${lead} {}\n`)
    );
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
  if (typeof value !== 'object' || value === null || 'toJSON' in value || Symbol.iterator in value) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
