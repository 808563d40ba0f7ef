import type { InspectionOutcome } from '../../inspection/input/emitted-files';
import type { SynthesizedFile } from '../synthesized-file';
import { inspectFiles, shownFolder } from './inspect-files';
import { InspectionError } from './inspection-error';

/** Findings that are warnings where manifests are a part of a whole, and errors in an app, which has what it leads to. */
const ERRORS_IN_AN_APP: readonly string[] = ['ref/service-no-pods'];

/**
 * Inspects what an app is about to write, where the app asks for no inspection of its own: errors stop it, and of
 * warnings one line says how many there are and how to see them.
 *
 * @throws InspectionError when something is wrong that the cluster refuses or that cannot work
 */
export function inspectByDefault(files: readonly SynthesizedFile[], outdir: string): void {
  const inspectionOf = (places: boolean): InspectionOutcome =>
    inspectFiles(files, outdir, {}, { errors: ERRORS_IN_AN_APP, places });
  const { result, failed } = inspectionOf(false);
  const { errors, warnings } = result.summary;
  if (failed) {
    throw new InspectionError(errors === 0 ? warnings : errors, reportOfFailure(inspectionOf(true)));
  }
  if (warnings > 0) {
    const folder = shownFolder(outdir) || '.';
    console.error(`${counted(warnings)}; 'npx drydock check ${folder}' lists ${warnings === 1 ? 'it' : 'them'}`);
  }
}

/** The errors alone: what they hide behind is not what stops the synthesis. */
function reportOfFailure({ result: { summary }, report }: InspectionOutcome): string {
  if (summary.errors === 0) return report();
  const rest =
    summary.warnings === 0 ? '' : `${counted(summary.warnings)} beside ${summary.errors === 1 ? 'it' : 'them'}\n`;
  return `${report('error')}${rest}`;
}

function counted(warnings: number): string {
  return `${warnings} ${warnings === 1 ? 'warning' : 'warnings'} about the manifests`;
}
