import { containerRule } from '../../rule/rule';

/** Whether a number can be a port. */
export function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
}

/** Finds ports of containers that are no ports. */
export const portRange = containerRule({
  id: 'api/port-range',
  summary: 'a port of a container that is not between 1 and 65535',
  fields: ['ports'],
  check({ container, at }, { report }) {
    for (const [index, { containerPort, hostPort = 0 }] of (container.ports ?? []).entries()) {
      if (containerPort !== undefined && !isPort(containerPort)) {
        const message = `the containerPort must be between 1 and 65535, got ${containerPort}`;
        report({
          path: at('ports', index, 'containerPort'),
          message,
          fix: 'give the port that the process listens on',
        });
      }
      if (hostPort !== 0 && !isPort(hostPort)) {
        const message = `the hostPort must be between 1 and 65535, got ${hostPort}`;
        report({ path: at('ports', index, 'hostPort'), message, fix: 'give a free port of the node, or remove it' });
      }
    }
  },
});
