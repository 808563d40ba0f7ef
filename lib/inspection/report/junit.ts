import type { Finding, InspectionResult } from '../rule/finding';
import type { ReportContext } from './report-context';
import { objectName, place, summaryLine, wellFormed } from './words';

/**
 * A report as the result of a test run: a suite for each file, a case for each finding. What does not fail the run is a case that
 * passes, with the finding as its output.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport(result: InspectionResult, { strictExit = false }: ReportContext): string {
  const fails = ({ severity }: Finding): boolean => severity === 'error' || (strictExit && severity === 'warning');
  const suites = new Map<string, Finding[]>();
  for (const finding of result.findings) {
    const file = finding.file ?? '';
    suites.set(file, [...(suites.get(file) ?? []), finding]);
  }
  const failures = result.findings.filter(fails).length;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drydock" tests="${Math.max(1, result.findings.length)}" failures="${failures}" errors="0">`,
  ];
  if (suites.size === 0) {
    const name = escape(summaryLine(result.summary));
    lines.push('  <testsuite name="drydock" tests="1" failures="0" errors="0">');
    lines.push(`    <testcase name="${name}" classname="drydock"/>`, '  </testsuite>');
  }
  for (const [file, findings] of suites) {
    const name = escape(file === '' ? 'drydock' : file);
    const failed = findings.filter(fails).length;
    lines.push(`  <testsuite name="${name}" tests="${findings.length}" failures="${failed}" errors="0">`);
    lines.push(...findings.flatMap((finding) => testCase(finding, name, fails(finding))), '  </testsuite>');
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function testCase(finding: Finding, suite: string, fails: boolean): string[] {
  const { rule, severity, path, message, fix, line, construct, source } = finding;
  const name = escape([rule, objectName(finding), path].filter((part) => part !== '').join(' '));
  const at = finding.file === undefined ? '' : ` file="${suite}"${line === undefined ? '' : ` line="${line}"`}`;
  const details = [
    message,
    `fix: ${fix}`,
    place(finding),
    construct === undefined ? '' : `construct ${construct}`,
    source === undefined ? '' : `made at ${source}`,
  ].filter((detail) => detail !== '');
  const text = escape(details.join('\n'));
  const body = fails
    ? `<failure type="${severity}" message="${escape(message)}">${text}</failure>`
    : `<system-out>${severity}: ${text}</system-out>`;
  return [`    <testcase name="${name}" classname="${suite}"${at}>`, `      ${body}`, '    </testcase>'];
}

/** XML has no way to write most control characters, and none to write half a surrogate pair. */
function escape(text: string): string {
  return (
    wellFormed(text)
      .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // where a log shows the report, no line of it is a command
      .replace(/^(\s*):(?=:)/gm, '$1&#58;')
      .replace(/##(?=\[|vso\[|teamcity\[)/g, '#&#35;')
      .replace(
        /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g,
        (sign) => `&#${sign.charCodeAt(0)};`,
      )
  );
}
