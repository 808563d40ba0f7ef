import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { DrydockError } from '../../core/errors';
import { keepFilesOfOthers } from '../file-record';

/** What stands between the name of the output folder and a random text in the names of the folders beside it. */
const BESIDE = '.drydock-';

/**
 * A folder that takes the place of another all at once: what is made in it stands beside the old one until it is whole.
 */
export class OutputFolder {
  /** The folder to write to. It does not exist until it is written to, as cdk8s has it. */
  readonly fresh: string;

  private readonly target: string;
  private readonly room: string;

  /**
   * @param target path of the folder to replace, as the user wrote it.
   * @param project folder of the project, which must not stand inside the one to replace.
   * @throws DrydockError when replacing the folder would take the project away.
   */
  constructor(target: string, project: string) {
    this.target = resolve(project, target);
    const inside = relative(this.target, resolve(project));
    if (inside === '' || !(inside.startsWith('..') || resolve(inside) === inside)) {
      throw new DrydockError({ path: '', type: 'output folder' }, [
        `'${target}' holds the project itself and would be replaced as a whole; use a folder inside the project`,
      ]);
    }
    const parent = dirname(this.target);
    mkdirSync(parent, { recursive: true });
    this.room = mkdtempSync(join(parent, `.${basename(this.target)}${BESIDE}`));
    this.fresh = join(this.room, basename(this.target));
  }

  /** Puts the fresh folder in the place of the old one, all files of which are gone then but those that a Layout keeps. */
  swapIn(): void {
    const old = join(this.room, 'replaced');
    const had = existsSync(this.target);
    if (had) {
      keepFilesOfOthers(this.target, this.fresh);
      renameSync(this.target, old);
    }
    try {
      renameSync(this.fresh, this.target);
    } catch (error) {
      if (had) {
        renameSync(old, this.target);
      }
      throw error;
    }
  }

  /** Clears away what stands beside the folder, the fresh one included if it has not been swapped in. */
  close(): void {
    rmSync(this.room, { recursive: true, force: true });
  }
}

/** Whether a name is that of a folder beside an output folder. */
export function isBeside(name: string): boolean {
  return name.startsWith('.') && name.includes(BESIDE);
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
