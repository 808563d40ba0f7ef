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

  /** The JSON Schema by which Helm refuses values of a wrong type. @see https://helm.sh/docs/topics/charts/#schema-files */
  schema(): object {
    return {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...this.schemaOf(this.tree, ''),
    };
  }

  private schemaOf(map: ValueMap, path: string): object {
    const properties: Record<string, object> = {};
    for (const [key, value] of Object.entries(map)) {
      const name = path === '' ? key : `${path}.${key}`;
      properties[key] = this.leaves.has(name) ? typeOf(value) : this.schemaOf(value as ValueMap, name);
    }
    const required = Object.keys(properties);
    return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
  }
}

function typeOf(value: unknown): object {
  if (Array.isArray(value)) return { type: 'array' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
}
