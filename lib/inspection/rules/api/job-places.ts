import type { ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import type { CronJob, Job, JobSpec } from '../../schema/wire-types';

/** The spec of a Job, or that of the Jobs that a CronJob makes, and its path; undefined where there is none. */
export function jobOf({ groupKind, manifest }: ManifestObject): readonly [path: Path, spec: JobSpec] | undefined {
  const isJob = groupKind === 'Job.batch';
  const spec = isJob ? (manifest as Job).spec : (manifest as CronJob).spec?.jobTemplate?.spec;
  return spec === undefined ? undefined : [isJob ? ['spec'] : ['spec', 'jobTemplate', 'spec'], spec];
}
