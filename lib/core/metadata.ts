import type { ApiObjectMetadataDefinition } from './cdk8s';
import { isPlainObject } from './shape';

/** What cdk8s keeps of an object's metadata, as far as it is plain. */
interface Kept {
  readonly labels?: unknown;
  readonly annotations?: unknown;
  readonly finalizers?: unknown;
  readonly ownerReferences?: unknown;
  readonly _additionalAttributes?: unknown;
}

/** The attributes that cdk8s has fields of its own for. */
const known = new Set(['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'apiObject']);

/**
 * An object's metadata as data that is still to be rendered.
 *
 * cdk8s's own `toJson` resolves and copies it twice, which is a tenth of a large synthesis; where nothing of it is out of
 * the ordinary (no finalizers, owners or attributes of other names) its labels and annotations are taken as they are.
 */
export function metadataOf(definition: ApiObjectMetadataDefinition, name: string): Record<string, unknown> {
  const kept = definition as unknown as Kept;
  const { labels, annotations, _additionalAttributes: additional } = kept;
  const ordinary =
    isPlainObject(labels) &&
    isPlainObject(annotations) &&
    isPlainObject(additional) &&
    Array.isArray(kept.finalizers) &&
    kept.finalizers.length === 0 &&
    Array.isArray(kept.ownerReferences) &&
    kept.ownerReferences.length === 0 &&
    Object.keys(additional).every((key) => known.has(key));
  if (!ordinary) return definition.toJson() as Record<string, unknown>;
  return {
    name,
    ...(definition.namespace === undefined ? {} : { namespace: definition.namespace }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
