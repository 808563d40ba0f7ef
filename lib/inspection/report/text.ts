import type { Finding, InspectionResult, Severity } from '../rule/finding';
import { runsOnLine } from '../model/versions-known';
import { CodeFrames } from './code-frame';
import type { ReportContext } from './report-context';
import { printable, withoutCommands } from '../../core/text/printable';
import { objectName, place, summaryLine } from './words';

const colours = { error: 31, warning: 33, info: 36, strong: 1, faint: 2, good: 32 } as const;

/** A report for people: grouped by file and by object, with the lines of YAML that are meant. */
export function textReport(result: InspectionResult, context: ReportContext): string {
  const paint = (style: keyof typeof colours, text: string): string =>
    context.colour === true ? `\u001b[${colours[style]}m${text}\u001b[0m` : text;
  const frames = new Frames(context);
  const lines: string[] = [];
  for (const [file, findings] of grouped(result.findings, ({ file = '' }) => file)) {
    if (file !== '') {
      lines.push(paint('strong', printable(file)));
    }
    for (const [, ofObject] of grouped(findings, objectKey)) {
      const [first] = ofObject;
      lines.push(...(first === undefined ? [] : heading(first, paint)));
      for (const finding of ofObject) {
        const at = finding.line === undefined ? '' : `${finding.line}:${finding.column ?? 1}`;
        const path = finding.path === '' ? '' : printable(finding.path);
        const where = [at, path].filter((part) => part !== '').join(' ');
        lines.push(
          `    ${paint(finding.severity, finding.severity)} ${finding.rule} ${paint('faint', where)}`.trimEnd(),
        );
        lines.push(`      ${printable(finding.message)}`, `      fix: ${printable(finding.fix)}`);
        lines.push(...frames.of(finding).map((line) => paint('faint', `      ${line}`)));
      }
      lines.push('');
    }
  }
  const worst = worstOf(result);
  lines.push(paint(worst ?? 'good', summaryLine(result.summary)));
  if (result.summary.objects > 0) {
    lines.push(paint('faint', printable(runsOnLine(result.runsOn))));
  }
  return withoutCommands(`${lines.join('\n')}\n`);
}

function heading(finding: Finding, paint: (style: keyof typeof colours, text: string) => string): string[] {
  const name = objectName(finding);
  const { construct, source } = finding;
  const made = [
    construct === undefined ? '' : `construct ${construct}`,
    source === undefined ? '' : `made at ${source}`,
  ];
  const origin = made.filter((part) => part !== '').join(', ');
  if (name === '' && origin === '') {
    return [];
  }
  return [`  ${paint('strong', printable(name))}${origin === '' ? '' : paint('faint', ` (${printable(origin)})`)}`];
}

function worstOf({ summary }: InspectionResult): Severity | undefined {
  const { errors, warnings, infos } = summary;
  return errors > 0 ? 'error' : warnings > 0 ? 'warning' : infos > 0 ? 'info' : undefined;
}

function objectKey(finding: Finding): string {
  return `${objectName(finding)}\n${finding.construct ?? ''}`;
}

/** Groups in the order in which their first member came. */
function grouped(findings: readonly Finding[], keyOf: (finding: Finding) => string): ReadonlyMap<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [finding]);
    } else {
      group.push(finding);
    }
  }
  return groups;
}

/** The lines of YAML around findings. Of a Secret none is shown: a report ends up in the log of a pipeline. */
class Frames {
  private readonly known = new Map<string, CodeFrames | undefined>();

  public constructor(private readonly context: ReportContext) {}

  public of(finding: Finding): readonly string[] {
    const { file, line, column, object } = finding;
    if (file === undefined || line === undefined || object.kind === 'Secret') {
      return [];
    }
    const frames = this.frames(file);
    return frames === undefined || frames.holdsSecret(line) ? [] : frames.at(line, column);
  }

  private frames(file: string): CodeFrames | undefined {
    if (!this.known.has(file)) {
      const text = this.context.textOf?.(file);
      this.known.set(file, text === undefined ? undefined : new CodeFrames(text));
    }
    return this.known.get(file);
  }
}

/** One finding on one line, for lists: `dist/web.k8s.yaml:12:3 error api/image: … ; fix`. */
export function findingLine(finding: Finding): string {
  const subject = [place(finding), finding.severity, finding.rule, objectName(finding), finding.path]
    .filter((part) => part !== '')
    .join(' ');
  return withoutCommands(printable(`${subject}: ${finding.message}; ${finding.fix}`));
}
