import { relative, resolve, sep } from 'node:path';
import type { SetOf } from '../engine/inspect-sets';
import { globTest } from './glob';

/**
 * Tells the set that a file belongs to: the innermost folder around it that one of some patterns is for.
 *
 * @param patterns of folders, such as `dist/staging` or `dist/strategies/*`
 * @param folder where relative names begin
 */
export function setsByFolder(patterns: readonly string[], folder: string): SetOf {
  if (patterns.length === 0) {
    return () => '';
  }
  const tests = patterns.map((pattern) => globTest(pattern.replace(/\/+$/, '')));
  const known = new Map<string, string>();
  return (file = '') => {
    const steps = relative(folder, resolve(folder, file)).split(sep).slice(0, -1);
    const name = steps.join('/');
    let set = known.get(name);
    if (set === undefined) {
      set = '';
      for (let end = steps.length; end > 0 && set === ''; end -= 1) {
        const path = steps.slice(0, end).join('/');
        if (tests.some((test) => test(path))) set = path;
      }
      known.set(name, set);
    }
    return set;
  };
}
