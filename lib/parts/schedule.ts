import type { Cron } from 'cdk8s';
import { show } from '../core/errors';
import { field } from '../core/shape';
import { problemOfCronExpression } from '../core/cron-expression';

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

/** One part of a time zone's name, as the API server allows it. */
const part = /^(?!-)(?!\.{1,2}$)[A-Za-z._\-0-9+]{1,14}$/;

/**
 * The name of a time zone, such as `Europe/Madrid`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
 * @internal
 */
export const timeZone = field((value, at) => {
  const allowed = 'the name of a time zone of the IANA database, such as "Europe/Madrid" or "Etc/UTC"';
  if (typeof value !== 'string' || !value.split('/').every((each) => part.test(each))) return at.mustBe(allowed, value);
  const canonical = canonicalTimeZone(value);
  if (canonical === undefined) return at.mustBe(allowed, value);
  // The API server looks for a file of that name: unlike here, upper and lower case differ there.
  if (canonical !== value && canonical.toLowerCase() === value.toLowerCase()) {
    return at.mustBe(allowed, value, `write it as "${canonical}"`);
  }
  if (!value.split('/').every((each) => /^[A-Z]/.test(each)))
    at.mustBe(allowed, value, 'begin each part in upper case');
});

/** The time zone's name as the database has it, which for an alias is that of another zone. */
function canonicalTimeZone(name: string): string | undefined {
  // Offsets such as +02 are zones of JavaScript alone.
  if (/^[+-]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
