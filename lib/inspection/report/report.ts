import type { InspectionResult } from '../rule/finding';
import type { ReportContext } from './report-context';
import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { sarifReport } from './sarif';
import { textReport } from './text';

/** The forms that a report can take, the default first. */
export const reportFormats = ['text', 'json', 'sarif', 'junit', 'github'] as const;

/** One of the forms that a report can take. */
export type ReportFormat = (typeof reportFormats)[number];

const writers: Readonly<Record<ReportFormat, (result: InspectionResult, context: ReportContext) => string>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
};

/** Writes what an inspection found, in a form that a person or a tool reads; it ends in a newline. */
export function writeReport(result: InspectionResult, format: ReportFormat, context: ReportContext = {}): string {
  return writers[format](result, context);
}

/** Whether an inspection found something to fail for: an error or, where they count, a warning. */
export function hasFailed(result: InspectionResult, strictExit = false): boolean {
  const { errors, warnings } = result.summary;
  return errors > 0 || (strictExit && warnings > 0);
}
