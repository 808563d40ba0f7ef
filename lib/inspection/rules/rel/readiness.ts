import { podRule } from '../../rule';

/** Kinds whose pods run to their end, so that nothing waits for them to be ready. */
const toTheirEnd = ['Job.batch', 'CronJob.batch'];

/** Finds containers of long-running pods without a readiness probe. */
export const readiness = podRule({
  id: 'rel/readiness',
  summary: 'a container without a readiness probe, so that it gets traffic before it can answer',
  check(pod, { report }) {
    if (toTheirEnd.includes(pod.object.groupKind)) {
      return;
    }
    for (const { container, role, label, at } of pod.containers) {
      if (role === 'main' && container.readinessProbe === undefined) {
        report({
          path: at(),
          message: `container '${label}' has no readinessProbe; it gets traffic as soon as its process starts`,
          fix: 'add a readinessProbe that succeeds when the container can serve',
        });
      }
    }
  },
});
