import { podRule } from '../../rule/rule';

/** Finds workloads that run on any node. */
export const nodeAffinity = podRule({
  id: 'rel/node-affinity',
  summary: 'a pod that says nothing of the nodes it runs on',
  check(pod, { report }) {
    const { nodeSelector = {}, nodeName = '', affinity: { nodeAffinity: terms = {} } = {} } = pod.spec;
    if (nodeName === '' && Object.keys(nodeSelector).length === 0 && Object.keys(terms).length === 0) {
      report({
        path: pod.at('nodeSelector'),
        message: 'the pod runs on any node, whatever its hardware or purpose',
        fix: 'add nodeSelector or affinity.nodeAffinity',
      });
    }
  },
});
