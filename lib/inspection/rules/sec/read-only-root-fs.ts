import { podRule } from '../../rule/rule';

/** Finds containers that may write to their own root filesystem. */
export const readOnlyRootFs = podRule({
  id: 'sec/read-only-root-fs',
  summary: 'a container that may write to its root filesystem',
  check(pod, { report }) {
    if (pod.spec.os?.name === 'windows') {
      return; // Windows has no read-only root
    }
    for (const { container, role, label, at } of pod.containers) {
      if (role !== 'ephemeral' && container.securityContext?.readOnlyRootFilesystem !== true) {
        report({
          path: at('securityContext', 'readOnlyRootFilesystem'),
          message: `container '${label}' may change its own programs: its root filesystem is not read-only`,
          fix: 'set readOnlyRootFilesystem: true, with an emptyDir on each path that it writes to',
        });
      }
    }
  },
});
