import { refusalOfCronExpression } from '../../../core/text/cron-expression';
import { problemOfTimeZone } from '../../../core/text/time-zone';
import { objectRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';
import type { CronJob } from '../../schema/wire-types';

/** Finds schedules that the API server cannot read. */
export const cronjobSchedule = objectRule<CronJob>({
  id: 'api/cronjob-schedule',
  summary: 'a CronJob whose schedule the API server cannot read',
  kinds: ['CronJob.batch'],
  check({ manifest: { spec } }, { report, version }) {
    const { schedule, timeZone } = spec ?? {};
    if (schedule === undefined) {
      return;
    }
    const problem =
      schedule === '' ? 'must not be empty' : problemOf(schedule, timeZone !== undefined, isAtLeast(version, '1.29'));
    if (problem !== undefined) {
      const [what = '', ...fix] = problem.split('; ');
      report({
        path: ['spec', 'schedule'],
        message: `the schedule ${what}; got ${describe(schedule)}`,
        fix: fix.length > 0 ? fix.join('; ') : `write five fields, as '0 3 * * *', or a macro, as '@daily'`,
      });
    }
  },
});

function problemOf(schedule: string, hasTimeZone: boolean, refusesZones: boolean): string | undefined {
  const [, zone, rest] = /^(?:CRON_)?TZ=(\S*)(.*)$/.exec(schedule) ?? [];
  if (zone === undefined || rest === undefined) {
    return refusalOfCronExpression(schedule);
  }
  const fix = `remove it and write timeZone: ${zone === '' ? 'Etc/UTC' : zone}`;
  if (refusesZones) {
    return `may name no time zone from Kubernetes 1.29 on; ${fix}`;
  }
  if (hasTimeZone) {
    return `may name no time zone beside the field 'timeZone'; ${fix}`;
  }
  return problemOfTimeZone(zone) === undefined ? refusalOfCronExpression(rest.trim()) : `names no time zone; ${fix}`;
}
