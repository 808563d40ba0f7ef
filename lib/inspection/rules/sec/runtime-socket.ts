import { podRule } from '../../rule/rule';
import { nodePaths, runtimeSockets } from './node-paths';

/** Finds pods that reach the socket of the container runtime. */
export const runtimeSocket = podRule({
  id: 'sec/runtime-socket',
  summary: `a pod that mounts the socket of the node's container runtime`,
  fields: ['hostPath'],
  check(pod, { report }) {
    for (const { volume, node, path } of nodePaths(pod)) {
      if (runtimeSockets.includes(node.slice(node.lastIndexOf('/') + 1))) {
        report({
          path,
          message: `volume '${volume}' is the socket ${node}: who reaches it starts containers as root on the node`,
          fix: 'remove it; build images without a daemon, and read metrics from the kubelet',
        });
      }
    }
  },
});
