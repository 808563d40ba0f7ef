import type { Path } from '../../formats/path';
import type { PlacedSecurityContext } from '../../model/manifest-object';
import type { Pod } from '../../model/pod';
import { podRule } from '../../rule/rule';
import type { PodSecurityContext, SecurityContext } from '../../schema/wire-types';
import type { Problem } from './node-selector';
import { fieldsOfOtherSystem } from './os-fields';

/** The largest id of a user or group. */
const largestId = 2 ** 31 - 1;

/** Finds security contexts whose fields contradict each other, or the operating system of the pod. */
export const securityContextConflict = podRule({
  id: 'api/security-context-conflict',
  summary: 'a security context whose fields contradict each other or the operating system, or with an id out of range',
  fields: ['securityContext', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'os'],
  check(pod, { report }) {
    if (!mayConflict(pod)) {
      return;
    }
    for (const [path, message, fix] of [...ofPod(pod), ...ofContainers(pod)]) {
      report({ path, message, fix });
    }
  },
});

/** Whether a pod has anything that could be wrong: most say no more than what every pod should. */
function mayConflict({ spec, securityContexts }: Pod): boolean {
  const mayBeWrong = ({ context }: PlacedSecurityContext): boolean =>
    (context.runAsUser ?? context.runAsGroup ?? context.fsGroup ?? context.supplementalGroups) !== undefined ||
    context.privileged === true ||
    context.capabilities?.add !== undefined;
  return spec.hostPID === true || spec.os !== undefined || securityContexts.some(mayBeWrong);
}

function* ofPod(pod: Pod): Iterable<Problem> {
  const { hostPID, shareProcessNamespace, securityContext = {}, os } = pod.spec;
  yield* inAny(pod.at('securityContext'), securityContext, os?.name);
  if (hostPID === true && shareProcessNamespace === true) {
    const message = 'hostPID and shareProcessNamespace must not both be true, since the first shares more';
    yield [pod.at('shareProcessNamespace'), message, 'remove one of the two'];
  }
  for (const field of os?.name === 'windows' ? (['hostPID', 'hostIPC'] as const) : []) {
    if (pod.spec[field] === true) {
      yield [pod.at(field), `${field} must not be true for a Windows pod`, 'remove it'];
    }
  }
}

function* ofContainers({ containers, spec }: Pod): Iterable<Problem> {
  for (const { container, label, at } of containers) {
    const context = container.securityContext ?? {};
    const { allowPrivilegeEscalation, privileged, capabilities: { add = [] } = {} } = context;
    yield* inAny(at('securityContext'), context, spec.os?.name);
    const all = privileged === true ? 'privileged: true' : 'the capability CAP_SYS_ADMIN';
    if (allowPrivilegeEscalation === false && (privileged === true || add.includes('CAP_SYS_ADMIN'))) {
      const message = `container '${label}' has ${all}, so allowPrivilegeEscalation cannot be false`;
      yield [at('securityContext', 'allowPrivilegeEscalation'), message, `remove ${all}, or allow the escalation`];
    }
  }
}

function* inAny(base: Path, context: SecurityContext & PodSecurityContext, os: string | undefined): Iterable<Problem> {
  const { runAsUser, runAsGroup, fsGroup, supplementalGroups = [] } = context;
  if (os === undefined && (runAsUser ?? runAsGroup ?? fsGroup ?? supplementalGroups[0]) === undefined) {
    return;
  }
  const groups = supplementalGroups.map((id, index) => [['supplementalGroups', index], id] as const);
  const ids = [[['runAsUser'], runAsUser], [['runAsGroup'], runAsGroup], [['fsGroup'], fsGroup], ...groups] as const;
  for (const [steps, id] of ids) {
    if (id !== undefined && (id < 0 || id > largestId)) {
      yield [[...base, ...steps], `the id must be between 0 and ${largestId}, got ${id}`, 'give an id in this range'];
    }
  }
  yield* fieldsOfOtherSystem(base, context, os);
}
