import { stringify } from 'yaml';
import { standardInput } from '../../inspection/input/manifest-files';
import { printable, withoutCommands } from '../../core/text/printable';
import { align } from './alignment';
import { titleOf } from './compared-object';
import { movedBetweenNamespaces, type Comparison, type ObjectDifference } from './comparison';
import type { Difference } from './difference';
import type { SecretDifference } from './secret-data';

/** What a report says beside the comparison. */
export interface ReportContext {
  /** How the left side was called. */
  readonly from: string;
  /** How the right side was called. */
  readonly to: string;
  /** Whether the terminal shows colours. @default false */
  readonly colour?: boolean;
}

const signs = { changed: '~', renamed: '~', reordered: '~', added: '+', removed: '-' } as const;
const colours = { '~': 33, '+': 32, '-': 31, strong: 1, faint: 2 } as const;

/** Lines longer than this are put below each other. */
const width = 140;

/** Equal lines that are shown around those that differ. */
const around = 2;

/** A report for people: a block for each object, in it a line for each value that differs. */
export function textReport(comparison: Comparison, context: ReportContext): string {
  const paint = painter(context.colour === true);
  const [from, to] = [nameOf(context.from), nameOf(context.to)];
  const lines: string[] = [];
  for (const object of comparison.objects) {
    lines.push(heading(object, paint));
    for (const difference of object.differences) lines.push(...linesOf(difference, paint).map((line) => `    ${line}`));
  }
  if (lines.length > 0) lines.unshift(paint('strong', `${from} → ${to}`), '');
  if (lines.length > 0) lines.push('');
  lines.push(summary(comparison, from, to));
  const moved = movedBetweenNamespaces(comparison);
  if (moved > 0) {
    const what = moved === 1 ? 'one of them stands' : `${moved} of them stand`;
    lines.push(paint('faint', `${what} on both sides, in different namespaces: --ignore-namespace compares them`));
  }
  return withoutCommands(`${lines.join('\n')}\n`);
}

function nameOf(side: string): string {
  return side === standardInput ? 'standard input' : printable(side);
}

type Paint = (style: keyof typeof colours, text: string) => string;

function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001b[${colours[style]}m${text}\u001b[0m` : text);
}

function heading({ change, from, to }: ObjectDifference, paint: Paint): string {
  const object = to ?? from;
  if (object === undefined) return '';
  const old = from === undefined || to === undefined || titleOf(from) === titleOf(to) ? '' : `${titleOf(from)} → `;
  const file = paint('faint', ` (${printable(object.file)})`);
  return `${paint(signs[change], signs[change])} ${paint('strong', printable(`${old}${titleOf(object)}`))}${file}`;
}

function linesOf(difference: Difference | SecretDifference, paint: Paint): readonly string[] {
  const { path, change } = difference;
  const sign = signs[change];
  const start = `${paint(sign, sign)} ${printable(path)}`;
  if ('secret' in difference) return [`${start}: (secret) ${change === 'changed' ? 'differs' : change}`];
  const { from, to } = difference;
  if (change === 'added' || change === 'removed') {
    const value = change === 'added' ? to : from;
    const short = inline(value);
    if (short !== undefined && path.length + short.length <= width) return [`${start}: ${paint(sign, short)}`];
    return [`${start}:`, ...blockOf(value).map((line) => `    ${paint(sign, line)}`)];
  }
  if (typeof from === 'string' && typeof to === 'string' && (from + to).includes('\n')) {
    return [`${start}:`, ...textLines(from, to, paint).map((line) => `    ${line}`)];
  }
  const [left, right] = [inline(from), inline(to)];
  const order = change === 'reordered' ? 'order ' : '';
  if (left !== undefined && right !== undefined && path.length + left.length + right.length <= width) {
    return [`${start}: ${order}${paint('-', left)} → ${paint('+', right)}`];
  }
  return [
    `${start}: ${order}`.trimEnd(),
    ...blockOf(from).map((line) => `    ${paint('-', `- ${line}`)}`),
    ...blockOf(to).map((line) => `    ${paint('+', `+ ${line}`)}`),
  ];
}

/** A value on one line, as YAML has it; undefined where that would be long. */
function inline(value: unknown): string | undefined {
  // What a reader, or YAML of whatever version, could take for something else stands in quotes: "80" is no number.
  const simple =
    typeof value === 'string' &&
    /^[A-Za-z0-9/][\w./:@%+=,-]*$/.test(value) &&
    !/^(?:y|n|yes|no|on|off)$/i.test(value) &&
    stringify(value) === `${value}\n`;
  const text = simple ? value : JSON.stringify(value);
  return text.length <= width ? printable(text) : undefined;
}

function blockOf(value: unknown): readonly string[] {
  return stringify(value, { lineWidth: 0 }).replace(/\n$/, '').split('\n').map(printable);
}

/** The lines of two texts that differ, with some around them. */
function textLines(from: string, to: string, paint: Paint): readonly string[] {
  const [left, right] = [from.split('\n'), to.split('\n')];
  const all = align(left, right).map(({ left: i, right: j }) => {
    const line = printable((i === undefined ? right[j ?? 0] : left[i]) ?? '');
    if (i !== undefined && j !== undefined) return { line: `  ${line}`.trimEnd(), same: true };
    const sign = i === undefined ? '+' : '-';
    return { line: paint(sign, `${sign} ${line}`), same: false };
  });
  const shown = all.map((_, at) => all.slice(Math.max(0, at - around), at + around + 1).some(({ same }) => !same));
  return all.flatMap(({ line }, at) => {
    if (shown[at] === true) return [line];
    return shown[at - 1] === true || at === 0 ? [paint('faint', '  …')] : [];
  });
}

function summary({ objects, same }: Comparison, from: string, to: string): string {
  const count = (...changes: readonly string[]): number =>
    objects.filter(({ change }) => changes.includes(change)).length;
  const [differ, removed, added] = [count('changed', 'renamed'), count('removed'), count('added')];
  if (objects.length === 0) return `no difference between ${from} and ${to}: ${counted(same)}`;
  return [
    differ > 0 ? `${counted(differ)} ${differ === 1 ? 'differs' : 'differ'}` : '',
    removed > 0 ? `${counted(removed)} only in ${from}` : '',
    added > 0 ? `${counted(added)} only in ${to}` : '',
    same > 0 ? `${counted(same)} the same` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function counted(count: number): string {
  return `${count} object${count === 1 ? '' : 's'}`;
}
