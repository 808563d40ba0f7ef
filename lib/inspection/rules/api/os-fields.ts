import type { Path } from '../../formats/path';
import type { PodSecurityContext, SecurityContext } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** What only Linux has. */
const ofLinux: readonly (keyof PodSecurityContext | keyof SecurityContext)[] = [
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
];

/** The fields of a security context that belong to another operating system than the pod names. */
export function* fieldsOfOtherSystem(
  base: Path,
  context: SecurityContext & PodSecurityContext,
  os: string | undefined,
): Iterable<Problem> {
  for (const field of os === 'windows' ? ofLinux : os === 'linux' ? (['windowsOptions'] as const) : []) {
    if (context[field] !== undefined) {
      yield [[...base, field], `'${field}' must not be set for a pod of os.name: ${os}`, 'remove it'];
    }
  }
  if (os === 'windows' && (context.sysctls ?? []).length > 0) {
    yield [[...base, 'sysctls'], `'sysctls' must not be set for a pod of os.name: windows`, 'remove it'];
  }
}
