import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { DrydockError } from '../../core/errors';
import { withFiles } from '../../core/system-error';
import { keepFilesOfOthers } from '../file-record';
import { OutputRoom } from './output-lock';

/**
 * A folder that takes the place of another all at once: what is made in it stands beside the old one until it is whole. One
 * that is a mount cannot be replaced: its files are, each at once.
 */
export class OutputFolder {
  /** The folder to write to. It does not exist until it is written to, as cdk8s has it. */
  readonly fresh: string;

  private readonly target: string;
  private readonly what: string;
  private readonly room: OutputRoom;

  /**
   * @param target path of the folder to replace, as the user wrote it; a link is followed.
   * @param project folder of the project, which must not stand inside the one to replace.
   * @throws DrydockError when replacing the folder would take something away that no synthesis has made: the project, a
   * file, a git checkout; and when another synthesis writes to it.
   */
  constructor(target: string, project: string) {
    this.what = `output folder '${target}'`;
    this.target = withFiles(this.what, () => folderAt(target, project));
    this.room = withFiles(this.what, () => OutputRoom.take(this.target));
    this.fresh = join(this.room.path, basename(this.target));
  }

  /** Puts the fresh folder in the place of the old one, all files of which are gone then but those that a Layout keeps. */
  swapIn(): void {
    withFiles(this.what, () => {
      if (existsSync(this.target)) {
        keepFilesOfOthers(this.target, this.fresh);
        keepModes(this.target, this.fresh);
        this.swap();
      } else {
        renameSync(this.fresh, this.target);
      }
    });
  }

  /** Clears away what stands beside the folder, the fresh one included if it has not been swapped in. */
  close(): void {
    withFiles(this.what, () => this.room.leave());
  }

  private swap(): void {
    try {
      renameSync(this.target, this.room.replaced);
    } catch (error) {
      if (isMount(error)) {
        return replaceFiles(this.fresh, this.target);
      }
      throw error;
    }
    // Whoever is killed here leaves no output folder: the next synthesis finds the old one in the room and puts it back.
    try {
      renameSync(this.fresh, this.target);
    } catch (error) {
      renameSync(this.room.replaced, this.target);
      throw error;
    }
  }
}

function isMount(error: unknown): boolean {
  return ['EBUSY', 'EXDEV'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The folder that a word means, if it may be replaced as a whole. */
function folderAt(target: string, project: string): string {
  const named = resolve(project, target);
  const entry = lstatSync(named, { throwIfNoEntry: false });
  const refuse = (problem: string): never => {
    throw new DrydockError({ path: '', type: 'output folder' }, [`'${target}' ${problem}`]);
  };
  if (entry?.isSymbolicLink() === true && statSync(named, { throwIfNoEntry: false }) === undefined) {
    refuse('is a link to what does not exist; make the folder that it leads to, or remove the link');
  }
  const path = entry === undefined ? named : realpathSync(named);
  const inside = relative(path, realpathSync(resolve(project)));
  if (inside === '' || !(inside.startsWith('..') || resolve(inside) === inside)) {
    refuse('holds the project itself and would be replaced as a whole; use a folder inside the project');
  }
  if (entry !== undefined && !statSync(path).isDirectory()) {
    refuse('is no folder; remove it, or use another name for the output folder');
  }
  if (basename(path) === '.git') {
    refuse('is what git keeps its history in; use another folder');
  }
  if (existsSync(join(path, '.git'))) {
    refuse(`holds a git checkout, which would be replaced; use a folder in it, such as '${join(target, 'manifests')}'`);
  }
  return path;
}

/** Gives files and folders of one folder the modes that those of the same names have in another. */
function keepModes(from: string, to: string): void {
  chmodSync(to, statSync(from).mode & 0o7777);
  for (const entry of readdirSync(to, { withFileTypes: true })) {
    const before = lstatSync(join(from, entry.name), { throwIfNoEntry: false });
    if (before?.isDirectory() === true && entry.isDirectory()) {
      keepModes(join(from, entry.name), join(to, entry.name));
    } else if (before?.isFile() === true && entry.isFile()) {
      chmodSync(join(to, entry.name), before.mode & 0o7777);
    }
  }
}

/** Makes the files of one folder those of another, each at once, and removes the rest. */
function replaceFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const wanted = new Set<string>();
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    wanted.add(entry.name);
    const target = join(to, entry.name);
    const before = lstatSync(target, { throwIfNoEntry: false });
    if (before !== undefined && before.isDirectory() !== entry.isDirectory()) {
      rmSync(target, { recursive: true });
    }
    if (entry.isDirectory()) {
      replaceFiles(join(from, entry.name), target);
    } else {
      const beside = `${target}.${process.pid}.tmp`;
      copyFileSync(join(from, entry.name), beside);
      renameSync(beside, target);
    }
  }
  for (const entry of readdirSync(to, { withFileTypes: true }).filter(({ name }) => !wanted.has(name))) {
    const path = join(to, entry.name);
    if (entry.isDirectory() && entry.name !== 'lost+found') {
      rmSync(path, { recursive: true });
    } else if (!entry.isDirectory()) {
      rmSync(path);
    }
  }
}

/**
 * The manifests of a folder: all files that end in `.yaml`, those of a folder before those of the folders in it, sorted.
 *
 * @returns paths that begin with that of the folder, divided by `/`.
 */
export function findManifests(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith('.yaml'));
  const folders = entries.filter((entry) => entry.isDirectory());
  return [
    ...files.map(({ name }) => `${folder}/${name}`),
    ...folders.flatMap(({ name }) => findManifests(`${folder}/${name}`)),
  ];
}
