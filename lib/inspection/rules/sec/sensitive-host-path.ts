import { podRule } from '../../rule/rule';
import { isSensitive, nodePaths } from './node-paths';

/** Finds pods that see the node's own files. */
export const sensitiveHostPath = podRule({
  id: 'sec/sensitive-host-path',
  summary: `a pod that mounts a directory of the node's own programs, settings or keys`,
  fields: ['hostPath'],
  check(pod, { report }) {
    for (const { volume, node, path } of nodePaths(pod)) {
      if (isSensitive(node)) {
        report({
          path,
          message: `volume '${volume}' shows ${node} of the node`,
          fix: 'mount the one file or directory that is needed, or read it by the API',
        });
      }
    }
  },
});
