import { Meant, written } from '../../inspection/change-guard/meaning';
import { align } from './alignment';

/** What became of a value: it is another one, there was none, there is none any more, or its elements stand in another order. */
export type Change = 'changed' | 'added' | 'removed' | 'reordered';

/** One value that differs. */
export interface Difference {
  /**
   * Where it is, as `spec.template.spec.containers[web].image`: an element of a list by what it is known by or, where it is
   * known by nothing, by its index; where it is on both sides, by that on the right.
   */
  readonly path: string;
  readonly change: Change;
  /** The value on the left; of what is reordered, the names of the elements. @default - there is none */
  readonly from?: unknown;
  /** The value on the right; of what is reordered, the names of the elements. @default - there is none */
  readonly to?: unknown;
}

/** What differs between two manifests, or parts of such, whatever the order of their keys: what was written, by its meaning. */
export function differencesOf(from: unknown, to: unknown, path = ''): readonly Difference[] {
  const found: Difference[] = [];
  compare(from, to, path, found);
  return found.map((difference) => ({
    ...difference,
    ...('from' in difference ? { from: written(difference.from) } : {}),
    ...('to' in difference ? { to: written(difference.to) } : {}),
  }));
}

/** A value as text that is equal for equal values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (isMap(each)) return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
    // JSON knows no such numbers, and would take them for null.
    return typeof each === 'number' && !Number.isFinite(each) ? { number: String(each) } : each;
  });
}

/** Whether a value holds keys. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Meant);
}

/** The path of a field of what is at a path. */
export function fieldPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function compare(from: unknown, to: unknown, path: string, found: Difference[]): void {
  if (isMap(from) && isMap(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const at = fieldPath(path, key);
      if (!Object.hasOwn(to, key)) found.push({ path: at, change: 'removed', from: from[key] });
      else if (!Object.hasOwn(from, key)) found.push({ path: at, change: 'added', to: to[key] });
      else compare(from[key], to[key], at, found);
    }
  } else if (Array.isArray(from) && Array.isArray(to)) {
    const key = from.length > 0 && to.length > 0 ? identityOf(from, to) : undefined;
    if (key === undefined) compareByPlace(from, to, path, found);
    else compareByName(from as readonly Named[], to as readonly Named[], key, path, found);
  } else if (from instanceof Meant && to instanceof Meant && from.meaning === to.meaning) {
    return;
  } else if (from !== to && !Object.is(from, to)) {
    found.push({ path, change: 'changed', from, to });
  }
}

/** What elements of the lists of Kubernetes are known by, in the order in which it is tried. */
const identities = ['name', 'mountPath', 'devicePath', 'containerPort', 'secretKey', 'topologyKey'] as const;

type Named = Readonly<Record<string, unknown>>;

/** The field that each element of both lists has, and by which no two elements of one list are alike. */
function identityOf(from: readonly unknown[], to: readonly unknown[]): string | undefined {
  return identities.find((key) =>
    [from, to].every((list) => {
      const names = list.map((each) => (isMap(each) ? each[key] : undefined));
      const sound = names.every((name) => typeof name === 'string' || typeof name === 'number');
      return sound && new Set(names.map(String)).size === names.length;
    }),
  );
}

function compareByName(
  from: readonly Named[],
  to: readonly Named[],
  key: string,
  path: string,
  found: Difference[],
): void {
  const nameOf = (element: Named): string => String(element[key]);
  const at = (name: string): string =>
    key === 'name' && !/^\d+$/.test(name) ? `${path}[${name}]` : `${path}[${key}=${name}]`;
  const [left, right] = [from, to].map((list) => new Map(list.map((each) => [nameOf(each), each])));
  if (left === undefined || right === undefined) return;
  for (const [name, element] of left) {
    const other = right.get(name);
    if (other === undefined) found.push({ path: at(name), change: 'removed', from: element });
    else compare(element, other, at(name), found);
  }
  for (const [name, element] of right) {
    if (!left.has(name)) found.push({ path: at(name), change: 'added', to: element });
  }
  const kept = [...left.keys()].filter((name) => right.has(name));
  const now = [...right.keys()].filter((name) => left.has(name));
  if (kept.join('\n') !== now.join('\n')) {
    found.push({ path, change: 'reordered', from: kept, to: now });
  }
}

/** Elements that are equal belong together; of what lies between, the first on the left and the first on the right, and so on. */
function compareByPlace(from: readonly unknown[], to: readonly unknown[], path: string, found: Difference[]): void {
  const left = from.map(canonical);
  const right = to.map(canonical);
  let [onlyLeft, onlyRight]: [number[], number[]] = [[], []];
  const close = (): void => {
    for (let index = 0; index < Math.max(onlyLeft.length, onlyRight.length); index++) {
      const [i, j] = [onlyLeft[index], onlyRight[index]];
      if (i !== undefined && j !== undefined) compare(from[i], to[j], `${path}[${j}]`, found);
      else if (i !== undefined) found.push({ path: `${path}[${i}]`, change: 'removed', from: from[i] });
      else if (j !== undefined) found.push({ path: `${path}[${j}]`, change: 'added', to: to[j] });
    }
    [onlyLeft, onlyRight] = [[], []];
  };
  for (const { left: i, right: j } of align(left, right)) {
    if (i !== undefined && j !== undefined) close();
    else if (i !== undefined) onlyLeft.push(i);
    else if (j !== undefined) onlyRight.push(j);
  }
  close();
}
