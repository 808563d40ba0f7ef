import type { Path } from '../../path';
import type { Pod, PodContainer } from '../../pod';
import type { SecurityContext } from '../../schema/wire-types';

/** A check of a profile of Pod Security, as the Kubernetes version has it. */
export type PodSecurityCheck = (pod: Pod, version: string) => Iterable<PodSecurityViolation>;

/** A place that violates the profile, what is wrong there, and the fix. */
export type PodSecurityViolation = readonly [path: Path, message: string, fix: string];

const volumeTypes = new Set(
  'configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret image name'.split(' '),
);

function securityOf({ container }: PodContainer): SecurityContext {
  return container.securityContext ?? {};
}

function isWindows(pod: Pod): boolean {
  return pod.spec.os?.name === 'windows';
}

function* volumes(pod: Pod): Iterable<PodSecurityViolation> {
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    const type = Object.keys(volume).find((key) => !volumeTypes.has(key));
    if (type !== undefined) {
      yield [
        pod.at('volumes', index, type),
        `a ${type} volume is not allowed`,
        'use a claim, emptyDir, configMap or secret',
      ];
    }
  }
}

function* escalation(pod: Pod): Iterable<PodSecurityViolation> {
  for (const each of isWindows(pod) ? [] : pod.containers) {
    if (securityOf(each).allowPrivilegeEscalation !== false) {
      const message = `container '${each.label}' must set allowPrivilegeEscalation to false`;
      yield [each.at('securityContext', 'allowPrivilegeEscalation'), message, 'set it to false'];
    }
  }
}

function* nonRoot(pod: Pod): Iterable<PodSecurityViolation> {
  const ofPod = pod.spec.securityContext?.runAsNonRoot;
  for (const each of pod.containers) {
    const own = securityOf(each).runAsNonRoot;
    if ((own ?? ofPod) !== true) {
      const message = `container '${each.label}' must run with runAsNonRoot: true, its own or the pod's`;
      yield [each.at('securityContext', 'runAsNonRoot'), message, 'set it for the pod'];
    }
  }
}

function* user(pod: Pod): Iterable<PodSecurityViolation> {
  const places = [
    [pod.at('securityContext', 'runAsUser'), pod.spec.securityContext?.runAsUser] as const,
    ...pod.containers.map((each) => [each.at('securityContext', 'runAsUser'), securityOf(each).runAsUser] as const),
  ];
  for (const [path, uid] of places) {
    if (uid === 0) {
      yield [path, 'the user must not be root, got runAsUser 0', 'give the uid that the image is made for'];
    }
  }
}

function* seccomp(pod: Pod): Iterable<PodSecurityViolation> {
  const ofPod = pod.spec.securityContext?.seccompProfile?.type;
  for (const each of isWindows(pod) ? [] : pod.containers) {
    const type = securityOf(each).seccompProfile?.type ?? ofPod;
    if (type !== 'RuntimeDefault' && type !== 'Localhost') {
      const message = `container '${each.label}' must have the seccomp profile RuntimeDefault or Localhost, got ${type ?? 'none'}`;
      yield [
        each.at('securityContext', 'seccompProfile'),
        message,
        'set seccompProfile.type: RuntimeDefault for the pod',
      ];
    }
  }
}

function* capabilities(pod: Pod): Iterable<PodSecurityViolation> {
  for (const each of isWindows(pod) ? [] : pod.containers) {
    const { add = [], drop = [] } = securityOf(each).capabilities ?? {};
    if (!drop.includes('ALL')) {
      yield [
        each.at('securityContext', 'capabilities', 'drop'),
        `container '${each.label}' must drop ALL capabilities`,
        'add ALL',
      ];
    }
    for (const [index, name] of add.entries()) {
      if (name !== 'NET_BIND_SERVICE') {
        const message = `container '${each.label}' may add NET_BIND_SERVICE alone, got ${name}`;
        yield [each.at('securityContext', 'capabilities', 'add', index), message, 'remove it'];
      }
    }
  }
}

/**
 * What the restricted profile asks beyond baseline.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restrictedChecks: readonly PodSecurityCheck[] = [
  volumes,
  escalation,
  nonRoot,
  user,
  seccomp,
  capabilities,
];
