import type { GroupKind } from '../../manifest-object';
import { dns1035Label, dnsLabel, dnsSubdomain, pathSegment, suggestName, type NameFormat } from '../../name-formats';
import { objectRule } from '../../rule';

const formats: ReadonlyMap<GroupKind, NameFormat> = new Map<GroupKind, NameFormat>([
  ['Service', dns1035Label],
  ['Namespace', dnsLabel],
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

/** Finds names of objects and namespaces with characters that the API server refuses; their length is api/name-length's. */
export const nameSyntax = objectRule({
  id: 'api/name-syntax',
  summary: 'a name with characters that the API server refuses',
  kinds: 'all',
  check(object, { report }) {
    const { namespace = '' } = object.manifest.metadata ?? {};
    const checks = [
      ['name', object.name, nameFormatOf(object.groupKind)],
      ['namespace', namespace, dnsLabel],
    ] as const;
    for (const [key, value, format] of checks) {
      if (value !== '' && !format.pattern.test(value)) {
        const suggestion = suggestName(value, format);
        report({
          path: ['metadata', key],
          message: `the ${key} must be ${format.title}: ${format.rule}; got ${JSON.stringify(value)}`,
          fix: suggestion === undefined ? `choose another ${key}` : `write ${suggestion}`,
        });
      }
    }
  },
});
