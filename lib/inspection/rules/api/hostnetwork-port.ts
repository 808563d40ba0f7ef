import { podRule } from '../../rule/rule';

/** Finds host ports that differ from the port of the container although both are the same on the network of the node. */
export const hostnetworkPort = podRule({
  id: 'api/hostnetwork-port',
  summary: 'a hostPort that is not the containerPort, in a pod on the network of the node',
  fields: ['hostNetwork'],
  check(pod, { report }) {
    if (pod.spec.hostNetwork !== true) {
      return;
    }
    for (const { container, role, at } of pod.containers) {
      for (const [index, { containerPort, hostPort = 0 }] of (role === 'main'
        ? (container.ports ?? [])
        : []
      ).entries()) {
        if (containerPort !== undefined && hostPort !== 0 && hostPort !== containerPort) {
          report({
            path: at('ports', index, 'hostPort'),
            message: `beside hostNetwork: true, the hostPort must be the containerPort (${containerPort}), got ${hostPort}`,
            fix: `remove it, or write ${containerPort}`,
          });
        }
      }
    }
  },
});
