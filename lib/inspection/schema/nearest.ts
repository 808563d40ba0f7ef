/** How many single-character edits lead from one word to the other, up to `limit`; beyond it, `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) {
      return limit + 1;
    }
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/**
 * Finds the known word that was most likely meant: the same but for upper and lower case, or the one with the fewest
 * differing characters, up to a third of its length.
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
