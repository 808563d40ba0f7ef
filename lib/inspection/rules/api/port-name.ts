import { containerRule } from '../../rule/rule';

/** What is wrong with the name of a port, or undefined: the IANA service name syntax. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) {
    return `must have at most 15 characters, got ${name.length} in '${name}'`;
  }
  if (!/^[a-z0-9-]*$/.test(name)) {
    return `must consist of lower-case letters, digits and '-', got '${name}'`;
  }
  if (!/[a-z]/.test(name)) {
    return `must contain a letter, got '${name}'`;
  }
  return name.includes('--') || /^-|-$/.test(name)
    ? `must not begin or end with '-' nor hold '--', got '${name}'`
    : undefined;
}

/** Finds names of container ports that the API server refuses. */
export const portName = containerRule({
  id: 'api/port-name',
  summary: 'a container port whose name is no service name, or stands twice in the container',
  fields: ['ports'],
  check({ container, at }, { report }) {
    const seen = new Set<string>();
    for (const [index, { name }] of (container.ports ?? []).entries()) {
      if (name === undefined || name === '') {
        continue;
      }
      const problem = portNameProblem(name);
      if (problem !== undefined) {
        const path = at('ports', index, 'name');
        report({ path, message: `the port name ${problem}`, fix: `give a short name, as 'http' or 'metrics'` });
      } else if (seen.has(name)) {
        const message = `the port name '${name}' stands twice in this container`;
        report({ path: at('ports', index, 'name'), message, fix: 'give each port its own name' });
      }
      seen.add(name);
    }
  },
});
