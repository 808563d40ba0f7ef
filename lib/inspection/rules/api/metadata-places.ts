import type { ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import type { ObjectMeta, PersistentVolumeClaim, StatefulSet } from '../../schema/wire-types';

type Places = readonly (readonly [Path, ObjectMeta])[];

/** Several rules ask for the same places. */
const known = new WeakMap<ManifestObject, Places>();

/** Every metadata of an object that the API server reads: its own, its pod template's and those of its claim templates. */
export function metadataOf(object: ManifestObject): Places {
  let places = known.get(object);
  if (places === undefined) {
    places = findMetadata(object);
    known.set(object, places);
  }
  return places;
}

function findMetadata(object: ManifestObject): Places {
  const found: (readonly [Path, ObjectMeta])[] = [[['metadata'], object.manifest.metadata ?? {}]];
  const { pod } = object;
  if (pod !== undefined && pod.path.length > 0) {
    found.push([[...pod.path, 'metadata'], pod.metadata]);
  }
  for (const [index, { ephemeral }] of (pod?.spec.volumes ?? []).entries()) {
    const { metadata } = ephemeral?.volumeClaimTemplate ?? {};
    if (pod !== undefined && metadata !== undefined) {
      found.push([pod.at('volumes', index, 'ephemeral', 'volumeClaimTemplate', 'metadata'), metadata]);
    }
  }
  if (object.groupKind === 'ResourceClaimTemplate.resource.k8s.io') {
    const { spec } = object.manifest as { readonly spec?: { readonly metadata?: ObjectMeta } };
    found.push([['spec', 'metadata'], spec?.metadata ?? {}]);
  }
  for (const [index, { metadata = {} }] of claimTemplatesOf(object).entries()) {
    found.push([['spec', 'volumeClaimTemplates', index, 'metadata'], metadata]);
  }
  return found;
}

/** The claims that a StatefulSet makes for each of its pods. */
export function claimTemplatesOf(object: ManifestObject): readonly PersistentVolumeClaim[] {
  return object.groupKind === 'StatefulSet.apps'
    ? ((object.manifest as StatefulSet).spec?.volumeClaimTemplates ?? [])
    : [];
}
