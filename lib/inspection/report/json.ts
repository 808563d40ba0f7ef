import { printableJson } from '../../core/text/printable';
import type { InspectionResult } from '../rule/finding';

/** The result as it is, `{summary, findings}`, a finding a line. */
export function jsonReport({ summary, findings }: InspectionResult): string {
  const lines = findings.map((finding) => `\n${printableJson(finding)}`);
  return `{"summary":${printableJson(summary)},"findings":[${lines.join()}${lines.length === 0 ? '' : '\n'}]}\n`;
}
