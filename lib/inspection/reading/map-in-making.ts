import { Unreadable } from './cursor';
import { keyOfNumber } from './resolve';
import type { Token } from './token';

/** The data of a map. */
export type Data = Record<string, unknown>;

/** More keys than this in one map are refused: an object of that many is far larger than any that a cluster takes. */
const mostKeys = 500_000;

/** The key of an entry. */
export interface Key {
  readonly name: string;
  readonly merges: boolean;
  readonly start: number;
}

/** The key that a value is. */
export function keyOf(value: unknown, scalar: Token, at: Token): Key {
  const { start } = at;
  if (typeof value === 'string') {
    return { name: value, merges: value === '<<' && scalar.style === 'plain' && scalar === at, start };
  }
  if (typeof value === 'boolean') {
    return { name: String(value), merges: false, start };
  }
  const name = typeof value === 'number' ? keyOfNumber(value, scalar.text) : undefined;
  if (name === undefined) {
    throw noKey(at);
  }
  return { name, merges: false, start };
}

/** Why a value is no key. */
export function noKey(at: Token): Unreadable {
  return new Unreadable(
    'the key is null, a number beyond 64 bits, or a list or map; a key of an object is text',
    'put the key in quotes',
    at.start,
  );
}

/** Why a number is none that data may hold. */
export function noNumber(at: Token): Unreadable {
  return new Unreadable(
    'the value is not a number, or infinite, which JSON cannot hold',
    'put it in quotes, or give a number',
    at.start,
  );
}

/** A map whose entries are read. */
export class MapInMaking {
  /** The entries so far. */
  public readonly data: Data = {};
  private count = 0;
  /** The keys that stand in the map itself, where others were merged into it. */
  private own: Set<string> | undefined;

  /** Whether a key stands in the map itself. */
  public has(name: string): boolean {
    return this.own === undefined ? Object.hasOwn(this.data, name) : this.own.has(name);
  }

  /** Sets the value of a key; the last one counts. */
  public set(name: string, value: unknown, start: number): void {
    if (++this.count > mostKeys) {
      const message = `the map holds more than ${mostKeys} keys, which is not read`;
      throw new Unreadable(message, 'split the object', start, 'yaml/limit');
    }
    this.own?.add(name);
    assign(this.data, name, value);
  }

  /** Takes over the entries of a map, or of each map of a list, where the first counts most. */
  public merge(value: unknown, at: Token): void {
    this.own ??= new Set(Object.keys(this.data));
    const maps: readonly unknown[] = Array.isArray(value) ? [...(value as unknown[])].reverse() : [value];
    if (Array.isArray(value) && at.kind === 'alias') {
      throw noMap(at);
    }
    for (const map of maps) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) {
        throw noMap(at);
      }
      for (const [name, each] of Object.entries(map)) {
        assign(this.data, name, each);
      }
    }
  }
}

function noMap(at: Token): Unreadable {
  return new Unreadable('<< takes over the keys of a map, or of a list of maps', 'give an alias of a map', at.start);
}

function assign(data: Data, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(data, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    data[name] = value;
  }
}

/** Whether a number in data is one that JSON cannot hold. */
export function holdsInfinite(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some(holdsInfinite);
  }
  return typeof value === 'number' && !Number.isFinite(value);
}

/** A copy of data, so that nothing that is given out is shared. */
export function structuredCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(structuredCopy);
  }
  const copy: Data = {};
  for (const [name, each] of Object.entries(value)) {
    assign(copy, name, structuredCopy(each));
  }
  return copy;
}
