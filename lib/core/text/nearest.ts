/**
 * How many edits lead from one word to the other, up to `limit`; beyond it, `limit + 1`. An edit adds, drops or replaces a
 * character, or swaps two that stand side by side.
 */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      }
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) {
      return limit + 1;
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/**
 * Finds the known word that was most likely meant: the same but for upper and lower case, or the one with the fewest
 * edits, up to a third of its length.
 *
 * @returns undefined where no known word is near
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > 100) {
    return undefined;
  }
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(lower, candidate.toLowerCase(), least);
    if (edits < least || (edits === least && best !== undefined && candidate < best)) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}
