import type { Pod, PodContainer } from '../../model/pod';

/** Whether the pods are meant to run until they are stopped, and not to their end as those of a Job. */
function isLongRunning({ object, spec }: Pod): boolean {
  return (
    object.groupKind !== 'Job.batch' &&
    object.groupKind !== 'CronJob.batch' &&
    (spec.restartPolicy ?? 'Always') === 'Always'
  );
}

/** Whether a container opens a port for others than the one who reads its metrics. */
function serves({ container }: PodContainer): boolean {
  return (container.ports ?? []).some(({ name = '' }) => !/^(.*-)?metrics$/.test(name));
}

/**
 * The containers that a probe is due to: of a pod with several, those that serve, and not its log shipper or exporter.
 *
 * @returns all where none says what it serves; none of a pod that runs to its end
 */
export function probed(pod: Pod): readonly PodContainer[] {
  const main = isLongRunning(pod) ? pod.containers.filter(({ role }) => role === 'main') : [];
  const serving = main.length > 1 ? main.filter(serves) : [];
  return serving.length > 0 ? serving : main;
}
