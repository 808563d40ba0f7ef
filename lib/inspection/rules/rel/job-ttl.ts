import { objectRule } from '../../rule/rule';
import type { Job } from '../../schema/wire-types';

/** Finds Jobs that stay in the cluster when they are done. */
export const jobTtl = objectRule<Job>({
  id: 'rel/job-ttl',
  summary: 'a Job without ttlSecondsAfterFinished, so that it and its pods stay for ever',
  kinds: ['Job.batch'],
  check({ manifest: { spec = {} } }, { report }) {
    if (spec.ttlSecondsAfterFinished === undefined) {
      report({
        path: ['spec', 'ttlSecondsAfterFinished'],
        message: 'the Job and its pods stay in the cluster when it is done',
        fix: 'add ttlSecondsAfterFinished, as 86400 for a day',
      });
    }
  },
});
