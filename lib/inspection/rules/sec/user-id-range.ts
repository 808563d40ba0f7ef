import { podRule } from '../../rule/rule';

const least = 10_000;

/** Finds containers whose user or group may be one of the node's. */
export const userIdRange = podRule({
  id: 'sec/user-id-range',
  summary: 'a container whose user or group id is not set, or below 10000, where the ids of the node may be',
  check(pod, { report }) {
    for (const { container, role, label, at } of pod.spec.os?.name === 'windows' ? [] : pod.containers) {
      for (const field of role === 'ephemeral' ? [] : (['runAsUser', 'runAsGroup'] as const)) {
        const own = container.securityContext?.[field];
        const id = own ?? pod.spec.securityContext?.[field];
        if (id === undefined || id < least) {
          const path =
            own === undefined && id !== undefined ? pod.at('securityContext', field) : at('securityContext', field);
          const message = `container '${label}' must have a ${field} of ${least} or more, got ${id ?? 'none'}`;
          report({ path, message, fix: `set ${field}, if the image can run with any id` });
        }
      }
    }
  },
});
