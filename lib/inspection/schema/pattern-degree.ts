/**
 * How the time of a pattern grows with its text: with which power of its length. JavaScript tries every way to match, so `(a+)+$`
 * takes for ever on forty letters, and a definition that comes with the manifests may well hold that.
 *
 * @returns Infinity where a repeated group repeats something itself
 */
export function patternDegree(pattern: string): number {
  let degree = 0;
  const open: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') {
      at++;
    } else if (sign === '[') {
      at = classEnd(pattern, at);
    } else if (sign === '(') {
      open.push(degree);
    } else if (sign === ')') {
      const before = open.pop() ?? 0;
      const inside = degree > before || /[|]/.test(pattern.slice(0, at));
      if (inside && isRepeated(pattern, at + 1)) {
        return Infinity;
      }
    }
    if (sign !== '(' && isRepeated(pattern, at + 1)) {
      degree++;
    }
  }
  return degree;
}

function classEnd(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      at++;
    } else if (pattern[at] === ']' && at > start + 1) {
      return at;
    }
  }
  return pattern.length;
}

/** Whether what stands before a place may be repeated. */
function isRepeated(pattern: string, at: number): boolean {
  const [, least = '0', comma, most = ''] = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at, at + 20)) ?? [];
  const times = comma === undefined ? Number(least) : most === '' ? Infinity : Number(most);
  return pattern[at] === '*' || pattern[at] === '+' || times > 1;
}
