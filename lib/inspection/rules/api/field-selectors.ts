import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import type { DownwardApiVolumeFile, ObjectFieldSelector, ResourceFieldSelector } from '../../schema/wire-types';
import { hasVolumeOf } from './volume-kinds';

/** A place where a pod reads a field of itself. */
export interface FieldSelector {
  readonly path: Path;
  readonly inVolume: boolean;
  readonly fieldRef?: ObjectFieldSelector | undefined;
  readonly resourceFieldRef?: ResourceFieldSelector | undefined;
}

/** Every file of a pod's volumes that holds a field of the pod, with its path. */
export function downwardFiles(pod: Pod): Iterable<readonly [Path, DownwardApiVolumeFile]> {
  return hasVolumeOf(pod, ['downwardAPI', 'projected']) ? findDownwardFiles(pod) : [];
}

function* findDownwardFiles(pod: Pod): Iterable<readonly [Path, DownwardApiVolumeFile]> {
  for (const [index, { downwardAPI, projected }] of (pod.spec.volumes ?? []).entries()) {
    for (const [place, file] of (downwardAPI?.items ?? []).entries()) {
      yield [pod.at('volumes', index, 'downwardAPI', 'items', place), file];
    }
    for (const [source, { downwardAPI: api }] of (projected?.sources ?? []).entries()) {
      for (const [place, file] of (api?.items ?? []).entries()) {
        yield [pod.at('volumes', index, 'projected', 'sources', source, 'downwardAPI', 'items', place), file];
      }
    }
  }
}

/** Every place of a pod that reads a field of the pod or of its resources. */
export function* fieldSelectors(pod: Pod): Iterable<FieldSelector> {
  for (const { container, at } of pod.containers) {
    for (const [index, { valueFrom }] of (container.env ?? []).entries()) {
      if (valueFrom?.fieldRef !== undefined || valueFrom?.resourceFieldRef !== undefined) {
        yield { path: at('env', index, 'valueFrom'), inVolume: false, ...valueFrom };
      }
    }
  }
  for (const [path, { fieldRef, resourceFieldRef }] of downwardFiles(pod)) {
    yield { path, inVolume: true, fieldRef, resourceFieldRef };
  }
}
