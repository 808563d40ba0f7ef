import { camelCase } from './helm-fields';

/** What tells one object from another. */
export interface NamedObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The names of the fields that it makes values of. */
  readonly fields: readonly string[];
}

/**
 * The names below which the values of some objects stand: `web` for the Deployment web, its autoscaler and its Ingress;
 * `shopWeb` where two namespaces have one; `shopWebCronjob` where two kinds have values of one name.
 *
 * @returns a name for each object, in their order
 */
export function helmNames(objects: readonly NamedObject[]): readonly string[] {
  const levels: readonly ((object: NamedObject) => string)[] = [
    ({ name }) => camelCase(name),
    ({ namespace, name }) => camelCase(`${namespace}-${name}`),
    ({ kind, namespace, name }) => camelCase(`${namespace}-${name}-${kind.toLowerCase()}`),
  ];
  let names: readonly string[] = [];
  let open = new Set(objects.keys());
  for (const nameOf of levels) {
    names = objects.map((object, i) => (open.has(i) ? nameOf(object) : (names[i] ?? '')));
    const taken = new Map<string, number>();
    names.forEach((name, i) => {
      for (const field of objects[i]?.fields ?? []) {
        const key = `${name}.${field}`;
        taken.set(key, (taken.get(key) ?? 0) + 1);
      }
    });
    const shared = (i: number): boolean =>
      (objects[i]?.fields ?? []).some((field) => (taken.get(`${names[i] ?? ''}.${field}`) ?? 0) > 1);
    open = new Set([...open].filter(shared));
    if (open.size === 0) break;
  }
  return names;
}
