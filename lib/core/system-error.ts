import { DrydockError, raise } from './errors';

/** What the system's codes mean, and what to do. @see https://man7.org/linux/man-pages/man3/errno.3.html */
const meanings: Readonly<Record<string, string>> = {
  EACCES: 'access is denied; give this user the right to it, or use another place',
  EPERM: 'the system does not permit it; give this user the right to it, or use another place',
  EROFS: 'the file system is read-only; use another place',
  ENOSPC: 'the disk is full; make room on it',
  EDQUOT: 'the quota of this user is used up; make room',
  EBUSY: 'it is in use, by a mount or another program; free it, or use another place',
  EMFILE: 'this process has too many open files; raise the limit (ulimit -n)',
  ENFILE: 'the system has too many open files; close some',
  ENAMETOOLONG: 'the name is longer than the system takes; use a shorter one',
  ENOTDIR: 'a part of the path is a file and no folder; remove it, or use another path',
  EISDIR: 'it is a folder and no file; name a file',
  EEXIST: 'something of that name is there already; remove it, or use another name',
  ENOTEMPTY: 'the folder is not empty, since another program writes to it; run one at a time',
  ELOOP: 'links there lead in a circle; remove one of them',
  ENOENT: 'it is not there, or was removed meanwhile; make it, or name another',
  EXDEV: 'it is on another file system; use a place on the same one',
  EIO: 'the disk answers with an error; check it',
  EINVAL: 'the system does not take that name or that kind of file; use another',
};

/** What an error of the system means and what to do about it; undefined where it is no such error. */
export function systemProblem(error: unknown): string | undefined {
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const meaning = code === undefined || !Object.hasOwn(meanings, code) ? undefined : meanings[code];
  if (meaning === undefined) {
    return undefined;
  }
  const place = dest ?? path;
  return `${place === undefined ? '' : `'${place}': `}${meaning} (${code})`;
}

/**
 * Does something with files, and says of an error of the system what it means and what to do.
 *
 * @param what what is done with which place, for the message: `output folder 'dist'`
 * @throws DrydockError for an error of the system; any other as it is
 */
export function withFiles<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const problem = error instanceof DrydockError ? undefined : systemProblem(error);
    if (problem === undefined) {
      throw error;
    }
    raise({ path: '', type: what }, [problem]);
  }
}
