import { existsSync } from 'node:fs';
import { isAbsolute, posix, resolve } from 'node:path';
import type { ManifestSource, SourceProblem } from '../../inspection';
import { folderOf, isGlob } from '../../inspection/input/glob';
import { readRevision } from '../../inspection/input/git-revision';
import { findManifestFiles, readManifestFiles, standardInput } from '../../inspection/input/manifest-files';
import { unfold } from '../../inspection/model/manifest-set';
import type { ComparedObject } from './compared-object';

/** What is read of one side. */
export interface SideOptions {
  /** Where relative paths begin: a folder, of a repository where revisions are meant. */
  readonly folder: string;
  /** The text of standard input, where `-` is a side. */
  readonly input: string;
  /** What a revision is asked for where the word names no path. */
  readonly path: string;
}

/** Whether a word names files, folders or standard input, rather than a revision. */
export function isOnDisk(word: string, folder: string): boolean {
  return word === standardInput || existsSync(resolve(folder, word)) || (isGlob(word) && !word.includes(':'));
}

/**
 * Reads one side of a comparison.
 *
 * @param word a folder, file or pattern, `-` for standard input, a git revision such as `origin/main`, or a path in such a
 * revision, as `origin/main:dist/staging`. What exists on the disk is not taken for a revision.
 * @throws an error where it names nothing, or holds what is no manifest: half of a side is not compared
 */
export function readSide(word: string, { folder, input, path }: SideOptions): readonly ComparedObject[] {
  if (word.trim() === '') {
    throw new Error(`a side must be a file, a folder or a revision, got ${JSON.stringify(word)}; is a variable unset?`);
  }
  if (isOnDisk(word, folder)) {
    const files = findManifestFiles([word], folder);
    return objectsOf(word, isGlob(word) ? folderOf(word) : word, readManifestFiles(files, folder, input));
  }
  const colon = word.indexOf(':');
  const [revision, asked] = colon < 0 ? [word, path] : [word.slice(0, colon), word.slice(colon + 1) || '.'];
  if (isAbsolute(asked)) {
    throw new Error(`'${word}': the path in a revision must be relative to the folder at hand, got '${asked}'`);
  }
  const content = readRevision(revision, [asked], folder);
  if (colon >= 0 && content.sources.length === 0 && content.problems.length === 0) {
    throw new Error(`'${word}': there is no manifest at '${asked}' in the revision '${revision}'`);
  }
  return objectsOf(word, asked, content);
}

function objectsOf(
  word: string,
  root: string,
  { sources, problems }: { readonly sources: readonly ManifestSource[]; readonly problems: readonly SourceProblem[] },
): readonly ComparedObject[] {
  const [problem] = problems;
  if (problem !== undefined) {
    const { file = word, position, message, fix } = problem;
    const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new Error(`${place} is not compared: ${message}; ${fix}${more}`);
  }
  return sources.flatMap((source) =>
    unfold(source.manifest, [], 0).map(({ manifest }) => objectOf(manifest, source.file ?? word, root)),
  );
}

/** An object as it is compared. @param root the folder that was asked for, below which the file is named */
export function objectOf(manifest: unknown, file: string, root: string): ComparedObject {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new Error(`${file} is not compared: it holds a document that is no object; remove it, or name other files`);
  }
  const { apiVersion, kind, metadata } = manifest as Record<string, unknown>;
  const { name, generateName, namespace } = (metadata ?? {}) as Record<string, unknown>;
  return {
    manifest: manifest as Readonly<Record<string, unknown>>,
    apiVersion: textOf(apiVersion),
    kind: textOf(kind),
    namespace: textOf(namespace),
    name: textOf(name ?? generateName),
    file: below(root, file),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A file as it is called below the folder that was asked for: by this, two folders have files of one name. */
function below(root: string, file: string): string {
  const [base, path] = [root, file].map((each) => posix.normalize(each.replaceAll('\\', '/')).replace(/\/$/, ''));
  if (base === undefined || path === undefined) return file;
  if (base === '.') return path;
  if (path === base) return posix.basename(path);
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path;
}
