import type { ManifestObject } from '../model/manifest-object';
import type { ManifestSet } from '../model/manifest-set';
import type { StatefulSet } from '../schema/wire-types';

/**
 * The StatefulSet that has most likely taken the place of one that is gone: new, of the same namespace, with claims of the same
 * names and containers of the same images, whatever their tags.
 *
 * @returns undefined where there is none, or the one that is gone kept no data
 */
export function nearestNamesake(
  old: ManifestObject<StatefulSet>,
  before: ManifestSet,
  after: ManifestSet,
): ManifestObject | undefined {
  const key = keyOf(old);
  return key === undefined
    ? undefined
    : after
        .ofKind<StatefulSet>('StatefulSet.apps')
        .find(
          (each) =>
            each.namespace === old.namespace &&
            before.find(each.groupKind, each.namespace, each.name) === undefined &&
            keyOf(each) === key,
        );
}

function keyOf({ manifest }: ManifestObject<StatefulSet>): string | undefined {
  const claims = (manifest.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '').sort();
  const images = (manifest.spec?.template?.spec?.containers ?? []).map(({ image = '' }) => withoutTag(image)).sort();
  return claims.length === 0 ? undefined : JSON.stringify([claims, images]);
}

function withoutTag(image: string): string {
  const slash = image.lastIndexOf('/') + 1;
  return image.slice(0, slash) + image.slice(slash).replace(/[:@].*$/, '');
}
