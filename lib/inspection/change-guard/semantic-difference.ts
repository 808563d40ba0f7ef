import type { Path } from '../formats/path';
import { Meant, sameAmount, written } from './meaning';

/** Two values that differ, and where. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The first difference between two values as the API server sees it: what is absent equals what is empty, and quantities
 * are equal by their amount.
 *
 * @returns undefined where there is none
 */
export function firstDifference(before: unknown, after: unknown, path: Path = []): Difference | undefined {
  if (isEmpty(before) && isEmpty(after)) {
    return undefined;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return ofLists(before, after, path);
  }
  if (isMap(before) && isMap(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const found = firstDifference(own(before, key), own(after, key), [...path, key]);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  if (before instanceof Meant && after instanceof Meant && before.meaning === after.meaning) {
    return undefined;
  }
  return before === after || sameAmount(before, after, path.at(-2))
    ? undefined
    : { path, before: written(before), after: written(after) };
}

function ofLists(before: readonly unknown[], after: readonly unknown[], path: Path): Difference | undefined {
  for (let index = 0; index < Math.min(before.length, after.length); index++) {
    const found = firstDifference(before[index], after[index], [...path, index]);
    if (found !== undefined) {
      return found;
    }
  }
  return before.length === after.length ? undefined : { path, before: written(before), after: written(after) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Meant);
}

function own(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return value === undefined || value === null || value === '' || (isMap(value) && Object.keys(value).length === 0);
}
