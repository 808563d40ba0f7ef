import { podRule } from '../../rule/rule';
import { probed } from './long-running';

/** Finds containers of long-running pods without a liveness probe. */
export const liveness = podRule({
  id: 'rel/liveness',
  summary: 'a container without a liveness probe, so that it is not restarted when it hangs',
  check(pod, { report }) {
    for (const { container, label, at } of probed(pod)) {
      if (container.livenessProbe === undefined) {
        report({
          path: at(),
          message: `container '${label}' has no livenessProbe; it is not restarted when it hangs`,
          fix: 'add a livenessProbe that fails only when a restart helps',
        });
      }
    }
  },
});
