import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import type { KeyToPath } from '../../schema/wire-types';
import { valuesAt } from '../../model/values-at';
import { hasVolumeOf } from './volume-kinds';

const itemLists = [
  'volumes.*.secret.items.*',
  'volumes.*.configMap.items.*',
  'volumes.*.projected.sources.*.secret.items.*',
  'volumes.*.projected.sources.*.configMap.items.*',
];

/** Every file of a pod's volumes that holds a key of a ConfigMap or Secret, with its path. */
export function keyFiles(pod: Pod): Iterable<readonly [Path, KeyToPath]> {
  return hasVolumeOf(pod, ['secret', 'configMap', 'projected']) ? findKeyFiles(pod) : [];
}

function* findKeyFiles(pod: Pod): Iterable<readonly [Path, KeyToPath]> {
  for (const list of itemLists) {
    for (const [path, item] of valuesAt(pod.spec, list) as readonly (readonly [Path, KeyToPath])[]) {
      yield [pod.at(...path), item];
    }
  }
}
