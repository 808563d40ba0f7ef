import { isPlainObject } from '../core/shape';
import { escaped, isMisread } from './yaml-scalar';

/** Longer than any key that stands on the line of its value, as the key is that it stands for. */
const LONG = 1025;

/**
 * Has a document written with a plain word in the place of each string that would be misread, and puts the strings,
 * between quotes and with escapes, into the text.
 */
export function withStandIns(document: unknown, write: (document: unknown) => string): string {
  const standIns = new StandIns();
  const text = write(standIns.copy(document));
  return standIns.words.size === 0 ? text : text.replace(/QdrydockX+\d+Q/g, (word) => standIns.words.get(word) ?? word);
}

class StandIns {
  readonly words = new Map<string, string>();
  private readonly copies = new Map<object, unknown>();

  /** The value itself where nothing in it has to be replaced; one that appears twice has one copy. */
  copy(value: unknown): unknown {
    if (typeof value === 'string') return this.word(value);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.copies.get(value);
    if (known !== undefined) return known;
    this.copies.set(value, value); // an object within itself: it is for the writer to complain
    const copy = Array.isArray(value) && !('toJSON' in value) ? this.list(value) : this.map(value);
    this.copies.set(value, copy);
    return copy;
  }

  private list(list: readonly unknown[]): readonly unknown[] {
    const copy = list.map((each) => this.copy(each));
    return copy.some((each, index) => each !== list[index]) ? copy : list;
  }

  private map(map: object): object {
    if (!isPlainObject(map) || 'toJSON' in map) return map;
    const entries = Object.entries(map);
    const copies = entries.map(([key, each]) => [this.word(key), this.copy(each)] as const);
    const changed = copies.some(([key, each], index) => key !== entries[index]?.[0] || each !== entries[index]?.[1]);
    return changed ? Object.fromEntries(copies) : map;
  }

  private word(text: string): string {
    if (!isMisread(text)) return text;
    const quoted = escaped(text);
    const number = `${this.words.size}Q`;
    const word = `Qdrydock${'X'.repeat(quoted.length < LONG ? 1 : LONG)}${number}`;
    this.words.set(word, quoted);
    return word;
  }
}
