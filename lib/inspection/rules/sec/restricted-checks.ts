import type { Path } from '../../formats/path';
import type { Pod, PodContainer } from '../../model/pod';
import type { SecurityContext } from '../../schema/wire-types';

/** A check of a profile of Pod Security, as the Kubernetes version has it. */
export type PodSecurityCheck = (pod: Pod, found: PodSecurityReport, version: string) => void;

/** Takes a place that violates the profile, what is wrong there, and the fix. */
export type PodSecurityReport = (path: Path, message: string, fix: string) => void;

const volumeTypes = new Set(
  'configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret image name'.split(' '),
);

function securityOf({ container }: PodContainer): SecurityContext {
  return container.securityContext ?? {};
}

function isWindows(pod: Pod): boolean {
  return pod.spec.os?.name === 'windows';
}

function volumes(pod: Pod, found: PodSecurityReport): void {
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    const type = Object.keys(volume).find((key) => !volumeTypes.has(key));
    if (type !== undefined) {
      found(
        pod.at('volumes', index, type),
        `a ${type} volume is not allowed`,
        'use a claim, emptyDir, configMap or secret',
      );
    }
  }
}

function escalation(pod: Pod, found: PodSecurityReport): void {
  for (const each of isWindows(pod) ? [] : pod.containers) {
    if (securityOf(each).allowPrivilegeEscalation !== false) {
      const message = `container '${each.label}' must set allowPrivilegeEscalation to false`;
      found(each.at('securityContext', 'allowPrivilegeEscalation'), message, 'set it to false');
    }
  }
}

function nonRoot(pod: Pod, found: PodSecurityReport): void {
  const ofPod = pod.spec.securityContext?.runAsNonRoot;
  for (const each of pod.containers) {
    const own = securityOf(each).runAsNonRoot;
    if ((own ?? ofPod) !== true) {
      const message = `container '${each.label}' must run with runAsNonRoot: true, its own or the pod's`;
      found(each.at('securityContext', 'runAsNonRoot'), message, 'set it for the pod');
    }
  }
}

function user(pod: Pod, found: PodSecurityReport): void {
  for (const { context, at } of pod.securityContexts) {
    if (context.runAsUser === 0) {
      found(at('runAsUser'), 'the user must not be root, got runAsUser 0', 'give the uid that the image is made for');
    }
  }
}

function seccomp(pod: Pod, found: PodSecurityReport): void {
  const ofPod = pod.spec.securityContext?.seccompProfile?.type;
  for (const each of isWindows(pod) ? [] : pod.containers) {
    const type = securityOf(each).seccompProfile?.type ?? ofPod;
    if (type !== 'RuntimeDefault' && type !== 'Localhost') {
      const message = `container '${each.label}' must have the seccomp profile RuntimeDefault or Localhost, got ${type ?? 'none'}`;
      found(
        each.at('securityContext', 'seccompProfile'),
        message,
        'set seccompProfile.type: RuntimeDefault for the pod',
      );
    }
  }
}

function capabilities(pod: Pod, found: PodSecurityReport): void {
  for (const each of isWindows(pod) ? [] : pod.containers) {
    const { add = [], drop = [] } = securityOf(each).capabilities ?? {};
    if (!drop.includes('ALL')) {
      found(
        each.at('securityContext', 'capabilities', 'drop'),
        `container '${each.label}' must drop ALL capabilities`,
        'add ALL',
      );
    }
    for (const [index, name] of add.entries()) {
      if (name !== 'NET_BIND_SERVICE') {
        const message = `container '${each.label}' may add NET_BIND_SERVICE alone, got ${name}`;
        found(each.at('securityContext', 'capabilities', 'add', index), message, 'remove it');
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
