/** Whether a word is a pattern rather than the name of a file. */
export function isGlob(word: string): boolean {
  return /[*?[\]{}]/.test(word);
}

/** The folder that every match of a pattern is in: `dist/*.yaml` is searched in `dist`. */
export function folderOf(pattern: string): string {
  const steps = pattern.split('/');
  const first = steps.findIndex(isGlob);
  const fixed = steps.slice(0, first < 0 ? steps.length - 1 : first).join('/');
  return fixed === '' ? (pattern.startsWith('/') ? '/' : '.') : fixed;
}

/**
 * Makes a test of a pattern: `*` and `?` stay within a name, `**` crosses folders, `[ab]` is one of some characters and `{a,b}` one of
 * some words.
 */
export function globTest(pattern: string): (path: string) => boolean {
  const expression = new RegExp(`^${translate(pattern.replace(/^(?:\.\/)+/, ''))}$`, 'u');
  return (path) => expression.test(path.replace(/^(?:\.\/)+/, ''));
}

function translate(pattern: string): string {
  let text = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] ?? '';
    if (sign === '*') {
      const crosses = pattern[at + 1] === '*';
      while (pattern[at + 1] === '*') {
        at++;
      }
      if (crosses && pattern[at + 1] === '/') {
        at++;
        text += '(?:[^/]+/)*';
      } else {
        text += crosses ? '.*' : '[^/]*';
      }
    } else if (sign === '[') {
      const end = pattern.indexOf(']', at + 2);
      const inside = end < 0 ? '' : pattern.slice(at + 1, end).replace(/^!/, '^');
      text += end < 0 ? '\\[' : `[${inside.replace(/[\\[\]&~|]/g, '\\$&')}]`;
      at = end < 0 ? at : end;
    } else if (sign === '{' && pattern.includes('}', at)) {
      braces++;
      text += '(?:';
    } else if (sign === '}' && braces > 0) {
      braces--;
      text += ')';
    } else if (sign === ',' && braces > 0) {
      text += '|';
    } else {
      text += sign === '?' ? '[^/]' : sign.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
    }
  }
  return text + ')'.repeat(braces);
}
