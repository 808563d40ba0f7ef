import { show } from '../../core/errors';

/** A map of values, as it stands in `values.yaml`. */
interface ValueMap {
  [key: string]: unknown;
}

/** The values of a Helm chart, with what each has by default. */
export class HelmValues {
  /** The values as they stand in `values.yaml`. */
  readonly tree: ValueMap = {};

  private readonly leaves = new Map<string, unknown>();

  /**
   * Adds a value.
   *
   * @param name its name, such as `web.image`.
   * @returns what is wrong with it, or `undefined`
   */
  add(name: string, value: unknown): string | undefined {
    const known = this.leaves.get(name);
    if (this.leaves.has(name)) {
      return JSON.stringify(known) === JSON.stringify(value)
        ? undefined
        : `the value '${name}' of the Helm chart would be ${show(known)} here and ${show(value)} there; give one of them another name`;
    }
    const steps = name.split('.');
    const last = steps.pop() ?? '';
    let at = this.tree;
    for (const [index, step] of steps.entries()) {
      const path = steps.slice(0, index + 1).join('.');
      if (this.leaves.has(path)) {
        return `the value '${name}' of the Helm chart stands below '${path}', which is a value itself; use another name`;
      }
      const next = (at[step] ?? {}) as ValueMap;
      at[step] = next;
      at = next;
    }
    if (Object.hasOwn(at, last)) {
      return `the value '${name}' of the Helm chart has others below it; use another name`;
    }
    at[last] = value;
    this.leaves.set(name, value);
    return undefined;
  }

  /** The JSON Schema by which Helm refuses values of a wrong type. @param all values of the same names that it allows too. @see https://helm.sh/docs/topics/charts/#schema-files */
  schema(all: readonly HelmValues[] = [this]): object {
    return {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...this.schemaOf(this.tree, '', all),
    };
  }

  private schemaOf(map: ValueMap, path: string, all: readonly HelmValues[]): object {
    const properties: Record<string, object> = {};
    for (const [key, value] of Object.entries(map)) {
      const name = path === '' ? key : `${path}.${key}`;
      properties[key] = this.leaves.has(name)
        ? typeOf(all.map(({ leaves }) => leaves.get(name)))
        : this.schemaOf(value as ValueMap, name, all);
    }
    // Helm takes a value that is null away.
    const required = Object.keys(properties).filter((key) => {
      const name = path === '' ? key : `${path}.${key}`;
      return all.every(({ leaves }) => leaves.get(name) !== null);
    });
    return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
  }
}

function typeOf(values: readonly unknown[]): object {
  const types = new Set(values.map(jsonType));
  // Of two kinds of numbers, the wider takes both.
  if (types.has('number')) types.delete('integer');
  const [first, ...others] = types;
  return { type: others.length === 0 ? first : [...types] };
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
