import type { ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec, StatefulSet } from '../../schema/wire-types';

/** The spec of every claim that an object is or makes, and its path: those of StatefulSets and ephemeral volumes too. */
export function* claimsOf({
  groupKind,
  manifest,
  pod,
}: ManifestObject): Iterable<readonly [Path, PersistentVolumeClaimSpec]> {
  if (groupKind === 'PersistentVolumeClaim') {
    yield [['spec'], (manifest as PersistentVolumeClaim).spec ?? {}];
  }
  if (groupKind === 'StatefulSet.apps') {
    for (const [index, { spec = {} }] of ((manifest as StatefulSet).spec?.volumeClaimTemplates ?? []).entries()) {
      yield [['spec', 'volumeClaimTemplates', index, 'spec'], spec];
    }
  }
  for (const [index, { ephemeral }] of (pod?.spec.volumes ?? []).entries()) {
    if (pod !== undefined && ephemeral?.volumeClaimTemplate !== undefined) {
      yield [
        pod.at('volumes', index, 'ephemeral', 'volumeClaimTemplate', 'spec'),
        ephemeral.volumeClaimTemplate.spec ?? {},
      ];
    }
  }
}
