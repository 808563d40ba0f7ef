import type { InspectionResult } from '../finding';

/** The result as it is: `{summary, findings}`. */
export function jsonReport(result: InspectionResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
