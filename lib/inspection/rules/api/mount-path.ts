import type { PodContainer } from '../../model/pod';
import type { Path } from '../../formats/path';
import { containerRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

type Problem = readonly [path: Path, message: string, fix: string];

/** Finds mounts and raw devices at places that clash, or at none. */
export const mountPath = containerRule({
  id: 'api/mount-path',
  summary: 'a mount without a path, at one that is taken, or propagated without privileges',
  fields: ['volumeMounts', 'volumeDevices'],
  check(container, { report }) {
    for (const [path, message, fix] of [...ofMounts(container), ...ofDevices(container)]) {
      report({ path: container.at(...path), message, fix });
    }
  },
});

function* ofMounts({ container }: PodContainer): Iterable<Problem> {
  const paths = new Set<string>();
  for (const [index, { mountPath: path, mountPropagation }] of (container.volumeMounts ?? []).entries()) {
    const at = ['volumeMounts', index];
    if (path === '') {
      yield [[...at, 'mountPath'], 'the mountPath must not be empty', `give a path, as '/var/lib/data'`];
    } else if (path !== undefined && paths.has(path)) {
      const message = `the mountPath ${describe(path)} stands twice in this container`;
      yield [[...at, 'mountPath'], message, 'give each mount its own path'];
    }
    paths.add(path ?? '');
    if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
      const message = 'mountPropagation: Bidirectional is for privileged containers alone';
      yield [[...at, 'mountPropagation'], message, 'write HostToContainer, or remove it'];
    }
  }
}

function* ofDevices({ container }: PodContainer): Iterable<Problem> {
  const mounts = container.volumeMounts ?? [];
  const paths = new Set(mounts.map(({ mountPath: path }) => path));
  const names = new Set(mounts.map(({ name }) => name));
  for (const [index, { devicePath: path, name }] of (container.volumeDevices ?? []).entries()) {
    const at = ['volumeDevices', index];
    if (path === '') {
      yield [[...at, 'devicePath'], 'the devicePath must not be empty', `give a path, as '/dev/xvda'`];
    } else if (path?.split('/').includes('..') === true) {
      yield [[...at, 'devicePath'], `the devicePath must not hold '..', got ${describe(path)}`, 'write it without'];
    } else if (path !== undefined && paths.has(path)) {
      const message = `the path ${describe(path)} is taken by another mount or device of this container`;
      yield [[...at, 'devicePath'], message, 'give each its own path'];
    }
    if (name !== undefined && name !== '' && names.has(name)) {
      const message = `the volume '${name}' is used twice in this container, here as a raw device`;
      yield [[...at, 'name'], message, 'use it once: a volume is either mounted or a raw device'];
    }
    paths.add(path);
    names.add(name);
  }
}
