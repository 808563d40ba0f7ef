import { podRule } from '../../rule/rule';
import { nodePaths } from './node-paths';

/** Finds containers that may write to the node's disk. */
export const writableHostPath = podRule({
  id: 'sec/writable-host-path',
  summary: 'a container that may write to a directory of the node',
  fields: ['hostPath'],
  check(pod, { report }) {
    const paths = new Map(nodePaths(pod).map(({ volume, node }) => [volume, node]));
    for (const { container, label, at } of paths.size === 0 ? [] : pod.containers) {
      for (const [index, { name = '', readOnly }] of (container.volumeMounts ?? []).entries()) {
        const node = paths.get(name);
        if (node !== undefined && readOnly !== true) {
          const message = `container '${label}' may write to ${node} of the node`;
          report({ path: at('volumeMounts', index), message, fix: 'add readOnly: true' });
        }
      }
    }
  },
});
