import fc from 'fast-check';
import { Cron } from 'cdk8s';
import { Duration, Identity, NetworkPeer, SecurityProfile, type Chart } from '../../lib';
import { problemOfCronExpression } from '../../lib/core/text/cron-expression';
import { CompletionMode, type JobOptions } from '../../lib/parts/scheduling/job-options';
import { PodFailureAction, PodFailureRule } from '../../lib/parts/scheduling/pod-failure-rule';
import { RestartPolicy } from '../../lib/parts/scheduling/restart-policy';
import type { WorkloadProps } from '../../lib/pod/workload-props';
import { yamlSnapshot } from '../../lib/testing';
import { BatchJob, type BatchJobProps } from '../../lib/workloads/batch-job';
import { ConcurrencyPolicy, ScheduledJob, type ScheduledJobProps } from '../../lib/workloads/scheduled-job';
import { notInteger, notList, notObject, refusesBadInput, type BadInput } from '../support/bad-input';
import { at, messageOf, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: BatchJobProps = { name: 'report', image: 'busybox:1.37', command: ['true'] };

const options: JobOptions = {
  completions: 4,
  parallelism: 2,
  completionMode: CompletionMode.INDEXED,
  backoffLimit: 0,
  activeDeadline: Duration.hours(1),
  ttlAfterFinished: Duration.days(1),
  restartPolicy: RestartPolicy.NEVER,
  podFailureRules: [
    PodFailureRule.exitCodes(PodFailureAction.FAIL_JOB, [43, 42], 'report'),
    PodFailureRule.condition(PodFailureAction.IGNORE, 'DisruptionTarget'),
    PodFailureRule.otherExitCodes(PodFailureAction.COUNT, [0]),
  ],
};

const common = {
  ...least,
  ...options,
  namespace: 'batch',
  identity: Identity.of({ name: 'report', partOf: 'shop' }),
  labels: { team: 'store' },
  annotations: { 'example.com/note': 'yes' },
  podAnnotations: { 'example.com/pod': 'yes' },
  suspend: true,
  networkPolicy: { egress: [{ to: NetworkPeer.namespace('data') }] },
};

const network = { metadata: { annotations: { 'example.com/reviewed': 'yes' } } };

test('the least BatchJob is a Job, restricted', () => {
  expect(synthesize((chart) => new BatchJob(chart, 'report', least))).toMatchSnapshot();
});

test('a BatchJob with everything says everything, in the order in which it is applied', () => {
  const override = { job: { spec: { template: { spec: { hostUsers: false } } } }, networkPolicy: network };
  expect(synthesize((chart) => new BatchJob(chart, 'report', { ...common, override }))).toMatchSnapshot();
});

const leastScheduled: ScheduledJobProps = { ...least, schedule: '0 4 * * *' };

test('the least ScheduledJob is a CronJob, restricted', () => {
  expect(synthesize((chart) => new ScheduledJob(chart, 'report', leastScheduled))).toMatchSnapshot();
});

test('a ScheduledJob with everything says everything, in the order in which it is applied', () => {
  const objects = synthesize(
    (chart) =>
      new ScheduledJob(chart, 'report', {
        ...common,
        schedule: '30 2 * * mon-fri',
        timeZone: 'Europe/Madrid',
        concurrencyPolicy: ConcurrencyPolicy.FORBID,
        startingDeadline: Duration.minutes(5),
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 0,
        override: {
          cronJob: { spec: { jobTemplate: { metadata: { annotations: { 'example.com/run': 'yes' } } } } },
          networkPolicy: network,
        },
      }),
  );
  expect(objects).toMatchSnapshot();
});

test('jobs under the plain profile have labels only where these are asked for, or select the pods', () => {
  const labels = (props: Partial<BatchJobProps>): unknown => {
    const objects = synthesize((chart) => new BatchJob(chart, 'a', { ...least, ...props }), SecurityProfile.PLAIN);
    const job = only(objects, 'Job');
    expect(job.metadata.labels).toEqual(at(job, 'spec.template.metadata.labels'));
    return job.metadata.labels;
  };
  expect(labels({})).toBeUndefined();
  expect(labels({ labels: { team: 'store' } })).toEqual({ team: 'store' });
  expect(labels({ identity: Identity.labels({ app: 'report' }) })).toEqual({ app: 'report' });
  expect(labels({ networkPolicy: {} })).toEqual({ 'app.kubernetes.io/name': 'report' });
});

test('jobs are bound like any workload', () => {
  const restricted = { networkPolicy: { egress: [] } };
  for (const make of [
    (chart: Chart) => new BatchJob(chart, 'job', { ...least, ...restricted }),
    (chart: Chart) => new ScheduledJob(chart, 'job', { ...leastScheduled, ...restricted }),
  ]) {
    const objects = synthesize((chart) => {
      const job = make(chart);
      job.addEnv('DB_HOST', 'database');
      job.allowTo({ to: NetworkPeer.namespace('data') });
      job.allowFrom({ from: NetworkPeer.sameNamespace() });
    });
    expect(at(only(objects, 'NetworkPolicy'), 'spec.egress.1.to.0')).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
    });
    expect(at(only(objects, 'NetworkPolicy'), 'spec.ingress.0.from')).toEqual([{ podSelector: {} }]);
    expect(JSON.stringify(objects)).toContain('{"name":"DB_HOST","value":"database"}');
  }
});

test('a schedule may be a Cron of cdk8s', () => {
  const objects = synthesize((chart) => new ScheduledJob(chart, 'a', { ...leastScheduled, schedule: Cron.daily() }));
  expect(at(only(objects, 'CronJob'), 'spec.schedule')).toBe('0 0 * * *');
});

test('fails when what belongs together is apart', () => {
  const refusal = (props: Partial<BatchJobProps>): string =>
    messageOf(() => new BatchJob(newChart(), 'report', { ...least, ...props }));
  const completionMode = CompletionMode.INDEXED;
  expect(refusal({ completionMode })).toBe(
    `test/report (BatchJob): 'completions' is required with completionMode "Indexed"; say how many pods`,
  );
  expect(refusal({ name: 'x'.repeat(62), completionMode, completions: 11 })).toContain(
    "'name' must leave room for the number of the last pod",
  );
  expect(refusal({ completionMode, completions: 1, parallelism: 100001 })).toContain('at most 100000');
  const rule = PodFailureRule.exitCodes(PodFailureAction.IGNORE, [1], 'other');
  expect(refusal({ restartPolicy: RestartPolicy.ON_FAILURE, podFailureRules: [rule] })).toContain(
    `'restartPolicy' must be "Never" when 'podFailureRules' are given, got "OnFailure"`,
  );
  expect(refusal({ podFailureRules: [rule] })).toContain(
    `'podFailureRules[0].container' must be one of the pod's containers: report, got "other"`,
  );
  expect(refusal({ podFailureRules: Array.from({ length: 21 }, () => rule) })).toContain('at most 20 rules, got 21');
  expect(refusal({ override: { networkPolicy: {} } })).toContain('overrides an object that is not defined');
  expect(messageOf(() => new ScheduledJob(newChart(), 'a', { ...leastScheduled, name: 'x'.repeat(53) }))).toContain(
    "'name' must have at most 52 characters, so that the name of a run has room",
  );
});

const badOptions: BadInput<JobOptions> = {
  completions: [...notInteger, [0, 'must be a whole number from 1 to 2147483647, got 0']],
  parallelism: notInteger,
  completionMode: [['indexed', 'must be one of "NonIndexed", "Indexed", got "indexed"']],
  backoffLimit: notInteger,
  activeDeadline: [
    [60, 'must be a Duration'],
    [Duration.seconds(0), 'got 0 s'],
  ],
  ttlAfterFinished: [['1h', 'must be a Duration']],
  restartPolicy: [['Always', 'must be one of "OnFailure", "Never", got "Always"']],
  podFailureRules: [
    ...notList,
    [[], 'must have at least 1 element'],
    [[{}], 'must be a PodFailureRule'],
    [[PodFailureRule.exitCodes('Retry' as PodFailureAction, [1])], 'must be one of "FailJob", "Ignore", "Count"'],
    [[PodFailureRule.exitCodes(PodFailureAction.COUNT, [0])], 'from 1 to 255, got 0'],
    [[PodFailureRule.otherExitCodes(PodFailureAction.COUNT, [-1])], 'from 0 to 255, got -1'],
    [[PodFailureRule.exitCodes(PodFailureAction.COUNT, [])], 'must have at least 1 element'],
    [[PodFailureRule.exitCodes(PodFailureAction.COUNT, 3 as unknown as number[])], 'must be a list, got 3'],
    [[PodFailureRule.exitCodes(PodFailureAction.COUNT, [2, 1, 2])], 'must name each code once, got 2 again'],
    [[PodFailureRule.condition(PodFailureAction.COUNT, 'a b')], 'got "a b"'],
  ],
};

const badJob: BadInput<Omit<BatchJobProps, keyof WorkloadProps>> = {
  ...badOptions,
  suspend: [['no', 'must be true or false, got "no"']],
  networkPolicy: notObject,
  override: [...notObject, [{ cronJob: {} }, "'override.cronJob' is not a known prop"]],
};

const badScheduledJob: BadInput<Omit<ScheduledJobProps, keyof WorkloadProps>> = {
  ...badJob,
  override: [...notObject, [{ job: {} }, "'override.job' is not a known prop"]],
  schedule: [
    [undefined, "'schedule' is required"],
    ['', 'must be a cron expression such as "*/15 * * * *", or a Cron, got ""'],
    [5, 'got 5'],
    [null, 'got null'],
    [
      '0 0 4 * * *',
      `must have five fields (minute, hour, day of month, month, day of week), got 6, got "0 0 4 * * *"; Kubernetes knows no seconds and no years, leave them out: "0 4 * * *"`,
    ],
    ['* * *', 'got 3, got "* * *"'],
    ['*/61 * * * *', 'has the minute "*/61": the step must be a number from 1 to 60, beyond which only 0 is left'],
    ['60 * * * *', 'has the minute "60": 60 is not from 0 to 59'],
    ['* 24 * * *', 'has the hour "24": 24 is not from 0 to 23'],
    ['* * 0 * *', 'has the day of month "0": 0 is not from 1 to 31'],
    ['* * * 13 *', 'has the month "13"'],
    ['* * * * 7', 'has the day of week "7": 7 is not from 0 to 6, got "* * * * 7"; Sunday is 0'],
    ['* * * * monday', '"monday" must be a number from 0 to 6 or one of sun, mon'],
    ['* * L * *', 'L, W and # are not known to Kubernetes'],
    ['* * * * 5#2', 'L, W and # are not known'],
    ['5-1 * * * *', 'the range begins behind its end'],
    ['1-2-3 * * * *', 'only one - is allowed'],
    ['*/5/5 * * * *', 'only one / is allowed'],
    ['*/0 * * * *', 'the step must be a number from 1 to 60'],
    ['*/x * * * *', 'the step must be a number from 1 to 60'],
    ['*-5 * * * *', '"*" stands for all and begins no range'],
    [', * * * *', 'names no minute in ","'],
    ['0 0 31 2,4 *', 'never comes: no month "2,4" has a day 31'],
    ['@reboot', 'is not a known macro, got "@reboot"; known are @yearly, @annually'],
    ['@every 1d', 'such as "@every 1h30m"'],
    ['@every 0s', 'a duration above 0'],
    ['TZ=UTC * * * * *', `Kubernetes refuses from 1.29 on, got "TZ=UTC * * * * *"; give it as 'timeZone'`],
    [Cron.schedule({ minute: '99' }), '99 is not from 0 to 59'],
  ],
  timeZone: [
    ['', 'got ""'],
    [1, 'got 1'],
    ['Europe/Madird', 'must be the name of a time zone of the IANA database'],
    ['europe/madrid', 'write it as "Europe/Madrid"'],
    ['us/Eastern', 'begin each part in upper case'],
    ['Local', 'got "Local"'],
    ['+02:00', 'got "+02:00"'],
    ['+0200', 'got "+0200"'],
    ['../UTC', 'got "../UTC"'],
    ['Europe/', 'got "Europe/"'],
  ],
  concurrencyPolicy: [['forbid', 'must be one of "Allow", "Forbid", "Replace", got "forbid"']],
  startingDeadline: [
    [Duration.seconds(9), 'from 10 to 2147483647, got 9 s'],
    [30, 'must be a Duration'],
  ],
  successfulJobsHistoryLimit: notInteger,
  failedJobsHistoryLimit: notInteger,
};

refusesBadInput(
  'BatchJob',
  'test/job',
  (props) => new BatchJob(newChart(), 'job', props as unknown as BatchJobProps),
  { ...least },
  badJob,
);
refusesBadInput(
  'ScheduledJob',
  'test/job',
  (props) => new ScheduledJob(newChart(), 'job', props as unknown as ScheduledJobProps),
  { ...leastScheduled },
  badScheduledJob,
);

describe('a schedule', () => {
  test.each([
    '* * * * *',
    ' 0  0 * * * ',
    '*/60 */24 */31 */12 */7',
    '5/10 1-5/2 ? JAN-dec sun,MON',
    '0 0 29 2 *',
    '0 0 31 2 mon',
    '0 0 31 2 */2',
    '00 08 1,,2 * *',
    '@yearly',
    '@midnight',
    '@hourly',
    '@every 1h30m',
    '@every 1.5h',
  ])('%p is taken, as Kubernetes takes it', (expression) => {
    expect(problemOfCronExpression(expression)).toBeUndefined();
  });

  test.each(['Etc/UTC', 'UTC', 'Europe/Madrid', 'America/Argentina/ComodRivadavia', 'Etc/GMT+5', 'US/Eastern'])(
    'may be in the time zone %p',
    (timeZone) => {
      const objects = synthesize((chart) => new ScheduledJob(chart, 'a', { ...leastScheduled, timeZone }));
      expect(at(only(objects, 'CronJob'), 'spec.timeZone')).toBe(timeZone);
    },
  );

  const fields = [
    [0, 59],
    [0, 23],
    [1, 28],
    [1, 12],
    [0, 6],
  ] as const;
  const partOf = ([minimum, maximum]: readonly [number, number]): fc.Arbitrary<string> => {
    const number = fc.integer({ min: minimum, max: maximum });
    const step = fc.integer({ min: 1, max: maximum - minimum + 1 });
    const range = fc.tuple(number, number).map((ends) => `${Math.min(...ends)}-${Math.max(...ends)}`);
    const plain = fc.oneof(fc.constantFrom('*', '?'), number.map(String), range);
    const stepped = fc.tuple(plain, step).map(([values, every]) => `${values}/${every}`);
    return fc.array(fc.oneof(plain, stepped), { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
  };

  test('of numbers, ranges and steps within each field is taken', () => {
    fc.assert(
      fc.property(fc.tuple(...fields.map(partOf)), (parts) => {
        expect(problemOfCronExpression(parts.join(' '))).toBeUndefined();
      }),
    );
  });

  test('with a number beyond a field is refused, and the field named', () => {
    const names = ['minute', 'hour', 'day of month', 'month', 'day of week'];
    const beyond = [60, 24, 32, 13, 7];
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.nat({ max: 1000 }), (field, more) => {
        const parts = ['*', '*', '*', '*', '*'];
        parts[field] = String((beyond[field] ?? 0) + more);
        expect(problemOfCronExpression(parts.join(' '))).toContain(`has the ${names[field]} "${parts[field]}"`);
      }),
    );
  });

  test('of any text is taken or refused, never more', () => {
    const characters = fc.string({ unit: fc.constantFrom(...'0123456789*/,-?@ LW#jan'), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), characters), (text) => {
        expect(['string', 'undefined']).toContain(typeof problemOfCronExpression(text));
      }),
    );
  });
});
