import { isAbsolute, relative, resolve, sep } from 'node:path';
import { raise } from '../../core/errors';
import type * as Emitted from '../../inspection/input/emitted-files';
import type { EmittedInspection, InspectionOutcome } from '../../inspection/input/emitted-files';
import { isBeside } from '../project/output-lock';
import type { SynthesizedFile } from '../synthesized-file';

/**
 * Inspects what an app is about to write, under the names that the files are going to have.
 *
 * @param options InspectionOptions, of which nothing is taken for granted
 * @throws DrydockError when the options, or the configuration of the working folder, are wrong
 */
export function inspectFiles(
  files: readonly SynthesizedFile[],
  outdir: string,
  options: unknown,
  how: EmittedInspection = {},
): InspectionOutcome {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- building an app needs none of it
  const { inspectEmitted } = require('../../inspection/input/emitted-files') as typeof Emitted;
  const folder = shownFolder(outdir);
  const shown = files.map(({ path, set, text, objects }) => ({
    path: [folder, path].filter((step) => step !== '').join('/'),
    set,
    text,
    objects,
  }));
  try {
    return inspectEmitted(shown, options, process.cwd(), how);
  } catch (error) {
    raise({ path: '', type: 'Inspection' }, [error instanceof Error ? error.message : String(error)]);
  }
}

/** The output folder as the user knows it, though `drydock synth` has it written beside its place first. */
export function shownFolder(outdir: string): string {
  const target = resolve(outdir);
  const steps = relative(process.cwd(), target).split(sep);
  const inside = steps[0] !== '..' && !isAbsolute(steps.join(sep));
  return inside ? steps.filter((step) => step !== '' && !isBeside(step)).join('/') : target;
}
