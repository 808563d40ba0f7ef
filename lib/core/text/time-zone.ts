/** One part of a time zone's name, as the API server allows it. */
const part = /^(?!-)(?!\.{1,2}$)[A-Za-z._\-0-9+]{1,14}$/;

/** The zones of three letters that the database has; JavaScript knows others, which are its own. */
const ofThreeLetters = 'CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' ');

/** A zone that the API server does not know. */
export interface TimeZoneProblem {
  /** What to write instead. @default not known */
  readonly fix?: string;
}

/**
 * What is wrong with the name of a time zone, or nothing. The API server looks for a file of that name in the IANA
 * database, so that upper and lower case differ.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
 */
export function problemOfTimeZone(name: string): TimeZoneProblem | undefined {
  const parts = name.split('/');
  const isForeign = /^[+-]|^SystemV\//.test(name) || (/^[A-Z]{3}$/.test(name) && !ofThreeLetters.includes(name));
  const canonical = isForeign || !parts.every((each) => part.test(each)) ? undefined : canonicalTimeZone(name);
  if (name === 'Factory') return undefined; // the zone of a clock that was never set, which JavaScript leaves out
  if (canonical === undefined) return {};
  if (canonical !== name && canonical.toLowerCase() === name.toLowerCase())
    return { fix: `write it as "${canonical}"` };
  return parts.every((each) => /^[A-Z]/.test(each)) ? undefined : { fix: 'begin each part in upper case' };
}

/** The time zone's name as the database has it, which for an alias is that of another zone. */
function canonicalTimeZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
