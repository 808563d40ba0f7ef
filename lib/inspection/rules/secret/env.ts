import { containerRule } from '../../rule/rule';

/** Finds secrets that a process has in its environment. */
export const secretEnv = containerRule({
  id: 'secret/env',
  summary: 'a container that has a secret in its environment',
  fields: ['env', 'envFrom'],
  check({ container: { env = [], envFrom = [] }, label, at }, { report }) {
    const fix = 'mount the Secret as a file, and give the process its path';
    const told = 'which every child process and crash report gets';
    for (const [index, { name = '', valueFrom }] of env.entries()) {
      if (valueFrom?.secretKeyRef !== undefined) {
        const message = `container '${label}' has a secret in its environment as ${name}, ${told}`;
        report({ path: at('env', index), message, fix });
      }
    }
    for (const [index, { secretRef }] of envFrom.entries()) {
      if (secretRef !== undefined) {
        const message = `container '${label}' has Secret '${secretRef.name ?? ''}' in its environment, ${told}`;
        report({ path: at('envFrom', index), message, fix });
      }
    }
  },
});
