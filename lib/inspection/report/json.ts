import { printableJson } from '../../core/text/printable';
import type { InspectionResult } from '../rule/finding';

/** The result as it is, `{summary, runsOn, findings}`, a finding a line. */
export function jsonReport({ summary, runsOn, findings }: InspectionResult): string {
  const lines = findings.map((finding) => `\n${printableJson(finding)}`);
  return `{"summary":${printableJson(summary)},"runsOn":${printableJson(runsOn)},"findings":[${lines.join()}${lines.length === 0 ? '' : '\n'}]}\n`;
}
