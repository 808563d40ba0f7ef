import type { Cron } from 'cdk8s';
import { show } from '../../core/errors';
import { field } from '../../core/shape';
import { problemOfCronExpression } from '../../core/text/cron-expression';
import { problemOfTimeZone } from '../../core/text/time-zone';

/** A schedule: a cron expression, or a cdk8s Cron. @internal */
export const schedule = field((value, at) => {
  const expression = isCron(value) ? value.expressionString : value;
  if (typeof expression !== 'string' || expression === '') {
    return at.mustBe('a cron expression such as "*/15 * * * *", or a Cron', value);
  }
  const problem = problemOfCronExpression(expression);
  if (problem === undefined) return;
  const [what, ...fix] = problem.split('; ');
  at.add(`${what}, got ${show(expression)}`, fix.length === 0 ? undefined : fix.join('; '));
});

/** A schedule as the API has it. @internal */
export function toSchedule(value: string | Cron): string {
  return isCron(value) ? value.expressionString : value;
}

/** Whether a value is a cdk8s Cron, of whichever copy of cdk8s. */
function isCron(value: unknown): value is Cron {
  return typeof (value as Cron | undefined)?.expressionString === 'string';
}

/**
 * The name of a time zone, such as `Europe/Madrid`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
 * @internal
 */
export const timeZone = field((value, at) => {
  const allowed = 'the name of a time zone of the IANA database, such as "Europe/Madrid" or "Etc/UTC"';
  const problem = typeof value === 'string' ? problemOfTimeZone(value) : {};
  if (problem !== undefined) at.mustBe(allowed, value, problem.fix);
});
