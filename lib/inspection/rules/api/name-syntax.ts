import type { GroupKind } from '../../model/manifest-object';
import {
  dns1035Label,
  dnsLabel,
  dnsSubdomain,
  pathSegment,
  suggestName,
  type NameFormat,
} from '../../formats/name-formats';
import { objectRule } from '../../rule/rule';
import { isClusterScoped } from '../../../core/kubernetes/cluster-scoped';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';
import { hostDomain, namesInPod, type NameCheck } from './pod-names';

const formats: ReadonlyMap<GroupKind, NameFormat> = new Map<GroupKind, NameFormat>([
  ['Namespace', dnsLabel],
  ['StatefulSet.apps', dnsLabel],
  ['PodDisruptionBudget.policy', pathSegment],
  ['Role.rbac.authorization.k8s.io', pathSegment],
  ['ClusterRole.rbac.authorization.k8s.io', pathSegment],
  ['RoleBinding.rbac.authorization.k8s.io', pathSegment],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', pathSegment],
  ['APIService.apiregistration.k8s.io', pathSegment],
  ['CertificateSigningRequest.certificates.k8s.io', pathSegment],
  ['ClusterTrustBundle.certificates.k8s.io', pathSegment],
  ['Event', pathSegment],
  ['IPAddress.networking.k8s.io', pathSegment],
  ['LeaseCandidate.coordination.k8s.io', pathSegment],
]);

/** The form that the API server asks of the name of a Service: from 1.36 on it may begin with a digit. */
export function serviceFormat(version: string): NameFormat {
  return isAtLeast(version, '1.36') ? dnsLabel : dns1035Label;
}

/** The form that the API server asks of the name of an object of a kind. */
export function nameFormatOf(groupKind: GroupKind, version: string): NameFormat {
  return groupKind === 'Service' ? serviceFormat(version) : (formats.get(groupKind) ?? dnsSubdomain);
}

/** Finds names with characters that the API server refuses; the length of an object's own name is api/name-length's. */
export const nameSyntax = objectRule({
  id: 'api/name-syntax',
  summary: 'a name with characters that the API server refuses',
  kinds: 'all',
  check(object, { version, report }) {
    const { namespace = '', generateName = '' } = object.manifest.metadata ?? {};
    const format = nameFormatOf(object.groupKind, version);
    const others = [...(object.pod === undefined ? [] : namesInPod(object.pod)), ...hostDomain(object)];
    const isNamed = object.name !== '' && format.pattern.test(object.name);
    if (others.length === 0 && isNamed && (namespace === '' || dnsLabel.pattern.test(namespace))) {
      return; // as it is with most objects
    }
    const prefix = generateName.replace(/-$/, 'a'); // what is generated follows the last hyphen
    const checks: readonly NameCheck[] = [
      [['metadata', 'name'], object.name, format],
      [['metadata', 'generateName'], object.name === '' ? prefix : '', format],
      [['metadata', 'namespace'], isClusterScoped(object.groupKind) ? '' : namespace, dnsLabel],
      ...others,
    ];
    for (const [path, value, expected] of checks) {
      const { title, pattern, rule, longest } = expected;
      const mayBeEmpty = path[path.length - 1] !== 'runtimeClassName';
      const tooLong = path[0] !== 'metadata' && value.length > longest;
      if ((value !== '' || !mayBeEmpty) && (!pattern.test(value) || tooLong)) {
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
