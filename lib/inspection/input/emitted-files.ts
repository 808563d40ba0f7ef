import type { Finding, InspectionResult, Severity } from '../rule/finding';
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

/** What an inspection of files that are not written yet does beside what a configuration says. */
export interface EmittedInspection {
  /** Rules whose warnings are errors. @default none */
  readonly errors?: readonly string[];
  /** Whether findings say the line in the file and that of the code, which take a third of the time. @default true */
  readonly places?: boolean;
}

/** What was found, as data and as text. */
export interface InspectionOutcome {
  readonly result: InspectionResult;
  readonly failed: boolean;
  /** Writes what was found as text. @param severity what it is about. @default all findings */
  readonly report: (severity?: Severity) => string;
}

/**
 * Inspects files that are not written yet.
 *
 * @param stated a StatedConfiguration, of which nothing is taken for granted
 * @param folder where relative names begin, and the configuration is looked for
 * @throws an error for a configuration that is wrong
 */
export function inspectEmitted(
  files: readonly EmittedFile[],
  stated: unknown,
  folder: string,
  { errors = [], places = true }: EmittedInspection = {},
): InspectionOutcome {
  const { strictExit, sets = [], ...options } = configure(stated, folder, 'the options');
  const folders = new Map(files.map(({ path, set = '' }) => [path, set]));
  const folderOf = setsByFolder(sets, folder);
  const found = inspectSets(
    { sources: files.flatMap((file) => sourcesOf(file, places)) },
    options,
    (path) => folders.get(path ?? '') || folderOf(path),
  );
  const result = withErrors(found, errors);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const report = (severity?: Severity): string => {
    const findings = result.findings.filter((each) => severity === undefined || each.severity === severity);
    const summary =
      severity === undefined ? result.summary : { ...result.summary, ...none, [`${severity}s`]: findings.length };
    return writeReport({ ...result, findings, summary }, 'text', { textOf: (file) => texts.get(file) });
  };
  return { result, failed: hasFailed(result, strictExit), report };
}

function withErrors(result: InspectionResult, rules: readonly string[]): InspectionResult {
  const raised = (each: Finding): boolean => each.severity === 'warning' && rules.includes(each.rule);
  const count = result.findings.filter(raised).length;
  if (count === 0) return result;
  const { errors, warnings } = result.summary;
  return {
    ...result,
    summary: { ...result.summary, errors: errors + count, warnings: warnings - count },
    findings: result.findings.map((each) => (raised(each) ? { ...each, severity: 'error' } : each)),
  };
}

const none = { errors: 0, warnings: 0, infos: 0, suppressed: 0 };

function sourcesOf({ path, text, objects }: EmittedFile, places: boolean): readonly ManifestSource[] {
  let locators: ReturnType<typeof locatorsOf> | undefined;
  return objects
    .filter(({ manifest }) => manifest !== undefined && manifest !== null)
    .map((object, index) => ({
      manifest: object.manifest,
      file: path,
      ...(object.constructPath === undefined ? {} : { construct: object.constructPath }),
      get source() {
        return places ? object.source : undefined;
      },
      locate: (place) => (places ? (locators ??= locatorsOf(text))[index]?.(place) : undefined),
    }));
}
