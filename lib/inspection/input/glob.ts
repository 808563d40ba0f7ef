import { Glob } from '../formats/glob';

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

/** Makes a test of a pattern, which a leading `./` of it or of the path does not change. @throws as Glob does */
export function globTest(pattern: string): (path: string) => boolean {
  const glob = new Glob(withoutHere(pattern));
  return (path) => glob.matches(withoutHere(path));
}

function withoutHere(path: string): string {
  let rest = path;
  while (rest.startsWith('./')) {
    rest = rest.slice(2);
  }
  return rest;
}
