import type { Finding, InspectionResult, Severity } from '../rule/finding';
import { printable } from '../../core/text/printable';
import { runsOnLine } from '../model/versions-known';
import { objectName, summaryLine } from './words';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A report that GitHub Actions shows beside the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(result: InspectionResult): string {
  return [...result.findings.map(annotation), `${summaryLine(result.summary)}; ${printable(runsOnLine(result.runsOn))}`]
    .map((line) => `${line}\n`)
    .join('');
}

function annotation(finding: Finding): string {
  const { file, line, column, rule, severity, path, message, fix, construct, source } = finding;
  const properties = Object.entries({ file, line, col: column, title: rule })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  const subject = [objectName(finding), path].filter((part) => part !== '').join(' ');
  const origin = [
    construct === undefined ? '' : `construct ${construct}`,
    source === undefined ? '' : `made at ${source}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  const text = [`${subject === '' ? '' : `${printable(subject)}: `}${printable(message)}`, `fix: ${printable(fix)}`];
  const lines = origin === '' ? text : [...text, printable(origin)];
  return `::${commands[severity]} ${properties}::${escapeData(lines.join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
