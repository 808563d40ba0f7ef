import { podRule } from '../../rule/rule';

/** Finds containers that must not run as root, and are told to. */
export const nonrootUidZero = podRule({
  id: 'runtime/nonroot-uid-zero',
  summary: 'a container with runAsNonRoot: true and runAsUser: 0, which never starts',
  fields: ['securityContext'],
  check(pod, { report }) {
    const ofPod = pod.spec.securityContext ?? {};
    for (const { container, label, at } of pod.containers) {
      const own = container.securityContext ?? {};
      if ((own.runAsNonRoot ?? ofPod.runAsNonRoot) === true && (own.runAsUser ?? ofPod.runAsUser) === 0) {
        const path =
          own.runAsUser === undefined ? pod.at('securityContext', 'runAsUser') : at('securityContext', 'runAsUser');
        report({
          path,
          message: `container '${label}' has runAsNonRoot: true and runAsUser: 0, so the kubelet refuses to start it`,
          fix: 'give the id of a user other than root, or drop runAsNonRoot',
        });
      }
    }
  },
});
