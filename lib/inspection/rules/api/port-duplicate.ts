import type { PodContainer } from '../../model/pod';
import { podRule, type RuleContext } from '../../rule/rule';

/** Finds ports of the node that two containers of one pod would take; on the network of the node, that is every port. */
export const portDuplicate = podRule({
  id: 'api/port-duplicate',
  summary: 'a port of the node that is taken twice in one pod',
  fields: ['ports'],
  check(pod, context) {
    const taken = new Map<string, string>();
    for (const container of pod.containers) {
      if (container.role === 'main') {
        claim(container, taken, context);
      } else if (container.role !== 'ephemeral') {
        claim(container, new Map(), context); // init containers run one after another
      }
    }
  },
});

function claim({ container, label, at, pod }: PodContainer, taken: Map<string, string>, { report }: RuleContext): void {
  for (const [index, { containerPort = 0, hostPort = 0, hostIP = '', protocol = '' }] of (
    container.ports ?? []
  ).entries()) {
    const onNode = hostPort === 0 && pod.spec.hostNetwork === true ? containerPort : hostPort;
    const key = `${protocol === '' ? 'TCP' : protocol}/${hostIP}/${onNode}`;
    const owner = taken.get(key);
    if (onNode !== 0 && owner !== undefined) {
      const which = owner === label ? 'the same container' : `container '${owner}'`;
      const why = hostPort === 0 ? ', since hostNetwork makes every port one of the node' : '';
      report({
        path: at('ports', index, hostPort === 0 ? 'containerPort' : 'hostPort'),
        message: `port ${onNode} of the node is taken twice, here and by ${which}${why}`,
        fix: 'remove one of the two, or give it another port',
      });
    }
    taken.set(key, owner ?? label);
  }
}
