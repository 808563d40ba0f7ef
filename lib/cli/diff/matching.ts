import { posix } from 'node:path';
import { groupKindOf, type ComparedObject } from './compared-object';
import { canonical, fieldPath, isMap } from './difference';

/** An object and its counterpart, or one that the other side lacks. */
export interface Match {
  /** The object on the left. @default - only on the right */
  readonly from?: ComparedObject;
  /** The object on the right. @default - only on the left */
  readonly to?: ComparedObject;
}

/** Renamed objects are looked for where a kind has no more pairs of objects without a counterpart than this. */
const mostPairs = 2_500;

/** Two objects of other names belong together where at least this part of what they say is equal. */
const alike = 0.5;

/**
 * Finds the counterpart of each object: that of the same group, kind, namespace and name. Several of one name, as in the folders of
 * several environments, are told apart by their files. What is left over of a kind and namespace is compared by what it says,
 * since it may have been renamed.
 *
 * @param ignoreNamespace whether objects of different namespaces may belong together
 * @returns the objects of the left in their order, then those of the right that the left lacks
 */
export function matchObjects(
  from: readonly ComparedObject[],
  to: readonly ComparedObject[],
  ignoreNamespace: boolean,
): readonly Match[] {
  const counterparts = new Map<ComparedObject, ComparedObject>();
  const taken = new Set<ComparedObject>();
  const pairUp = (keyOf: (object: ComparedObject) => string): void => {
    const waiting = grouped(
      to.filter((each) => !taken.has(each)),
      keyOf,
    );
    for (const object of from.filter((each) => !counterparts.has(each))) {
      const other = waiting.get(keyOf(object))?.shift();
      if (other !== undefined) {
        counterparts.set(object, other);
        taken.add(other);
      }
    }
  };
  const space = (object: ComparedObject): string => (ignoreNamespace ? '' : object.namespace);
  const key = (object: ComparedObject, ...more: readonly string[]): string =>
    JSON.stringify([groupKindOf(object), space(object), object.name, ...more]);
  // The surest signs first: what stands in the same file in the same namespace is not given to another.
  pairUp((object) => key(object, object.namespace, object.file));
  pairUp((object) => key(object, object.namespace, posix.dirname(object.file)));
  pairUp((object) => key(object, object.namespace));
  if (ignoreNamespace) pairUp((object) => key(object));
  for (const [left, right] of renamed(
    from.filter((each) => !counterparts.has(each)),
    to.filter((each) => !taken.has(each)),
    (object) => JSON.stringify([groupKindOf(object), space(object)]),
  )) {
    counterparts.set(left, right);
    taken.add(right);
  }
  return [
    ...from.map((object) => {
      const other = counterparts.get(object);
      return { from: object, ...(other === undefined ? {} : { to: other }) };
    }),
    ...to.filter((object) => !taken.has(object)).map((object) => ({ to: object })),
  ];
}

/** The pairs that are most alike, each object once. */
function renamed(
  from: readonly ComparedObject[],
  to: readonly ComparedObject[],
  keyOf: (object: ComparedObject) => string,
): readonly (readonly [ComparedObject, ComparedObject])[] {
  const others = grouped(to, keyOf);
  const pairs: { readonly left: ComparedObject; readonly right: ComparedObject; readonly score: number }[] = [];
  for (const [key, group] of grouped(from, keyOf)) {
    const candidates = others.get(key) ?? [];
    if (group.length * candidates.length > mostPairs) continue;
    const right = candidates.map((object) => ({ object, content: contentOf(object) }));
    for (const object of group) {
      const content = contentOf(object);
      for (const other of right) {
        const score = similarity(content, other.content);
        if (score >= alike) pairs.push({ left: object, right: other.object, score });
      }
    }
  }
  const used = new Set<ComparedObject>();
  return pairs
    .sort((a, b) => b.score - a.score)
    .flatMap(({ left, right }) => {
      if (used.has(left) || used.has(right)) return [];
      used.add(left).add(right);
      return [[left, right] as const];
    });
}

/** What an object says beside its name: each value, or line of a long text, with its path. */
function contentOf({ manifest }: ComparedObject): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (value: unknown, path: string): void => {
    if (isMap(value) && Object.keys(value).length > 0) {
      for (const [key, each] of Object.entries(value)) add(each, fieldPath(path, key));
    } else if (Array.isArray(value) && value.length > 0) {
      // Not by index: an element more, or less, leaves the others what they were.
      for (const each of value as readonly unknown[]) add(each, `${path}[]`);
    } else if (typeof value === 'string' && value.includes('\n')) {
      for (const line of value.split('\n')) found.add(`${path}=${line}`);
    } else if (!['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'].includes(path)) {
      found.add(`${path}=${canonical(value)}`);
    }
  };
  add(manifest, '');
  return found;
}

function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const most = Math.max(left.size, right.size);
  if (most === 0) return 1;
  let common = 0;
  for (const each of left) if (right.has(each)) common++;
  return common / most;
}

function grouped(
  objects: readonly ComparedObject[],
  keyOf: (object: ComparedObject) => string,
): ReadonlyMap<string, ComparedObject[]> {
  const groups = new Map<string, ComparedObject[]>();
  for (const object of objects) {
    const key = keyOf(object);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return groups;
}
