import { Yaml } from '../core/cdk8s';
import type { UnrenderedObject } from '../core/manifest';
import { withStandIns } from './stand-ins';
import { indentOf, keyText, scalarText } from './yaml-scalar';

/**
 * Writes documents as YAML, with the very bytes of cdk8s's `Yaml.stringify`, several times as fast; but for the strings
 * that some reader of those bytes would take for something else.
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
  const text = isPlainObject(document) ? new DocumentWriter().document(document) : undefined;
  return text ?? withStandIns(document, (stood) => Yaml.stringify(stood));
}

/**
 * The YAML of an object that has not been rendered: what `emitDocument` makes of the sorted copy of it, without the copy.
 *
 * @returns undefined if it has to be rendered first, since it holds anything of which this emitter is not certain.
 */
export function emitUnrendered(object: UnrenderedObject): string | undefined {
  return new DocumentWriter(object.sortKeys).unrendered(object);
}

/** What stands before a value that has a key: on the line of a dash, and for each depth on a line of its own. */
interface KeyLead {
  readonly text: string;
  readonly afterDash: string;
  readonly ofDepth: string[];
}

/** Keys repeat from object to object, so their presentation is remembered; a bound keeps the memory of it small. */
const KEYS = new Map<string, KeyLead>();
const MOST_KEYS = 4096;

/** What stands before an element of a list on a line of its own, for each depth. */
const DASHES: string[] = [];

/** Keys that objects put before all others, in the order of their numbers. */
const INDEX = /^\d+$/;

/** A key that a copy loses, since to set it changes the prototype, and one that `yaml` looks for in every object. */
const LEFT_OUT = new Set(['__proto__', 'toJSON']);

class DocumentWriter {
  /** What has been written. To join pieces at the end costs less than half of adding each to a growing string. */
  private readonly pieces: string[] = [];

  /** The objects and lists met so far: `yaml` makes an alias of one that it meets again. What is copied has none twice. */
  private readonly met: Set<object> | undefined;

  /**
   * @param sortKeys for what is still to be rendered, whether keys are put in order; undefined for what is written as it
   * is.
   */
  constructor(private readonly sortKeys?: boolean) {
    this.met = sortKeys === undefined ? new Set() : undefined;
  }

  /** @returns undefined if the document has to be left to cdk8s. */
  document(document: Record<string, unknown>): string | undefined {
    this.met?.add(document);
    return this.topLevel(document) ? this.text() : undefined;
  }

  /** @returns undefined if the object has to be rendered first. */
  unrendered({ head, body }: UnrenderedObject): string | undefined {
    return this.topLevel(head) && this.isMap(body) && this.topLevel(body) ? this.text() : undefined;
  }

  private text(): string {
    this.pieces.push(this.pieces.length === 0 ? '{}\n' : '\n');
    return this.pieces.join('');
  }

  private topLevel(map: Record<string, unknown>): boolean {
    // No iterators here and below: most apps are done before they would be optimised.
    const keys = this.keysOf(map);
    for (let index = 0; keys !== undefined && index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const text = LEFT_OUT.has(key) ? undefined : keyText(key, true);
      if (text === undefined) {
        return false;
      }
      this.pieces.push(this.pieces.length === 0 ? `${text}:` : `\n${text}:`);
      if (!this.value(map[key], 1, true)) {
        return false;
      }
    }
    return keys !== undefined;
  }

  /**
   * @param depth the depth at which the keys stand.
   * @param below whether the first key stands on a line of its own: it does after a key, not after a dash.
   */
  private map(map: Record<string, unknown>, depth: number, below: boolean): boolean {
    const keys = this.keysOf(map);
    if (keys === undefined) {
      return false;
    }
    if (keys.length === 0) {
      this.pieces.push(' {}');
      return true;
    }
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const lead = KEYS.get(key) ?? keyLead(key);
      if (lead === undefined) {
        return false;
      }
      this.pieces.push(
        index === 0 && !below ? lead.afterDash : (lead.ofDepth[depth] ??= `\n${indentOf(depth)}${lead.text}`),
      );
      if (!this.value(map[key], depth + 1, true)) {
        return false;
      }
    }
    return true;
  }

  private list(list: readonly unknown[], depth: number, below: boolean): boolean {
    if (list.length === 0) {
      this.pieces.push(' []');
      return true;
    }
    const dash = (DASHES[depth] ??= `\n${indentOf(depth)}-`);
    for (let index = 0; index < list.length; index += 1) {
      this.pieces.push(index === 0 && !below ? ' -' : dash);
      if (!this.value(list[index], depth + 1, false)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param depth the depth at which the lines of a collection or block scalar stand.
   * @param below whether a collection begins below what stands before it: it does after a key, not after a dash.
   */
  private value(value: unknown, depth: number, below: boolean): boolean {
    switch (typeof value) {
      case 'string': {
        const text = scalarText(value, depth);
        if (text === undefined) {
          return false;
        }
        this.pieces.push(' ', text);
        return true;
      }
      case 'number':
        this.pieces.push(` ${value}`);
        return Number.isFinite(value) && !Object.is(value, -0);
      case 'boolean':
        this.pieces.push(value ? ' true' : ' false');
        return true;
      case 'undefined':
        this.pieces.push(' null');
        return true;
      case 'object':
        if (value === null) {
          this.pieces.push(' null');
          return true;
        }
        return this.collection(value, depth, below);
      default:
        return false;
    }
  }

  private collection(value: object, depth: number, below: boolean): boolean {
    if (this.met !== undefined) {
      const before = this.met.size;
      if (this.met.add(value).size === before) {
        return false;
      }
    }
    if (Array.isArray(value)) {
      return !('toJSON' in value) && this.list(value, depth, below);
    }
    return this.isMap(value) && this.map(value, depth, below);
  }

  /** Whether a value is written as a map of its own keys; what is still to be rendered is copied for its own keys alone. */
  private isMap(value: object): value is Record<string, unknown> {
    return this.sortKeys === undefined ? isPlainObject(value) : Object.getPrototypeOf(value) === Object.prototype;
  }

  /**
   * The keys to write: those of what is still to be rendered have a value, and are put in order.
   *
   * @returns undefined where the keys of a copy would stand in another order: those that are array indices come first.
   */
  private keysOf(map: Record<string, unknown>): string[] | undefined {
    const keys = Object.keys(map);
    if (this.sortKeys === undefined) {
      return keys;
    }
    if (INDEX.test(keys[0] ?? '')) {
      return undefined;
    }
    let count = 0;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const value = map[key];
      if (value !== undefined && value !== null) {
        let place = count;
        // Most objects have few keys, or have them in order.
        for (; this.sortKeys && place > 0 && (keys[place - 1] ?? '') > key; place -= 1) {
          keys[place] = keys[place - 1] ?? '';
        }
        keys[place] = key;
        count += 1;
      }
    }
    keys.length = count;
    return keys;
  }
}

/** Remembers what stands before the values of a key; undefined where its presentation has to be left to cdk8s. */
function keyLead(key: string): KeyLead | undefined {
  const text = LEFT_OUT.has(key) ? undefined : keyText(key, false);
  if (text === undefined) {
    return undefined;
  }
  if (KEYS.size === MOST_KEYS) {
    KEYS.clear();
  }
  const lead = { text: `${text}:`, afterDash: ` ${text}:`, ofDepth: [] };
  KEYS.set(key, lead);
  return lead;
}

/** Whether a value is an object that `yaml` writes as a map of its own keys. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || 'toJSON' in value || Symbol.iterator in value) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
