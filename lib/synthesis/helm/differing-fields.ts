import type { HelmField } from '../../core/helm-value';
import { camelCase } from './helm-fields';

type Map = Readonly<Record<string, unknown>>;

/**
 * The fields in which versions of one object differ, with names below the object's own: the smallest that can be one value.
 * A list is one where its elements do not belong together one by one.
 */
export function differingFields(versions: readonly unknown[]): readonly HelmField[] {
  const taken = new Set<string>();
  return pathsOf(versions, []).map((path) => {
    const name = nameOf(path, versions[0]);
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`;
    taken.add(free);
    return {
      name: free,
      path: path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
    };
  });
}

type Path = readonly (string | number)[];

function pathsOf(values: readonly unknown[], path: Path): readonly Path[] {
  const [first, ...others] = values.map((value) => JSON.stringify(value));
  if (others.every((each) => each === first)) return [];
  if (values.every(isMap)) {
    return [...new Set(values.flatMap(Object.keys))].flatMap((key) => {
      const own = values.map((value) => value[key]);
      const isEverywhere = values.every((value) => Object.hasOwn(value, key));
      return isEverywhere ? pathsOf(own, [...path, key]) : [[...path, key]];
    });
  }
  if (values.every((value): value is readonly unknown[] => Array.isArray(value)) && belongTogether(values)) {
    return (values[0] ?? []).flatMap((_, index) =>
      pathsOf(
        values.map((list) => list[index]),
        [...path, index],
      ),
    );
  }
  return [path];
}

/** Whether lists are of one length, and their elements, if they have names, of one name at each place. */
function belongTogether(lists: readonly (readonly unknown[])[]): boolean {
  const keys = lists.map((list) => JSON.stringify(list.map((each) => (isMap(each) ? (each.name ?? true) : false))));
  return keys.every((key) => key === keys[0]) && (lists[0] ?? []).every(isMap);
}

/** Steps that say nothing that the rest of a path does not. */
const silent: ReadonlySet<string | number> = new Set(['spec', 'template', 'metadata', 'jobTemplate', 'containers']);

function nameOf(path: Path, version: unknown): string {
  const words: string[] = [];
  let at: unknown = version;
  for (const [index, step] of path.entries()) {
    at = (at as Map | undefined)?.[step];
    const name = typeof step === 'number' && isMap(at) && typeof at.name === 'string' ? at.name : String(step);
    // What a pod is for is its first container.
    const isFirst = path[index - 1] === 'containers' && step === 0;
    if (!silent.has(step) && !isFirst) words.push(/^[A-Z0-9_]+$/.test(name) ? name.toLowerCase() : name);
  }
  // An entry of a list that is its value alone goes by its name.
  return camelCase((words.at(-1) === 'value' && words.length > 2 ? words.slice(0, -1) : words).join('-'));
}

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
