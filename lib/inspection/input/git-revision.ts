import { execFileSync } from 'node:child_process';
import { posix, relative, resolve, sep } from 'node:path';
import type { ManifestSource, SourceProblem } from '../reading/manifest-source';
import { readYaml } from '../reading/yaml-source';
import { globTest, isGlob } from './glob';
import { isManifestFile } from './manifest-files';

/** Larger than any answer that is worth waiting for. */
const maxBuffer = 1024 * 1024 * 1024;

/**
 * The manifests as they were in a revision of a git repository.
 *
 * @param revision a commit, tag or branch, as `origin/main` or `HEAD~1`
 * @param words the files, folders and patterns that are meant, relative to the folder
 * @param folder a folder of the repository
 * @throws an error where git does not know the revision
 */
export function readRevision(
  revision: string,
  words: readonly string[],
  folder: string,
): { readonly sources: readonly ManifestSource[]; readonly problems: readonly SourceProblem[] } {
  const tests = words.map((word) => testOf(word, folder));
  const listed = git(['ls-tree', '-r', '-z', commitOf(revision, folder)], folder)
    .toString('utf8')
    .split('\0');
  const entries = listed.filter((line) => line !== '').map(entryOf);
  const charts = entries
    .filter(({ file }) => /(?:^|\/)Chart\.yaml$/.test(file))
    .map(({ file }) => file.slice(0, -'Chart.yaml'.length));
  const files = entries.filter(
    ({ file }) =>
      isManifestFile(file) && tests.some((matches) => matches(file)) && !charts.some((chart) => file.startsWith(chart)),
  );
  const byFile = new Map(entries.map((entry) => [entry.file, entry]));
  const found = files.map((entry) => behindLinks(entry, byFile, folder)).filter((entry) => entry !== undefined);
  const texts = contentsOf(found, folder);
  const contents = found.map(({ file }, index) => readYaml(texts[index] ?? '', file));
  return {
    sources: contents.flatMap(({ sources }) => sources),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

/** What git lists of a tree: a file, a link or a submodule. */
interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly file: string;
}

const link = '120000';
const submodule = '160000';

function entryOf(line: string): Entry {
  const [mode = '', , id = ''] = line.slice(0, line.indexOf('\t')).split(' ');
  return { mode, id, file: line.slice(line.indexOf('\t') + 1) };
}

/**
 * The file that an entry is or leads to; undefined for what is none: a submodule, or a link to a folder.
 *
 * @throws an error for a link that leads out of the revision, since what is behind it is not compared
 */
function behindLinks(entry: Entry, entries: ReadonlyMap<string, Entry>, folder: string): Entry | undefined {
  let current = entry;
  for (let steps = 0; current.mode === link; steps++) {
    const [target = ''] = contentsOf([current], folder);
    const path = posix.normalize(posix.join(posix.dirname(current.file), target));
    const next = entries.get(path);
    if (next === undefined && [...entries.keys()].some((file) => file.startsWith(`${path}/`))) {
      return undefined;
    }
    if (next === undefined || steps > 20) {
      throw new Error(
        `'${entry.file}' is a link to '${target}', which the revision does not hold; commit the file itself, or leave the link out`,
      );
    }
    current = next;
  }
  return current.mode === submodule ? undefined : { ...current, file: entry.file };
}

/** The texts of files of the repository, all of them from one process. */
function contentsOf(entries: readonly Pick<Entry, 'id' | 'file'>[], folder: string): readonly string[] {
  if (entries.length === 0) {
    return [];
  }
  const output = git(['cat-file', '--batch'], folder, entries.map(({ id }) => `${id}\n`).join(''));
  let at = 0;
  return entries.map(({ id, file }) => {
    const lineEnd = output.indexOf(10, at);
    const [, type, length] = output.toString('utf8', at, Math.max(at, lineEnd)).split(' ');
    const size = Number(length);
    if (lineEnd < 0 || type !== 'blob' || !Number.isSafeInteger(size) || lineEnd + 1 + size > output.length) {
      throw new Error(
        `git cannot read '${file}' (${id}) of the revision; fetch it ('git fetch --refetch', or a clone that is neither shallow nor partial), or check the repository with 'git fsck'`,
      );
    }
    at = lineEnd + 1 + size + 1;
    return output.toString('utf8', lineEnd + 1, at - 1);
  });
}

/** Whether a path is meant by a word: the file itself, what is in a folder, or what matches a pattern. */
function testOf(word: string, folder: string): (path: string) => boolean {
  if (isGlob(word)) {
    return globTest(word);
  }
  const name = relative(folder, resolve(folder, word)).split(sep).join('/');
  return (path) => name === '' || path === name || path.startsWith(`${name}/`);
}

function commitOf(revision: string, folder: string): string {
  if (revision.trim() === '') {
    throw new Error(
      `a revision must be a commit, tag or branch, such as origin/main, got ${JSON.stringify(revision)}; is a variable unset?`,
    );
  }
  try {
    return git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], folder)
      .toString('utf8')
      .trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error(`'${revision}' is no folder, and git, which may know it as a revision, is not installed`, {
        cause: error,
      });
    }
    throw new Error(`'${revision}' is neither a folder nor a revision that git knows in ${folder}`, { cause: error });
  }
}

function git(words: readonly string[], folder: string, input = ''): Buffer {
  return execFileSync('git', words, { cwd: folder, maxBuffer, input, stdio: ['pipe', 'pipe', 'pipe'] });
}
