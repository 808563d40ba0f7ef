import type { Pod } from '../../model/pod';
import type { Volume } from '../../schema/wire-types';

/** Whether a pod has a volume of one of some kinds: most have none that holds files of the cluster. */
export function hasVolumeOf(pod: Pod, kinds: readonly (keyof Volume)[]): boolean {
  return pod.spec.volumes?.some((volume) => kinds.some((kind) => volume[kind] !== undefined)) ?? false;
}
