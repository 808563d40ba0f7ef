/** What a step takes: one character that passes the test. */
type Test = (sign: string) => boolean;

/** A state: what it takes to which states, or where it leads without taking anything. */
interface State {
  readonly test?: Test;
  readonly next: number[];
}

const inName: Test = (sign) => sign !== '/';
const anything: Test = () => true;

/**
 * A pattern of paths: `*` and `?` stay within a name, `**` crosses folders, `[ab]` is one of some characters and `{a,b}` one
 * of some words.
 *
 * All ways to match are followed side by side, so that no pattern takes more than the product of its length and that of the
 * path: expressions that try one way after the other take exponential time with a few `*`.
 */
export class Glob {
  private readonly states: State[] = [];
  private readonly start: number;
  private readonly end: number;

  /** @throws an error for a range of characters that is out of order */
  public constructor(private readonly pattern: string) {
    this.start = this.state();
    this.end = this.sequence([...pattern], this.start);
  }

  /** Whether a path matches as a whole. */
  public matches(path: string): boolean {
    let active = this.reach([this.start]);
    for (const sign of path) {
      const taken: number[] = [];
      for (const index of active) {
        const state = this.states[index];
        if (state?.test?.(sign) === true) {
          taken.push(...state.next);
        }
      }
      active = this.reach(taken);
      if (active.size === 0) {
        return false;
      }
    }
    return active.has(this.end);
  }

  /** The states that are reached without taking a character. */
  private reach(from: readonly number[]): ReadonlySet<number> {
    const reached = new Set(from);
    for (const index of reached) {
      const state = this.states[index];
      if (state !== undefined && state.test === undefined) {
        state.next.forEach((next) => reached.add(next));
      }
    }
    return reached;
  }

  private state(test?: Test): number {
    this.states.push(test === undefined ? { next: [] } : { test, next: [] });
    return this.states.length - 1;
  }

  private link(from: number, to: number): number {
    this.states[from]?.next.push(to);
    return to;
  }

  /** One character. @returns the state behind it */
  private one(test: Test, from: number): number {
    const taking = this.link(from, this.state(test));
    return this.link(taking, this.state());
  }

  /** Any number of characters. @returns the state behind them */
  private many(test: Test, from: number): number {
    const loop = this.link(from, this.state());
    const taking = this.link(loop, this.state(test));
    this.link(taking, loop);
    return this.link(loop, this.state());
  }

  /** Folders, each with its slash: what a leading or inner double star and its slash stand for. */
  private folders(from: number): number {
    const loop = this.link(from, this.state());
    const name = this.many(inName, this.one(inName, loop));
    this.link(
      this.one((sign) => sign === '/', name),
      loop,
    );
    return this.link(loop, this.state());
  }

  private sequence(signs: readonly string[], from: number): number {
    let at = from;
    for (let index = 0; index < signs.length; index++) {
      const sign = signs[index] ?? '';
      if (sign === '*') {
        let stars = 1;
        for (; signs[index + 1] === '*'; index++) stars++;
        if (stars > 1 && signs[index + 1] === '/') {
          index++;
          at = this.folders(at);
        } else {
          at = this.many(stars > 1 ? anything : inName, at);
        }
        continue;
      }
      const close = sign === '[' ? signs.indexOf(']', index + 2) : sign === '{' ? closing(signs, index) : -1;
      if (sign === '[' && close >= 0) {
        at = this.one(this.oneOf(signs.slice(index + 1, close)), at);
        index = close;
      } else if (sign === '{' && close >= 0) {
        const behind = this.state();
        for (const word of alternatives(signs.slice(index + 1, close))) {
          this.link(this.sequence(word, this.link(at, this.state())), behind);
        }
        at = behind;
        index = close;
      } else {
        at = this.one(sign === '?' ? inName : (other) => other === sign, at);
      }
    }
    return at;
  }

  /** The characters between brackets; behind `!` or `^` those that do not stand there. */
  private oneOf(signs: readonly string[]): Test {
    const negated = signs[0] === '!' || signs[0] === '^';
    const listed = negated ? signs.slice(1) : signs;
    const ranges: (readonly [number, number])[] = [];
    for (let index = 0; index < listed.length; index++) {
      const first = listed[index] ?? '';
      const isRange = listed[index + 1] === '-' && index + 2 < listed.length;
      const last = isRange ? (listed[index + 2] ?? '') : first;
      if (isRange) {
        index += 2;
      }
      if (codeOf(first) > codeOf(last)) {
        throw new Error(
          `the pattern ${JSON.stringify(this.pattern)} has the range ${first}-${last}, which is out of order; write ${last}-${first}`,
        );
      }
      ranges.push([codeOf(first), codeOf(last)]);
    }
    return (sign) =>
      sign !== '/' && ranges.some(([first, last]) => codeOf(sign) >= first && codeOf(sign) <= last) !== negated;
  }
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}

/** Where the brace closes that opens at a place; -1 where it does not. */
function closing(signs: readonly string[], from: number): number {
  let depth = 0;
  for (let index = from; index < signs.length; index++) {
    depth += signs[index] === '{' ? 1 : signs[index] === '}' ? -1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  return -1;
}

/** The words between braces, divided by the commas that are in no other braces. */
function alternatives(signs: readonly string[]): readonly (readonly string[])[] {
  const words: string[][] = [[]];
  let depth = 0;
  for (const sign of signs) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (sign === ',' && depth === 0) {
      words.push([]);
    } else {
      words.at(-1)?.push(sign);
    }
  }
  return words;
}
