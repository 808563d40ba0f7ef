import { diffArrays } from 'diff';

/** Two places that belong together, or one that the other side lacks. */
export interface Alignment {
  /** Index on the left. @default - only on the right */
  readonly left?: number;
  /** Index on the right. @default - only on the left */
  readonly right?: number;
}

/** Where more elements than this are without an equal, what lies between equal ends is one gap: to find more takes too long. */
const mostDifferences = 2_000;

/** So many elements in a row that are equal, that only the left has, or that only the right has. */
interface Run {
  readonly count: number;
  readonly removed: boolean;
  readonly added: boolean;
}

/**
 * Lays two sequences side by side, so that as many elements as possible stand beside their equals. Where that can be done
 * without moving any, none is moved.
 *
 * @returns every element of either, in order; where none has an equal, those on the left come first
 */
export function align(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const runs = runsOf(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const result: Alignment[] = [];
  let [i, j] = [0, 0];
  for (const { count, removed, added } of [...equal(start), ...runs, ...equal(end)]) {
    for (let each = 0; each < count; each++) {
      result.push({ ...(added ? {} : { left: i++ }), ...(removed ? {} : { right: j++ }) });
    }
  }
  return result;
}

function runsOf(left: string[], right: string[]): readonly Run[] {
  const moved = diffArrays(left, right, { maxEditLength: mostDifferences }) ?? unequal(left.length, right.length);
  const inPlace = left.length === right.length ? runsInPlace(left, right) : undefined;
  return inPlace !== undefined && equalsIn(inPlace) >= equalsIn(moved) ? inPlace : moved;
}

function runsInPlace(left: readonly string[], right: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0, to = 0; from < left.length; from = to) {
    const same = left[from] === right[from];
    while (to < left.length && (left[to] === right[to]) === same) to++;
    runs.push(...(same ? equal(to - from) : unequal(to - from, to - from)));
  }
  return runs;
}

function equal(count: number): readonly Run[] {
  return [{ count, removed: false, added: false }];
}

function unequal(left: number, right: number): readonly Run[] {
  return [
    { count: left, removed: true, added: false },
    { count: right, removed: false, added: true },
  ];
}

function equalsIn(runs: readonly Run[]): number {
  return runs.reduce((sum, { count, removed, added }) => sum + (removed || added ? 0 : count), 0);
}
