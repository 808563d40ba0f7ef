import { podRule } from '../../rule/rule';
import { probed } from './long-running';

/** Finds containers of long-running pods without a readiness probe. */
export const readiness = podRule({
  id: 'rel/readiness',
  summary: 'a container without a readiness probe, so that it gets traffic before it can answer',
  check(pod, { report }) {
    for (const { container, label, at } of probed(pod)) {
      if (container.readinessProbe === undefined) {
        report({
          path: at(),
          message: `container '${label}' has no readinessProbe; it gets traffic as soon as its process starts`,
          fix: 'add a readinessProbe that succeeds when the container can serve',
        });
      }
    }
  },
});
