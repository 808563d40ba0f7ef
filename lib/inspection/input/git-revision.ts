import { execFileSync } from 'node:child_process';
import { relative, resolve, sep } from 'node:path';
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
  const entries = listed.map((line) => ({
    id: line.slice(0, line.indexOf('\t')).split(' ')[2] ?? '',
    file: line.slice(line.indexOf('\t') + 1),
  }));
  const charts = entries
    .filter(({ file }) => /(?:^|\/)Chart\.yaml$/.test(file))
    .map(({ file }) => file.slice(0, -'Chart.yaml'.length));
  const files = entries.filter(
    ({ file }) =>
      isManifestFile(file) && tests.some((matches) => matches(file)) && !charts.some((chart) => file.startsWith(chart)),
  );
  const texts = contentsOf(
    files.map(({ id }) => id),
    folder,
  );
  const contents = files.map(({ file }, index) => readYaml(texts[index] ?? '', file));
  return {
    sources: contents.flatMap(({ sources }) => sources),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

/** The texts of objects of the repository, all of them from one process. */
function contentsOf(ids: readonly string[], folder: string): readonly string[] {
  const output = git(['cat-file', '--batch'], folder, ids.map((id) => `${id}\n`).join(''));
  const texts: string[] = [];
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf(10, at);
    const size = Number(output.toString('utf8', at, lineEnd).split(' ')[2]);
    texts.push(output.toString('utf8', lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return texts;
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
