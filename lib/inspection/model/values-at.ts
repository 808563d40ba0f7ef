import type { Path } from '../formats/path';

const parsed = new Map<string, readonly string[]>();

/**
 * Every value at a path in plain data: `spec.rules.*.host`, where `*` stands for each item of a list.
 *
 * @returns the values that are there, each with its own path
 */
export function valuesAt(root: unknown, path: string): readonly (readonly [Path, unknown])[] {
  let steps = parsed.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    parsed.set(path, steps);
  }
  const [first = ''] = steps;
  if (typeof root === 'object' && root !== null && first !== '*' && !Object.hasOwn(root, first)) {
    return none; // as it is with most paths of most objects
  }
  return walk(root, steps, 0, [], undefined) ?? none;
}

const none: readonly (readonly [Path, unknown])[] = [];

function walk(
  value: unknown,
  steps: readonly string[],
  index: number,
  path: (string | number)[],
  found: (readonly [Path, unknown])[] | undefined,
): (readonly [Path, unknown])[] | undefined {
  const step = steps[index];
  if (step === undefined) {
    if (value != null) {
      const all = found ?? [];
      all.push([[...path], value]);
      return all;
    }
  } else if (step === '*') {
    if (Array.isArray(value)) {
      let all = found;
      for (let item = 0; item < value.length; item++) {
        path.push(item);
        all = walk(value[item], steps, index + 1, path, all);
        path.pop();
      }
      return all;
    }
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
    path.push(step);
    const all = walk((value as Record<string, unknown>)[step], steps, index + 1, path, found);
    path.pop();
    return all;
  }
  return found;
}
