import { raise } from '../core/errors';

/** The longest name of a file, in bytes: file systems take 255, and a file that is being written has a longer name. */
const longest = 240;

/** Names that Windows keeps for devices, with any extension. @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

// eslint-disable-next-line no-control-regex -- no file system of Windows takes control characters
const characters = /[\u0000-\u001f<>:"|?*\\]/;

/**
 * Refuses files that some system would not take, or would take for one another, before any is written.
 *
 * @param files paths below a folder, divided by `/`
 * @param folders paths of folders there
 * @throws DrydockError that names the first such path
 */
export function checkPaths(files: readonly string[], folders: readonly string[] = []): void {
  const known = new Map<string, string>();
  const parents = new Set<string>();
  const add = (path: string, kind: 'file' | 'folder'): void => {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    if (parent !== '' && !parents.has(parent)) {
      parents.add(parent);
      add(parent, 'folder');
    }
    const problem = problemOf(path.slice(slash + 1));
    if (problem !== undefined) {
      refuse(path, problem);
    }
    // Systems that do not tell upper from lower case compare like this, and some compose accents.
    const key = path.normalize('NFC').toLowerCase();
    const other = known.get(key);
    const own = `${kind} '${path}'`;
    if (other === undefined) {
      known.set(key, own);
    } else if (other !== own) {
      refuse(path, `the ${own} and the ${other} are one and the same to some systems; use names that differ more`);
    }
  };
  folders.forEach((path) => add(path, 'folder'));
  files.forEach((path) => add(path, 'file'));
}

function refuse(path: string, problem: string): never {
  raise({ path: '', type: `file ${JSON.stringify(path)}` }, [problem]);
}

/** What is wrong with the name of a file or folder. */
function problemOf(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') {
    return `${JSON.stringify(name)} is no name of a file or folder; use letters, digits, '-', '_' and '.'`;
  }
  if (characters.test(name)) {
    return `the name holds a character that Windows does not take; use letters, digits, '-', '_' and '.'`;
  }
  if (/[. ]$/.test(name)) {
    return 'the name ends with a dot or a blank, which Windows drops; use another name';
  }
  if (device.test(name)) {
    return `'${name}' is the name of a device on Windows; use another name`;
  }
  const length = name.length > longest / 4 ? Buffer.byteLength(name) : 0;
  return length > longest ? `the name has ${length} bytes, allowed are ${longest}; use a shorter one` : undefined;
}
