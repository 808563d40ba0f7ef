import { printable, printableJson, printableLines, withoutCommands } from '../../core/text/printable';
import { nameOf, placeOf } from './apply-object';
import type { ObjectOutcome } from './apply-stack';
import type { StackOutcome } from './apply-stacks';
import { describeContext, type Cluster } from './cluster';
import { pruneText, type PruneOutcome } from './prune';

/** The forms of a report. */
export const applyFormats = ['text', 'json'] as const;

/** A form of a report. */
export type ApplyFormat = (typeof applyFormats)[number];

/** What a report is about. */
export interface ApplyRun {
  readonly cluster: Cluster;
  readonly forReal: boolean;
  readonly stacks: readonly StackOutcome[];
  /** What became of objects that are no longer among the manifests. @default they were not looked for */
  readonly pruned?: readonly PruneOutcome[];
}

/** Whether an object was refused, or did not come to run. */
export function hasFailures({ stacks, pruned = [] }: Pick<ApplyRun, 'stacks' | 'pruned'>): boolean {
  return stacks.some(({ objects }) => objects.some(isFailure)) || pruned.some(({ status }) => status === 'failed');
}

function isFailure({ status, rollout }: ObjectOutcome): boolean {
  return status === 'failed' || rollout?.isComplete === false;
}

/** What is about to be done, and where. */
export function announcement(cluster: Cluster, forReal: boolean): string {
  const mode = forReal ? 'for real' : 'dry run on the server';
  return printable(`${describeContext(cluster)}, Kubernetes ${cluster.version}: ${mode}`);
}

/** The report as a text for people: what would change, a table of the stacks, and what went wrong. */
export function textReport(run: ApplyRun): string {
  const { stacks, forReal, pruned = [] } = run;
  const gone = pruneText(pruned.filter(({ status }) => status !== 'planned'));
  const remarks = stacks.flatMap(({ objects }) => objects).flatMap(remarksOn);
  const blocks = [
    ...stacks.flatMap(({ diff = '' }) => (diff === '' ? [] : [printableLines(diff.trimEnd())])),
    table(stacks, forReal),
    ...(['failed', 'not rolled out', 'warning', 'waiting'] as const).flatMap((what) =>
      remarkBlocks(remarks.filter((remark) => remark.what === what)),
    ),
    ...(gone === '' ? [] : [printableLines(gone)]),
    summary(run),
  ];
  return withoutCommands(`${blocks.join('\n\n')}\n`);
}

/** The report as data. */
export function jsonReport({ cluster, forReal, stacks, pruned }: ApplyRun): string {
  const report = {
    context: cluster.context,
    server: cluster.server,
    kubernetes: cluster.version,
    dryRun: !forReal,
    failed: hasFailures({ stacks, ...(pruned === undefined ? {} : { pruned }) }),
    stacks: stacks.map(({ stack, objects, seconds, diff }) => ({
      name: stack.name,
      seconds: Number(seconds.toFixed(2)),
      objects: objects.map(({ object, status, message, fix, warnings, rollout, judged }) => ({
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.namespace === '' ? undefined : object.namespace,
        name: object.name,
        file: object.file,
        line: object.line(),
        status,
        judged,
        message,
        fix,
        warnings: warnings.length === 0 ? undefined : warnings,
        rollout,
      })),
      diff,
    })),
    pruned: pruned?.map(({ object, status, message }) => ({
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.namespace === '' ? undefined : object.namespace,
      name: object.name,
      status,
      message,
    })),
  };
  return `${printableJson(report, 2)}\n`;
}

function table(stacks: readonly StackOutcome[], forReal: boolean): string {
  const all = stacks.flatMap(({ objects }) => objects);
  const statuses = (['created', 'configured', 'unchanged', 'applied', 'waiting', 'failed'] as const).filter(
    // The server does not say what it did where it merged itself; nothing waits but in a dry run.
    (status) =>
      status === 'applied' || status === 'waiting'
        ? all.some((outcome) => outcome.status === status)
        : status === 'failed' || !all.some((outcome) => outcome.status === 'applied'),
  );
  const head = ['stack', 'objects', ...statuses, ...(forReal ? ['rolled out'] : []), 'time'];
  const row = (name: string, objects: readonly ObjectOutcome[], seconds: number): readonly string[] => {
    const count = (status: string): number => objects.filter((outcome) => outcome.status === status).length;
    const awaited = objects.filter(({ rollout }) => rollout !== undefined);
    const complete = awaited.filter(({ rollout }) => rollout?.isComplete === true).length;
    return [
      printable(name),
      String(objects.length),
      ...statuses.map((status) => String(count(status) || '-')),
      ...(forReal ? [awaited.length === 0 ? '-' : `${complete}/${awaited.length}`] : []),
      `${seconds.toFixed(1)} s`,
    ];
  };
  const rows = [head, ...stacks.map(({ stack, objects, seconds }) => row(stack.name, objects, seconds))];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** What is to be said of an object. */
interface Remark {
  readonly what: 'failed' | 'not rolled out' | 'warning' | 'waiting';
  readonly outcome: ObjectOutcome;
  readonly message: string;
  readonly fix?: string;
}

function remarksOn(outcome: ObjectOutcome): readonly Remark[] {
  const { status, message = '', fix, rollout, warnings } = outcome;
  const why = { outcome, message, ...(fix === undefined ? {} : { fix }) };
  return [
    ...(status === 'failed' || status === 'waiting' ? [{ what: status, ...why }] : []),
    ...(rollout?.isComplete === false
      ? [{ what: 'not rolled out' as const, outcome, message: rollout.message ?? '', fix: rollout.fix ?? '' }]
      : []),
    ...warnings.map((warning) => ({ what: 'warning' as const, outcome, message: warning })),
  ];
}

/** The remarks of a sort, those that say the same of several objects as one. */
function remarkBlocks(remarks: readonly Remark[]): readonly string[] {
  const groups = new Map<string, Remark[]>();
  for (const remark of remarks) {
    const key = `${remark.what}\n${remark.message}\n${remark.fix ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), remark]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [remarkBlock(first, group)];
  });
}

function remarkBlock({ what, message, fix = '' }: Remark, group: readonly Remark[]): string {
  const names = group.map(({ outcome: { object } }) => `${nameOf(object)} (${placeOf(object)})`);
  // Nobody has to look at each object that waits: it is enough to know for what.
  const heads =
    what === 'waiting' ? [`waiting: ${counted(group.length, 'object')}`] : names.map((name) => `${what}: ${name}`);
  return [...heads, `  ${message}`, ...(fix === '' ? [] : [`  fix: ${fix}`])].map(printable).join('\n');
}

function summary({ stacks, forReal, pruned = [] }: ApplyRun): string {
  const objects = stacks.flatMap((stack) => stack.objects);
  const failed = objects.filter(({ status }) => status === 'failed').length;
  const stuck = objects.filter(({ rollout }) => rollout?.isComplete === false).length;
  const waiting = objects.filter(({ status }) => status === 'waiting').length;
  const byInspection = objects.filter(({ status, judged }) => status === 'waiting' && judged === 'inspection').length;
  const good = objects.length - failed - waiting;
  return [
    `${counted(stacks.length, 'stack')}, ${counted(objects.length, 'object')}: ${good} ${forReal ? 'applied' : 'accepted'}`,
    ...(waiting === byInspection ? [] : [`${waiting - byInspection} accepted in place of a namespace to come`]),
    ...(byInspection === 0 ? [] : [`${byInspection} accepted by the inspection`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(stuck === 0 ? [] : [`${stuck} not rolled out`]),
    ...(['deleted', 'planned'] as const).flatMap((status) => {
      const count = pruned.filter((each) => each.status === status).length;
      return count === 0 ? [] : [`${count} ${status === 'deleted' ? 'deleted' : 'to be deleted'}`];
    }),
  ].join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
