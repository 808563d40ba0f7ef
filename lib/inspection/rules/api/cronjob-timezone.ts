import { problemOfTimeZone } from '../../../core/text/time-zone';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { CronJob } from '../../schema/wire-types';

/** Finds time zones that the API server does not know. */
export const cronjobTimezone = objectRule<CronJob>({
  id: 'api/cronjob-timezone',
  summary: 'a CronJob whose time zone the API server does not know',
  kinds: ['CronJob.batch'],
  check({ manifest: { spec } }, { report }) {
    const { timeZone } = spec ?? {};
    const problem = timeZone === undefined ? undefined : problemOfTimeZone(timeZone);
    if (problem !== undefined) {
      report({
        path: ['spec', 'timeZone'],
        message: `the time zone must be a name of the IANA database, got ${describe(timeZone)}`,
        fix: problem.fix ?? 'write a name as Europe/Madrid or Etc/UTC, or remove it',
      });
    }
  },
});
