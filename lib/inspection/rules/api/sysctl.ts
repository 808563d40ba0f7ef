import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

const pattern = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const longest = 253;

/** Finds sysctls that the API server refuses. */
export const sysctl = podRule({
  id: 'api/sysctl',
  summary: 'a sysctl without a valid name, or that stands twice',
  fields: ['securityContext'],
  check(pod, { report }) {
    const seen = new Set<string>();
    for (const [index, { name }] of (pod.spec.securityContext?.sysctls ?? []).entries()) {
      const path = pod.at('securityContext', 'sysctls', index, 'name');
      if (name === undefined) {
        continue;
      }
      if (name.length > longest || !pattern.test(name)) {
        const message = `the name of a sysctl must be words of a-z, 0-9, '-' and '_' joined by '.', got ${describe(name)}`;
        report({ path, message, fix: `write it as 'net.core.somaxconn'` });
      } else if (seen.has(name)) {
        report({ path, message: `the sysctl '${name}' stands twice`, fix: 'remove one of the two' });
      }
      seen.add(name);
    }
  },
});
