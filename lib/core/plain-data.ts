/** What cannot be written as it is: a class instance, such as a Lazy of cdk8s, which a resolver has to render first. */
export const notPlain = Symbol('not plain');

/**
 * A copy of some data as cdk8s renders it, in one pass: keys sorted, undefined and null left out.
 *
 * @returns the copy, or `notPlain` if the data holds anything but plain objects, lists and scalars
 */
export function toPlainData(value: unknown, sortKeys: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' ? notPlain : value;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const element of value) {
      const copy = toPlainData(element, sortKeys);
      if (copy === notPlain) return notPlain;
      list.push(copy);
    }
    return list;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return notPlain;
  const source = value as Record<string, unknown>;
  const keys = Object.keys(source);
  const result: Record<string, unknown> = {};
  for (const key of sortKeys ? sorted(keys) : keys) {
    const copy = toPlainData(source[key], sortKeys);
    if (copy === notPlain) return notPlain;
    if (copy !== undefined) result[key] = copy;
  }
  return result;
}

/** Keys in the order of their characters' codes, as Array.sort has them: most objects have few, or have them in order. */
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string; // i is below the length
    let j = i - 1;
    for (; j >= 0 && (keys[j] as string) > key; j--) keys[j + 1] = keys[j] as string;
    keys[j + 1] = key;
  }
  return keys;
}
