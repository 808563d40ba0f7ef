import type { ManifestObject } from '../model/manifest-object';
import type { Path } from '../formats/path';

/**
 * The annotation that silences a rule on its object, with the reason as its value:
 * `drydock/ignore.ref.service-no-pods: the pods come from an operator`. An annotation's key can hold one slash only, so
 * the rule's own is written as a dot.
 */
export const suppressionPrefix = 'drydock/ignore.';

/** A rule that an annotation of an object silences. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly path: Path;
}

/** What the annotations of an object silence. */
export function suppressionsOf(object: ManifestObject): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const key of Object.keys(object.annotations)) {
    if (key.startsWith(suppressionPrefix)) {
      found.push({
        rule: key.slice(suppressionPrefix.length).replace('.', '/'),
        reason: (object.annotations[key] ?? '').trim(),
        path: ['metadata', 'annotations', key],
      });
    }
  }
  return found;
}
