import { Unreadable } from './cursor';
import { structuredCopy } from './map-in-making';
import type { Token } from './token';

/** A node, with what is needed where an alias stands for it. */
interface Anchored {
  value: unknown;
  /** How many nodes it is made of, those that aliases stand for among them; undefined while it is read. */
  size: number | undefined;
}

/** The nodes of a document that have names, and how many nodes there are with those that aliases stand for. */
export class Anchors {
  private readonly anchors = new Map<string, Anchored>();
  private decoded = 0;
  private aliased = 0;

  /** Counts a node at a place. */
  public count(offset: number): void {
    if (++this.decoded > 1000 && this.aliased > 100) {
      this.refuseMany(offset);
    }
  }

  /** Notes that the node of an anchor begins, and gives what to tell its value to. */
  public begin(name: string): (value: unknown) => void {
    const anchored: Anchored = { value: undefined, size: undefined };
    const before = this.decoded;
    this.anchors.set(name, anchored);
    return (value) => {
      anchored.value = value;
      anchored.size = this.decoded - before + 1;
    };
  }

  /** What an alias stands for: a copy, since nothing that is given out is shared. */
  public resolve({ text, start }: Token): unknown {
    const anchored = this.anchors.get(text);
    if (anchored === undefined) {
      const message = `unresolved alias: no anchor &${text} stands before *${text}`;
      throw new Unreadable(message, 'put the value in quotes, or set the anchor before', start);
    }
    if (anchored.size === undefined) {
      throw new Unreadable(`the anchor &${text} contains itself`, 'write out what the alias stands for', start);
    }
    this.decoded += anchored.size;
    this.aliased += anchored.size;
    this.refuseMany(start);
    return structuredCopy(anchored.value);
  }

  /** The measure of go-yaml, which grows stricter with the size. */
  private refuseMany(offset: number): void {
    const { decoded, aliased } = this;
    const share = 0.99 - 0.89 * Math.min(1, Math.max(0, (decoded - 400_000) / 3_600_000));
    if (aliased > 100 && decoded > 1000 && aliased / decoded > share) {
      const message = 'the document holds more aliases than kubectl reads';
      throw new Unreadable(message, 'write out what its aliases stand for', offset, 'yaml/limit');
    }
  }
}
