import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import { podRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import { describe } from '../../schema/validator';
import { claimTemplatesOf } from './metadata-places';

/** Finds mounts, and raw devices, of volumes that the pod does not have. */
export const mountUnknownVolume = podRule({
  id: 'api/mount-unknown-volume',
  summary: 'a mount or raw device of a volume that the pod does not have',
  fields: ['volumeMounts', 'volumeDevices'],
  check(pod, { report }) {
    const { names, claims } = volumesOf(pod);
    const check = (path: Path, name: string): boolean => {
      if (names.has(name)) {
        return true;
      }
      const near = nearest(name, names);
      const fix = near === undefined ? `add the volume, or remove this` : `write ${near}`;
      const known = names.size === 0 ? 'none' : [...names].join(', ');
      report({ path, message: `the pod has no volume ${describe(name)}; it has ${known}`, fix });
      return false;
    };
    for (const { container, at } of pod.containers) {
      for (const [index, { name }] of (container.volumeMounts ?? []).entries()) {
        if (name !== undefined) {
          check(at('volumeMounts', index, 'name'), name);
        }
      }
      for (const [index, { name }] of (container.volumeDevices ?? []).entries()) {
        const path = at('volumeDevices', index, 'name');
        if (name !== undefined && check(path, name) && !claims.has(name)) {
          const message = `a raw device must come from a claim, and the volume '${name}' is none`;
          report({ path, message, fix: 'use persistentVolumeClaim or ephemeral, or mount the volume' });
        }
      }
    }
  },
});

/** The names of a pod's volumes, and those of them that are claims. */
function volumesOf(pod: Pod): { readonly names: ReadonlySet<string>; readonly claims: ReadonlySet<string> } {
  const names = new Set<string>();
  const claims = new Set<string>();
  for (const { name = '', persistentVolumeClaim, ephemeral } of pod.spec.volumes ?? []) {
    names.add(name);
    if (persistentVolumeClaim !== undefined || ephemeral !== undefined) {
      claims.add(name);
    }
  }
  for (const { metadata } of claimTemplatesOf(pod.object)) {
    names.add(metadata?.name ?? '');
    claims.add(metadata?.name ?? '');
  }
  names.delete('');
  return { names, claims };
}
