import type { Pod } from '../../pod';

/** Whether the pods are meant to run until they are stopped, and not to their end as those of a Job. */
export function isLongRunning({ object, spec }: Pod): boolean {
  return (
    object.groupKind !== 'Job.batch' &&
    object.groupKind !== 'CronJob.batch' &&
    (spec.restartPolicy ?? 'Always') === 'Always'
  );
}
