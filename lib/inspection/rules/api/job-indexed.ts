import { dnsLabel } from '../../formats/name-formats';
import type { ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import type { JobSpec } from '../../schema/wire-types';
import { jobOf } from './job-places';

/** The most pods that an indexed Job may run at once. */
const mostAtOnce = 100_000;

/** Finds Jobs whose completion mode contradicts their other fields. */
export const jobIndexed = objectRule({
  id: 'api/job-indexed',
  summary:
    'an indexed Job whose completions, parallelism or name do not fit, or fields of an indexed Job on another one',
  kinds: ['Job.batch', 'CronJob.batch'],
  check(object, { report }) {
    const [base, spec] = jobOf(object) ?? [[], {}];
    const problems = spec.completionMode === 'Indexed' ? ofIndexed(spec, object) : ofOther(spec);
    for (const [path, message, fix] of problems) {
      report({ path: path[0] === 'metadata' ? path : [...base, ...path], message, fix });
    }
  },
});

type Problem = readonly [path: Path, message: string, fix: string];

function* ofIndexed({ completions, parallelism }: JobSpec, { groupKind, name }: ManifestObject): Iterable<Problem> {
  if (completions === undefined && parallelism !== undefined) {
    const message = `an indexed Job with 'parallelism' needs 'completions', got none`; // without either, both are 1
    yield [['completions'], message, 'say how many indexes there are'];
  }
  if (parallelism !== undefined && parallelism > mostAtOnce) {
    const message = `the parallelism of an indexed Job must be at most ${mostAtOnce}, got ${parallelism}`;
    yield [['parallelism'], message, 'lower it, or split the Job'];
  }
  const count = completions ?? (parallelism === undefined ? 1 : 0);
  const hostname = `${name}-${count - 1}`;
  const isLabel = dnsLabel.pattern.test(hostname) && hostname.length <= dnsLabel.longest;
  if (groupKind === 'Job.batch' && count > 0 && name !== '' && !isLabel) {
    const message = `the pods of an indexed Job are called by its name and an index, and '${hostname}' is no RFC 1123 label`;
    yield [['metadata', 'name'], message, `shorten the name, and use ${dnsLabel.rule}`];
  }
}

function* ofOther(spec: JobSpec): Iterable<Problem> {
  if (spec.completionMode === '') {
    yield [['completionMode'], 'the completionMode must be Indexed or NonIndexed, got an empty one', 'remove it'];
  }
  for (const key of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const) {
    if (spec[key] !== undefined) {
      yield [[key], `'${key}' is for indexed Jobs alone`, `write completionMode: Indexed, or remove '${key}'`];
    }
  }
}
