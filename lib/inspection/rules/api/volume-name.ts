import { dnsLabel, suggestName } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import { claimTemplatesOf } from './metadata-places';

/** Finds volumes whose name the API server refuses. */
export const volumeName = podRule({
  id: 'api/volume-name',
  summary: 'a volume whose name is no RFC 1123 label, or stands twice in the pod',
  fields: ['volumes', 'volumeClaimTemplates'],
  check(pod, { report }) {
    const volumes = (pod.spec.volumes ?? []).map(
      ({ name }, index) => [pod.at('volumes', index, 'name'), name] as const,
    );
    const claims = claimTemplatesOf(pod.object).map(
      ({ metadata }, index) =>
        [['spec', 'volumeClaimTemplates', index, 'metadata', 'name'], metadata?.name ?? ''] as const,
    );
    check(volumes, 'volume');
    check(claims, 'claim template');

    function check(names: readonly (readonly [Path, string | undefined])[], what: string): void {
      const seen = new Set<string>();
      for (const [path, name] of names) {
        if (name === undefined) {
          continue;
        }
        if (!dnsLabel.pattern.test(name) || name.length > dnsLabel.longest) {
          const suggestion = suggestName(name, dnsLabel);
          report({
            path,
            message: `the name of a ${what} must be ${dnsLabel.title}: ${dnsLabel.rule}, 1 to ${dnsLabel.longest} characters; got ${describe(name)}`,
            fix: suggestion === undefined ? 'give it a short name' : `write ${suggestion}`,
          });
        } else if (seen.has(name)) {
          const message = `the ${what} '${name}' stands twice in this ${what === 'volume' ? 'pod' : 'StatefulSet'}`;
          report({ path, message, fix: `give each ${what} its own name` });
        }
        seen.add(name);
      }
    }
  },
});
