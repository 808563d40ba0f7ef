// Kubernetes reads schedules with robfig/cron's standard parser. The cron parsers of npm read another language (seconds,
// `7` for Sunday, `L`, `W`, `#`, names in full) and would let through what the API server refuses, so it is read here.

/** The values of one field of a schedule. */
interface CronField {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const minutes: CronField = { name: 'minute', minimum: 0, maximum: 59 };
const hours: CronField = { name: 'hour', minimum: 0, maximum: 23 };
const daysOfMonth: CronField = { name: 'day of month', minimum: 1, maximum: 31 };
const months: CronField = {
  name: 'month',
  minimum: 1,
  maximum: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const daysOfWeek: CronField = {
  name: 'day of week',
  minimum: 0,
  maximum: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};
const fields = [minutes, hours, daysOfMonth, months, daysOfWeek];

const macros = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Days of each month, February's in a leap year. */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A part of a schedule that cannot be read; the message says why, and the fix where there is one. */
class CronError extends Error {}

/**
 * What is wrong with a schedule, or nothing: five fields or a macro, as Kubernetes reads them.
 *
 * Beside what the API server refuses, it finds what the server takes and nobody can mean: a step beyond the field
 * (every 61 minutes would be every hour), an empty list, and days that never come.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function problemOfCronExpression(expression: string): string | undefined {
  return problemOf(expression, true);
}

/**
 * Why the API server refuses a schedule, or nothing; what it takes although nobody can mean it, is let through here.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function refusalOfCronExpression(expression: string): string | undefined {
  return problemOf(expression, false);
}

function problemOf(expression: string, strict: boolean): string | undefined {
  try {
    check(expression, strict);
    return undefined;
  } catch (error) {
    if (error instanceof CronError) return error.message;
    throw error;
  }
}

function check(expression: string, strict: boolean): void {
  if (/^(CRON_)?TZ=/.test(expression)) {
    throw new CronError("may not name a time zone, which Kubernetes refuses from 1.29 on; give it as 'timeZone'");
  }
  if (expression.startsWith('@')) return checkMacro(expression, strict);
  const parts = expression.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== fields.length) throw new CronError(problemOfCount(parts));
  const values = fields.map((field, i) => valuesOf(parts[i] ?? '', field, strict));
  const [, , days, month] = values;
  // With both kinds of day given, either is enough, so that some day of the week comes in any month.
  const anyDayOfWeek = /^[*?](\/1)?$/.test(parts[4] ?? '');
  const comes = (month ?? []).some((m) => (days ?? []).some((d) => d <= (longestMonths[m - 1] ?? 0)));
  if (strict && anyDayOfWeek && !comes)
    throw new CronError(`never comes: no month "${parts[3]}" has a day ${parts[2]}`);
}

function checkMacro(expression: string, strict: boolean): void {
  if (macros.includes(expression)) return;
  const every = /^@every (.*)$/.exec(expression)?.[1];
  if (every === undefined)
    throw new CronError(`is not a known macro; known are ${macros.join(', ')}, @every <duration>`);
  const duration = strict ? every : every.replace(/^[-+]?(0$)?/, (sign) => (sign.endsWith('0') ? '0s' : ''));
  if (!/^(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/.test(duration)) {
    throw new CronError('must have a duration of hours, minutes and seconds behind @every, such as "@every 1h30m"');
  }
  if (strict && !/[1-9]/.test(every)) throw new CronError('must have a duration above 0 behind @every');
}

function problemOfCount(parts: readonly string[]): string {
  const must = `must have five fields (${fields.map((f) => f.name).join(', ')}), got ${parts.length}`;
  return parts.length === 6 || parts.length === 7
    ? `${must}; Kubernetes knows no seconds and no years, leave them out: "${parts.slice(1, 6).join(' ')}"`
    : must;
}

/** The values that a field stands for. */
function valuesOf(text: string, field: CronField, strict: boolean): readonly number[] {
  const ranges = text.split(',').filter((range) => range !== '');
  if (strict && ranges.length === 0) throw new CronError(`names no ${field.name} in "${text}", and would never come`);
  return ranges.flatMap((range) => valuesOfRange(range, field, strict));
}

function valuesOfRange(text: string, field: CronField, strict: boolean): readonly number[] {
  const fail = (why: string): never => {
    throw new CronError(`has the ${field.name} "${text}": ${why}`);
  };
  const allowed = `from ${field.minimum} to ${field.maximum}`;
  const [range = '', stepText, ...moreSteps] = text.split('/');
  const [firstText = '', lastText, ...moreRanges] = range.split('-');
  if (moreSteps.length > 0) fail('only one / is allowed');
  const any = firstText === '*' || firstText === '?';
  if (moreRanges.length > 0 && (strict || !any)) fail('only one - is allowed');
  const number = (value: string): number => {
    const named = field.names?.indexOf(value.toLowerCase()) ?? -1;
    if (named >= 0) return named + field.minimum;
    if ((strict ? /^\d+$/ : /^\+?\d+$/).test(value)) return Number(value);
    if (/^[lw]$|[#]|^\d+[lw]$/i.test(value)) return fail('L, W and # are not known to Kubernetes');
    const names = field.names === undefined ? '' : ` or one of ${field.names.join(', ')}`;
    return fail(`"${value}" must be a number ${allowed}${names}`);
  };
  if (strict && any && lastText !== undefined) fail(`"${firstText}" stands for all and begins no range`);
  const first = any ? field.minimum : number(firstText);
  const last =
    any || (lastText === undefined && stepText !== undefined) ? field.maximum : number(lastText ?? firstText);
  for (const end of [first, last]) {
    if (end < field.minimum || end > field.maximum) {
      fail(`${end} is not ${allowed}${field === daysOfWeek && end === 7 ? '; Sunday is 0' : ''}`);
    }
  }
  if (first > last) fail(`the range begins behind its end`);
  const step = stepText === undefined ? 1 : Number((strict ? /^\d+$/ : /^\+?\d+$/).test(stepText) ? stepText : NaN);
  const count = field.maximum - field.minimum + 1;
  if (!(step >= 1 && (step <= count || (!strict && Number.isSafeInteger(step))))) {
    fail(`the step must be a number from 1 to ${count}${step > count ? `, beyond which only ${first} is left` : ''}`);
  }
  const values: number[] = [];
  for (let value = first; value <= last; value += step) values.push(value);
  return values;
}
