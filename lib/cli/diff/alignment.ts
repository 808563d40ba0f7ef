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

/**
 * Lays two sequences side by side, so that as many elements as possible stand beside their equals.
 *
 * @returns every element of either, in order; where none has an equal, those on the left come first
 */
export function align(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const middle = [left.slice(start, left.length - end), right.slice(start, right.length - end)] as const;
  const gap = [
    { count: middle[0].length, removed: true, added: false },
    { count: middle[1].length, removed: false, added: true },
  ];
  const equal = (count: number): (typeof gap)[number] => ({ count, removed: false, added: false });
  const changes = diffArrays([...middle[0]], [...middle[1]], { maxEditLength: mostDifferences }) ?? gap;
  const result: Alignment[] = [];
  let [i, j] = [0, 0];
  for (const { count, removed, added } of [equal(start), ...changes, equal(end)]) {
    for (let each = 0; each < count; each++) {
      result.push({ ...(added ? {} : { left: i++ }), ...(removed ? {} : { right: j++ }) });
    }
  }
  return result;
}
