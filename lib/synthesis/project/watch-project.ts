import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { isBeside } from './output-lock';

/** Folders that never hold the source of an app. */
const IGNORED = new Set(['node_modules', '__snapshots__']);

/** How long a file has to be left alone, in milliseconds: editors write one in several steps. */
const QUIET = 60;

/**
 * Does something now, and again after each change of a file of a project, until the process is told to end.
 *
 * Hidden folders, `node_modules` and the output folder are not watched.
 *
 * @param project folder of the project.
 * @param output name of the output folder in it.
 * @param action never runs twice at once; its errors are its own to tell.
 * @returns a promise that is resolved when watching ends by the signal.
 */
export async function watchProject(
  project: string,
  output: string,
  action: () => Promise<void>,
  ended: AbortSignal,
): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  const outputName = output.replace(/^\.\//, '').replace(/\/+$/, '');
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const perform = async (): Promise<void> => {
    do {
      again = false;
      watchFolders();
      await action();
    } while (again && !ended.aborted);
    running = undefined;
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (running === undefined) {
        running = perform();
      } else {
        again = true;
      }
    }, QUIET);
  };
  const watchFolders = (): void => {
    for (const folder of foldersOf(project, '', outputName)) {
      if (!watchers.has(folder)) {
        const watcher = watch(join(project, folder), (_event, name) => {
          if (name === null || !isIgnored(folder === '' ? name : `${folder}/${name}`, name, outputName)) {
            changed();
          }
        });
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
        watchers.set(folder, watcher);
      }
    }
  };

  running = perform();
  await new Promise<void>((resolve) => {
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  clearTimeout(timer);
  for (const watcher of watchers.values()) {
    watcher.close();
  }
  await running;
}

function foldersOf(project: string, below: string, output: string): string[] {
  const folders = [below];
  for (const entry of readdirSync(join(project, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && !isIgnored(path, entry.name, output)) {
      folders.push(...foldersOf(project, path, output));
    }
  }
  return folders;
}

function isIgnored(path: string, name: string, output: string): boolean {
  return path === output || IGNORED.has(name) || isBeside(name) || name.startsWith('.');
}
