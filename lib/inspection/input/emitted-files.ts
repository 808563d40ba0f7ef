import type { InspectionResult } from '../rule/finding';
import { inspectSets } from '../engine/inspect-sets';
import { configure } from './configuration-file';
import { setsByFolder } from './file-sets';
import type { ManifestSource } from '../reading/manifest-source';
import { hasFailed, writeReport } from '../report/report';
import { locatorsOf } from '../reading/yaml-source';

/** An object of a file that a program is about to write. */
export interface EmittedObject {
  readonly manifest: unknown;
  /** The path of the construct that made it. @default not known */
  readonly constructPath?: string;
  /** Where in the code it was made; asked for where something is found. @default not known */
  readonly source?: string;
}

/** A file that a program is about to write. */
export interface EmittedFile {
  readonly path: string;
  /** What tells those that are inspected together from others. @default - all are */
  readonly set?: string;
  readonly text: string;
  /** The objects, in the order of the documents. */
  readonly objects: readonly EmittedObject[];
}

/** What was found, as data and as text. */
export interface InspectionOutcome {
  readonly result: InspectionResult;
  readonly failed: boolean;
  readonly report: string;
}

/**
 * Inspects files that are not written yet.
 *
 * @param stated a StatedConfiguration, of which nothing is taken for granted
 * @param folder where relative names begin, and the configuration is looked for
 * @throws an error for a configuration that is wrong
 */
export function inspectEmitted(files: readonly EmittedFile[], stated: unknown, folder: string): InspectionOutcome {
  const { strictExit, sets = [], ...options } = configure(stated, folder, 'the options');
  const folders = new Map(files.map(({ path, set = '' }) => [path, set]));
  const folderOf = setsByFolder(sets, folder);
  const result = inspectSets(
    { sources: files.flatMap(sourcesOf) },
    options,
    (path) => folders.get(path ?? '') || folderOf(path),
  );
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const report = writeReport(result, 'text', { textOf: (file) => texts.get(file) });
  return { result, failed: hasFailed(result, strictExit), report };
}

function sourcesOf({ path, text, objects }: EmittedFile): readonly ManifestSource[] {
  let locators: ReturnType<typeof locatorsOf> | undefined;
  return objects
    .filter(({ manifest }) => manifest !== undefined && manifest !== null)
    .map((object, index) => ({
      manifest: object.manifest,
      file: path,
      ...(object.constructPath === undefined ? {} : { construct: object.constructPath }),
      get source() {
        return object.source;
      },
      locate: (place) => (locators ??= locatorsOf(text))[index]?.(place),
    }));
}
