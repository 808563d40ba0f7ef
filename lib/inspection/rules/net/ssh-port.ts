import { containerRule } from '../../rule/rule';

/** Finds containers with an SSH server. */
export const sshPort = containerRule({
  id: 'net/ssh-port',
  summary: 'a container that opens port 22, as an SSH server does',
  fields: ['ports'],
  check({ container, label, at }, { report }) {
    for (const [index, { containerPort, protocol = 'TCP' }] of (container.ports ?? []).entries()) {
      if (containerPort === 22 && protocol === 'TCP') {
        const message = `container '${label}' opens port 22, as an SSH server does`;
        const fix = 'use kubectl exec, whose rights are those of the cluster';
        report({ path: at('ports', index, 'containerPort'), message, fix });
      }
    }
  },
});
