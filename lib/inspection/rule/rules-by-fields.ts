import type { Pod } from '../model/pod';

/** A rule that may say which fields it needs. */
interface NeedsFields {
  readonly fields?: readonly string[];
}

/** More than there are combinations of fields in any set of manifests that people write. */
const mostChoices = 1000;

/** The names of the fields of a value, as one text for {@link RulesByFields.of}; empty for what has none. */
export function fieldsOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).join() : '';
}

/** The fields of a pod and of its metadata, and those of its volumes: `volumes,name,emptyDir`. */
export function fieldsOfPod({ spec, metadata }: Pick<Pod, 'spec' | 'metadata'>): string {
  let fields = `${fieldsOf(spec)},${fieldsOf(metadata)}`;
  const { volumes } = spec;
  for (let index = 0; volumes !== undefined && index < volumes.length; index += 1) {
    fields += `,${fieldsOf(volumes[index])}`;
  }
  return fields;
}

/**
 * Rules, so chosen that those are left out which need fields that are not there: most fields of a pod are seldom set, and
 * most rules are about one of them. Objects with the same fields are answered from memory.
 */
export class RulesByFields<R extends NeedsFields> {
  private readonly choices = new Map<string, readonly R[]>();

  public constructor(private readonly rules: readonly R[]) {}

  /**
   * The rules that may find something.
   *
   * @param fields the names of the fields that are there, with commas between them, in any order. A name that itself holds
   * a comma is taken for several, so that more rules are run, never fewer.
   */
  public of(fields: string): readonly R[] {
    const known = this.choices.get(fields);
    if (known !== undefined) {
      return known;
    }
    const names = new Set(fields.split(','));
    const chosen = this.rules.filter((rule) => rule.fields?.some((field) => names.has(field)) ?? true);
    if (this.choices.size < mostChoices) {
      this.choices.set(fields, chosen);
    }
    return chosen;
  }
}
