import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DrydockError } from '../../core/errors';

/** What stands between the name of the output folder and the rest in the names of what is beside it. */
const BESIDE = '.drydock-';

/** Name of the folder in which a synthesis keeps what it replaces, below the room. */
const REPLACED = 'replaced';

/** The file in a room that says whose it is. */
const OWNER = 'owner.json';

/** How long a room of another machine, or of a process that cannot be looked up, is left alone, in milliseconds. */
const PATIENCE = 60 * 60 * 1000;

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system has it: a number that came back belongs to another process. */
  readonly began: string;
}

/** The room beside an output folder, which one synthesis at a time has. */
export class OutputRoom {
  /** Where the old output stands while the new one takes its place. */
  readonly replaced: string;

  private constructor(readonly path: string) {
    this.replaced = join(path, REPLACED);
  }

  /**
   * Takes the room beside an output folder, after it has brought back what a synthesis that was killed has left.
   *
   * @param target the output folder
   * @throws DrydockError when another synthesis has it
   */
  static take(target: string): OutputRoom {
    const parent = dirname(target);
    mkdirSync(parent, { recursive: true });
    const path = join(parent, `.${basename(target)}${BESIDE}synth`);
    clearLeftovers(target, parent, path);
    const draft = mkdtempSync(join(parent, `.${basename(target)}${BESIDE}${process.pid}-`));
    const own: Owner = { host: hostname(), pid: process.pid, began: beginOf(process.pid) };
    writeFileSync(join(draft, OWNER), JSON.stringify(own));
    try {
      renameSync(draft, path); // of two that try, one finds the other's folder there, which is not empty
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (existsSync(path)) {
        refuse(target, ownerOf(path));
      }
      throw error;
    }
    return new OutputRoom(path);
  }

  /** Gives the room back, with all that is in it. */
  leave(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Whether a name is that of something beside an output folder. */
export function isBeside(name: string): boolean {
  return name.startsWith('.') && name.includes(BESIDE);
}

/** Removes the rooms of processes that are gone, and puts an output folder back that one of them had moved away. */
function clearLeftovers(target: string, parent: string, path: string): void {
  const prefix = `.${basename(target)}${BESIDE}`;
  for (const name of readdirSync(parent).filter((each) => each.startsWith(prefix))) {
    const room = join(parent, name);
    const owner = ownerOf(room);
    if (isAlive(owner, room)) {
      if (room === path) {
        refuse(target, owner);
      }
      continue;
    }
    const old = join(room, REPLACED);
    if (existsSync(old) && !existsSync(target)) {
      renameSync(old, target);
    }
    rmSync(room, { recursive: true, force: true });
  }
}

function refuse(target: string, owner: Owner | undefined): never {
  const who = owner === undefined ? 'another synthesis' : `another synthesis (process ${owner.pid} on ${owner.host})`;
  throw new DrydockError({ path: '', type: 'output folder' }, [
    `${who} is writing to '${target}'; wait until it has ended, or end it`,
  ]);
}

function ownerOf(room: string): Owner | undefined {
  try {
    const { host, pid, began } = JSON.parse(readFileSync(join(room, OWNER), 'utf8')) as Partial<Owner>;
    if (typeof host === 'string' && typeof pid === 'number' && typeof began === 'string') {
      return { host, pid, began };
    }
  } catch {
    // It has not yet said whose it is, or was killed before it had.
  }
  const [, pid] = /\.drydock-(\d+)-[^/]*$/.exec(room) ?? [];
  return pid === undefined ? undefined : { host: hostname(), pid: Number(pid), began: '' };
}

/** Whether the process that has a room is still there, as far as this machine can tell. */
function isAlive(owner: Owner | undefined, room: string): boolean {
  if (owner === undefined) {
    return false;
  }
  if (owner.host !== hostname()) {
    return newest(room) - (statSync(room, { throwIfNoEntry: false })?.mtimeMs ?? 0) < PATIENCE;
  }
  if (owner.pid === process.pid) {
    return false; // an earlier process of the same number, as in containers
  }
  return owner.began === '' ? isRunning(owner.pid) : beginOf(owner.pid) === owner.began;
}

/** The time by the clock of the file system that the room is on, which may not be that of this machine. */
function newest(room: string): number {
  const probe = `${room}.clock`;
  try {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** When a process began; empty where the system does not tell, or there is none. */
function beginOf(pid: number): string {
  try {
    // The name of the program, in brackets, may hold anything; the 20th word behind it is the time.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
