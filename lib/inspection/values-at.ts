import type { Path } from './path';

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
  const found: (readonly [Path, unknown])[] = [];
  walk(root, steps, 0, [], found);
  return found;
}

function walk(
  value: unknown,
  steps: readonly string[],
  index: number,
  path: (string | number)[],
  found: (readonly [Path, unknown])[],
): void {
  const step = steps[index];
  if (step === undefined) {
    if (value != null) {
      found.push([[...path], value]);
    }
  } else if (step === '*') {
    if (Array.isArray(value)) {
      for (let item = 0; item < value.length; item++) {
        path.push(item);
        walk(value[item], steps, index + 1, path, found);
        path.pop();
      }
    }
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
    path.push(step);
    walk((value as Record<string, unknown>)[step], steps, index + 1, path, found);
    path.pop();
  }
}
