import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Name of the list of the files that a synthesis has written, below the output folder. */
export const FILE_RECORD = '.drydock-files';

const HEADING =
  '# The files that cdk8s-drydock has made here: the next synthesis replaces them, and removes what is stale.';

/** The list of some files as it is written, with the folders that are sets of their own. */
export function recordOf(paths: readonly string[], sets: readonly string[]): string {
  return [HEADING, ...[...paths, ...sets.map((set) => `${set}/`)].sort(), ''].join('\n');
}

/** The files that an earlier synthesis has written, or `undefined` where it left no list. */
export function readRecord(folder: string): readonly string[] | undefined {
  return linesOf(folder)?.filter(isInside);
}

/** The folders below one that are sets of their own, as an earlier synthesis has it. */
export function readSets(folder: string): readonly string[] {
  const lines = linesOf(folder) ?? [];
  return lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1));
}

function linesOf(folder: string): readonly string[] | undefined {
  const path = join(folder, FILE_RECORD);
  if (!existsSync(path)) {
    return undefined;
  }
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Removes files, and the folders that are empty then. What is no longer there, or leads out of the folder, is left. */
export function removeFiles(folder: string, paths: readonly string[]): void {
  const root = realpathSync(folder);
  for (const path of paths) {
    const parent = join(root, dirname(path));
    if (!existsSync(parent) || !`${realpathSync(parent)}${sep}`.startsWith(`${root}${sep}`)) {
      continue;
    }
    rmSync(join(root, path), { force: true });
    for (let each = parent; each !== root && readdirSync(each).length === 0; each = dirname(each)) {
      rmdirSync(each);
    }
  }
}

/**
 * Copies what others have put into a folder to the one that is to take its place: all files but those that a synthesis has
 * written. Where one of the two has no list of these, that cannot be told, and nothing is copied.
 */
export function keepFilesOfOthers(from: string, to: string): void {
  const made = existsSync(join(to, FILE_RECORD)) ? readRecord(from) : undefined;
  if (made === undefined) {
    return;
  }
  const known = new Set([...made, FILE_RECORD]);
  const keep = (folder: string): void => {
    for (const entry of readdirSync(join(from, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        keep(path);
      } else if (!known.has(path) && !existsSync(join(to, path))) {
        makeFolder(folder, from, to);
        keepFile(join(from, path), join(to, path));
      }
    }
  };
  keep('');
}

/** Makes a folder with the mode that it has elsewhere, and those above it. */
function makeFolder(folder: string, from: string, to: string): void {
  if (!existsSync(join(to, folder))) {
    makeFolder(dirname(folder), from, to);
    mkdirSync(join(to, folder));
    chmodSync(join(to, folder), statSync(join(from, folder)).mode & 0o7777);
  }
}

/** Has a file stand in a second place, be it one that cannot be copied, such as a pipe; where that cannot be, copies it. */
function keepFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to, { verbatimSymlinks: true, preserveTimestamps: true });
  }
}

/** A list is a file like any other: somebody may have written into it. */
function isInside(path: string): boolean {
  return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && !step.includes('\\'));
}
