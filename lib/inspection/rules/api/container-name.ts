import { dnsLabel, suggestName } from '../../formats/name-formats';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

/** Finds containers whose name the API server refuses, and pods without any container. */
export const containerName = podRule({
  id: 'api/container-name',
  summary: 'a container whose name is no RFC 1123 label or stands twice in the pod, or a pod without containers',
  check(pod, { report }) {
    if (pod.spec.containers?.length === 0) {
      report({ path: pod.at('containers'), message: 'a pod needs a container, got none', fix: 'add one' });
    }
    const owners = new Map<string, string>();
    for (const { container, role, at } of pod.containers) {
      const { name } = container;
      if (name === undefined) {
        continue;
      }
      const owner = owners.get(name);
      if (!dnsLabel.pattern.test(name) || name.length > dnsLabel.longest) {
        const suggestion = suggestName(name, dnsLabel);
        report({
          path: at('name'),
          message: `the name of a container must be ${dnsLabel.title}: ${dnsLabel.rule}, 1 to ${dnsLabel.longest} characters; got ${describe(name)}`,
          fix: suggestion === undefined ? 'give it a short name' : `write ${suggestion}`,
        });
      } else if (owner !== undefined) {
        const message = `the name '${name}' stands twice in this pod, for ${owner} and for ${article(role)} container`;
        report({ path: at('name'), message, fix: 'give each container, init containers included, its own name' });
      }
      owners.set(name, owner ?? `${article(role)} container`);
    }
  },
});

function article(role: string): string {
  return role === 'init' || role === 'ephemeral' ? `an ${role}` : `a ${role}`;
}
