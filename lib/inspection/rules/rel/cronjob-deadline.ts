import { objectRule } from '../../rule/rule';
import type { CronJob } from '../../schema/wire-types';

/** Finds CronJobs that make up for a missed run at any later time, or that miss runs for want of time. */
export const cronjobDeadline = objectRule<CronJob>({
  id: 'rel/cronjob-deadline',
  summary: 'a CronJob without startingDeadlineSeconds, or with less than 10',
  kinds: ['CronJob.batch'],
  check({ manifest: { spec = {} } }, { report }) {
    const { startingDeadlineSeconds: seconds } = spec;
    if (seconds === undefined) {
      const message = 'a run that was missed starts at any later time, as long as the next one is not due';
      const fix = 'add startingDeadlineSeconds: how late a run may begin';
      report({ path: ['spec', 'startingDeadlineSeconds'], message, fix });
    } else if (seconds < 10) {
      const message = `schedules are looked at every 10 seconds, so runs are missed, got startingDeadlineSeconds ${seconds}`;
      report({ path: ['spec', 'startingDeadlineSeconds'], message, fix: 'write 10 or more' });
    }
  },
});
