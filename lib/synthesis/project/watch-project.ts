import { existsSync, readdirSync, watch, type Dirent, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { isBeside } from './output-lock';

/** Folders that never hold the source of an app. */
const IGNORED = new Set(['node_modules', '__snapshots__']);

/** How long a file has to be left alone, in milliseconds: editors write one in several steps. */
const QUIET = 60;

/** How long a change waits at the most, in milliseconds, where one follows the other without an end. */
const LONGEST = 1000;

/**
 * Does something now, and again after each change of a file of a project, until the process is told to end. A change ends what
 * is still being done, which is then done again: it may be an app that never ends.
 *
 * Hidden folders, `node_modules` and the output folder are not watched.
 *
 * @param project folder of the project.
 * @param output name of the output folder in it.
 * @param action never runs twice at once, and is told to end by its signal; its errors are its own to tell.
 * @returns a promise that is resolved when watching ends by the signal.
 */
export async function watchProject(
  project: string,
  output: string,
  action: (signal: AbortSignal) => Promise<void>,
  ended: AbortSignal,
): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  const outputName = output.replace(/^\.\//, '').replace(/\/+$/, '');
  let timer: NodeJS.Timeout | undefined;
  let latest: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let current = new AbortController();
  let again = false;

  const perform = async (): Promise<void> => {
    do {
      again = false;
      current = new AbortController();
      watchFolders();
      await action(current.signal);
    } while (again && !ended.aborted);
    running = undefined;
  };
  const begin = (): void => {
    clearTimeout(timer);
    clearTimeout(latest);
    latest = undefined;
    if (running === undefined) {
      running = perform();
    } else {
      again = true;
      current.abort();
    }
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(begin, QUIET);
    latest ??= setTimeout(begin, LONGEST);
  };
  const watchFolders = (): void => {
    for (const folder of foldersOf(project, '', outputName)) {
      if (!watchers.has(folder) && existsSync(join(project, folder))) {
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
  clearTimeout(latest);
  current.abort();
  for (const watcher of watchers.values()) {
    watcher.close();
  }
  await running;
}

function foldersOf(project: string, below: string, output: string): string[] {
  const folders = [below];
  for (const entry of entriesOf(join(project, below))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && !isIgnored(path, entry.name, output)) {
      folders.push(...foldersOf(project, path, output));
    }
  }
  return folders;
}

/** What a folder holds; nothing where it has been removed meanwhile. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isIgnored(path: string, name: string, output: string): boolean {
  return path === output || IGNORED.has(name) || isBeside(name) || name.startsWith('.');
}
