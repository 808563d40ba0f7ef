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
    hasOnly(known, additional);
  if (!ordinary) return definition.toJson() as Record<string, unknown>;
  const metadata: Record<string, unknown> = { name };
  if (definition.namespace !== undefined) metadata.namespace = definition.namespace;
  if (!isEmpty(labels)) metadata.labels = labels;
  if (!isEmpty(annotations)) metadata.annotations = annotations;
  return metadata;
}

function hasOnly(keys: ReadonlySet<string>, object: Record<string, unknown>): boolean {
  for (const key in object) if (!keys.has(key)) return false;
  return true;
}

function isEmpty(object: Record<string, unknown>): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return false;
  return true;
}
