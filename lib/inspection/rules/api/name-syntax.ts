import type { GroupKind } from '../../manifest-object';
import { dns1035Label, dnsLabel, dnsSubdomain, pathSegment, suggestName, type NameFormat } from '../../name-formats';
import type { Path } from '../../path';
import type { Pod } from '../../pod';
import { objectRule } from '../../rule';
import { describe } from '../../schema/validator';

const formats: ReadonlyMap<GroupKind, NameFormat> = new Map<GroupKind, NameFormat>([
  ['Service', dns1035Label],
  ['Namespace', dnsLabel],
  ['StatefulSet.apps', dnsLabel],
  ['PodDisruptionBudget.policy', pathSegment],
  ['Role.rbac.authorization.k8s.io', pathSegment],
  ['ClusterRole.rbac.authorization.k8s.io', pathSegment],
  ['RoleBinding.rbac.authorization.k8s.io', pathSegment],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', pathSegment],
  ['APIService.apiregistration.k8s.io', pathSegment],
]);

/** The form that the API server asks of the name of an object of a kind. */
export function nameFormatOf(groupKind: GroupKind): NameFormat {
  return formats.get(groupKind) ?? dnsSubdomain;
}

/** Finds names with characters that the API server refuses; the length of an object's own name is api/name-length's. */
export const nameSyntax = objectRule({
  id: 'api/name-syntax',
  summary: 'a name with characters that the API server refuses',
  kinds: 'all',
  check(object, { report }) {
    const { namespace = '', generateName = '' } = object.manifest.metadata ?? {};
    const format = nameFormatOf(object.groupKind);
    const prefix = generateName.replace(/-$/, 'a'); // what is generated follows the last hyphen
    const checks: readonly Check[] = [
      [['metadata', 'name'], object.name, format],
      [['metadata', 'generateName'], object.name === '' ? prefix : '', format],
      [['metadata', 'namespace'], namespace, dnsLabel],
      ...(object.pod === undefined ? [] : namesInPod(object.pod)),
    ];
    for (const [path, value, expected] of checks) {
      const { title, pattern, rule, longest } = expected;
      const tooLong = path[0] !== 'metadata' && value.length > longest;
      if (value !== '' && (!pattern.test(value) || tooLong)) {
        const key = path[path.length - 1] ?? 'name';
        const suggestion = suggestName(value, expected);
        const limit = tooLong ? `, with at most ${longest} characters` : '';
        report({
          path,
          message: `the ${key} must be ${title}: ${rule}${limit}; got ${describe(value)}`,
          fix: suggestion === undefined ? `choose another ${key}` : `write ${suggestion}`,
        });
      }
    }
  },
});

type Check = readonly [path: Path, value: string, format: NameFormat];

/** The names that a pod gives itself, or that it knows other objects by. */
function namesInPod(pod: Pod): readonly Check[] {
  const { hostname, subdomain, nodeName, serviceAccountName, priorityClassName, runtimeClassName } = pod.spec;
  return [
    [pod.at('hostname'), hostname ?? '', dnsLabel],
    [pod.at('subdomain'), subdomain ?? '', dnsLabel],
    [pod.at('nodeName'), nodeName ?? '', dnsSubdomain],
    [pod.at('serviceAccountName'), serviceAccountName ?? '', dnsSubdomain],
    [pod.at('priorityClassName'), priorityClassName ?? '', dnsSubdomain],
    [pod.at('runtimeClassName'), runtimeClassName ?? '', dnsSubdomain],
  ];
}
