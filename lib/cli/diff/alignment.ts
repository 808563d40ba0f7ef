/** Two places that belong together, or one that the other side lacks. */
export interface Alignment {
  /** Index on the left. @default - only on the right */
  readonly left?: number;
  /** Index on the right. @default - only on the left */
  readonly right?: number;
}

/** More pairs than this are not compared with each other: what lies between equal ends is then one gap. */
const mostPairs = 4_000_000;

/**
 * Lays two sequences side by side, so that as many elements as possible stand beside their equals.
 *
 * @returns every element of either, in order; where neither has an equal, those on the left come first
 */
export function align(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const result: Alignment[] = [];
  for (let at = 0; at < start; at++) result.push({ left: at, right: at });
  const lengths = lengthsOf(left.slice(start, leftEnd), right.slice(start, rightEnd));
  let [i, j] = [start, start];
  while (i < leftEnd || j < rightEnd) {
    const [row, column] = [i - start, j - start];
    if (i < leftEnd && j < rightEnd && left[i] === right[j] && lengths !== undefined) {
      result.push({ left: i++, right: j++ });
    } else if (
      i < leftEnd &&
      (j === rightEnd || longest(lengths, row + 1, column) >= longest(lengths, row, column + 1))
    ) {
      result.push({ left: i++ });
    } else {
      result.push({ right: j++ });
    }
  }
  for (let at = 0; leftEnd + at < left.length; at++) result.push({ left: leftEnd + at, right: rightEnd + at });
  return result;
}

/** How long a common subsequence of what begins at each pair of places can be; undefined where that is too much to find. */
function lengthsOf(left: readonly string[], right: readonly string[]): readonly Uint32Array[] | undefined {
  if (left.length * right.length > mostPairs) return undefined;
  const rows = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = right.length - 1; j >= 0; j--) {
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

function longest(lengths: readonly Uint32Array[] | undefined, row: number, column: number): number {
  return lengths?.[row]?.[column] ?? 0;
}
