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
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const middle = equals(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const result: Alignment[] = [];
  let [i, j] = [0, 0];
  const upTo = (leftEnd: number, rightEnd: number): void => {
    while (i < leftEnd) result.push({ left: i++ });
    while (j < rightEnd) result.push({ right: j++ });
  };
  while (i < start) result.push({ left: i++, right: j++ });
  for (const [leftAt, rightAt] of middle) {
    upTo(start + leftAt, start + rightAt);
    result.push({ left: i++, right: j++ });
  }
  upTo(left.length - end, right.length - end);
  while (i < left.length) result.push({ left: i++, right: j++ });
  return result;
}

/**
 * The pairs of equals of a longest common subsequence: for 0, 1, 2 … differences it is noted how far each diagonal leads,
 * until one reaches the end, and from there the way is gone back.
 *
 * @see https://doi.org/10.1007/BF01840446 E. W. Myers, An O(ND) difference algorithm and its variations
 */
function equals(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  const most = Math.min(left.length + right.length, mostDifferences);
  /** How far to the left side each diagonal leads, by its number and the differences on the way. */
  const reach: Int32Array[] = [];
  const at = (differences: number, diagonal: number): number => reach[differences]?.[diagonal + differences] ?? -1;
  /** Whether the way to a diagonal comes from the one above: by an element of the right alone. */
  const comesDown = (differences: number, diagonal: number): boolean =>
    diagonal === -differences ||
    (diagonal !== differences && at(differences - 1, diagonal - 1) < at(differences - 1, diagonal + 1));
  const begin = (differences: number, diagonal: number): number => {
    if (differences === 0) return 0;
    return comesDown(differences, diagonal) ? at(differences - 1, diagonal + 1) : at(differences - 1, diagonal - 1) + 1;
  };
  for (let differences = 0; differences <= most; differences++) {
    reach.push(new Int32Array(2 * differences + 1));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let i = begin(differences, diagonal);
      while (i < left.length && i - diagonal < right.length && left[i] === right[i - diagonal]) i++;
      reach[differences]?.fill(i, diagonal + differences, diagonal + differences + 1);
      if (i >= left.length && i - diagonal >= right.length)
        return wayBack(differences, diagonal, { at, begin, comesDown });
    }
  }
  return [];
}

interface Ways {
  readonly at: (differences: number, diagonal: number) => number;
  readonly begin: (differences: number, diagonal: number) => number;
  readonly comesDown: (differences: number, diagonal: number) => boolean;
}

function wayBack(last: number, end: number, { at, begin, comesDown }: Ways): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let diagonal = end;
  for (let differences = last; differences >= 0; differences--) {
    for (let i = at(differences, diagonal) - 1; i >= begin(differences, diagonal); i--) pairs.push([i, i - diagonal]);
    diagonal += comesDown(differences, diagonal) ? 1 : -1;
  }
  return pairs.reverse();
}
