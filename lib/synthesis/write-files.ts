import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFiles } from '../core/system-error';

/** A file to write. */
export interface TextFile {
  /** Path below the folder, divided by `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files into a folder, which is made if need be.
 *
 * Each file is written beside its place and then moved there: whoever reads the folder finds the old text or the new.
 *
 * @throws DrydockError that says what to do, where the system refuses
 */
export function writeFiles(folder: string, files: readonly TextFile[], folders: readonly string[] = []): void {
  withFiles(`folder '${folder}'`, () => write(folder, files, folders));
}

function write(folder: string, files: readonly TextFile[], folders: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const made = new Set<string>([folder]);
  for (const each of folders) {
    makeFolder(join(folder, each), made);
  }
  for (const { path, text } of files) {
    const target = join(folder, path);
    makeFolder(dirname(target), made);
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, text, 'utf8');
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }
}

function makeFolder(folder: string, made: Set<string>): void {
  if (!made.has(folder)) {
    mkdirSync(folder, { recursive: true });
    made.add(folder);
  }
}
