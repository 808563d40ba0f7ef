import { containerRule } from '../../rule/rule';

/** Finds containers that listen where, on a node, only root may. */
export const privilegedPort = containerRule({
  id: 'net/privileged-port',
  summary: 'a container that opens a port below 1024',
  fields: ['ports'],
  check({ container, label, at }, { report }) {
    for (const [index, { containerPort = 0 }] of (container.ports ?? []).entries()) {
      if (containerPort > 0 && containerPort < 1024) {
        const message = `container '${label}' opens port ${containerPort}, which some runtimes allow root alone`;
        const fix = 'listen on a port from 1024, and let the Service lead to it by targetPort';
        report({ path: at('ports', index, 'containerPort'), message, fix });
      }
    }
  },
});
