import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { ManifestSource, SourceProblem } from '../reading/manifest-source';
import { largestText, readYaml } from '../reading/yaml-source';
import { folderOf, globTest, isGlob } from './glob';

/** The word that stands for standard input. */
export const standardInput = '-';

/** What files hold, and their texts by name. */
export interface ManifestFiles {
  readonly sources: readonly ManifestSource[];
  readonly problems: readonly SourceProblem[];
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The files that words name: files, folders with all that is in them, and patterns.
 *
 * Of a folder, the files that end in `.yaml`, `.yml` or `.json` are meant, but for those that are known to be something
 * else: the folder of a Helm chart, the files of kustomize, cdk8s and npm, and whatever begins with a dot.
 *
 * A link in a folder is followed to a file in that folder. One that leads out of it is not, since who may add a link to a
 * pull request should not have a report show what stands elsewhere on the machine.
 *
 * @param folder where relative words begin
 * @param leftOut is told of each link that is not followed. @default nobody is
 * @returns the names as the words begin them, each once, in the order of the words and then of the alphabet
 * @throws an error for a word that names nothing
 */
export function findManifestFiles(
  words: readonly string[],
  folder: string,
  leftOut: (link: string, why: string) => void = () => undefined,
): readonly string[] {
  const found = new Map<string, string>();
  const add = (file: string): void => {
    const path = file === standardInput ? file : resolve(folder, file);
    found.set(path, found.get(path) ?? file);
  };
  for (const word of words) {
    const stats = statSync(resolve(folder, word), { throwIfNoEntry: false });
    if (word === standardInput || stats?.isFile() === true) {
      add(word);
    } else if (stats?.isDirectory() === true) {
      const files = walk(folder, word, linkTest(folder, word, leftOut));
      files.forEach(add);
      refuseNothing(files.length === 0, `the folder '${word}' holds no manifest`);
    } else if (isGlob(word)) {
      const start = folderOf(word);
      const files = walk(folder, start, linkTest(folder, start, leftOut)).filter(globTest(word));
      files.forEach(add);
      refuseNothing(files.length === 0, `no file matches '${word}'`);
    } else {
      refuseNothing(true, `there is no file or folder '${word}'`);
    }
  }
  return [...found.values()];
}

function refuseNothing(nothing: boolean, problem: string): void {
  if (nothing) {
    throw new Error(`${problem}; name files, folders or patterns such as 'dist/**/*.yaml', or - for standard input`);
  }
}

/** Whether a file found in a folder is taken for one of manifests. */
export function isManifestFile(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path) && !others.test(path.slice(path.lastIndexOf('/') + 1));
}

/** Names that mean something else to a tool whose files lie beside manifests. */
const others =
  /^(?:kustomization\.ya?ml|cdk8s\.yaml|drydock\.config\..*|package(?:-lock)?\.json|tsconfig.*\.json|construct-metadata\.json)$/i;

function walk(folder: string, start: string, follows: (link: string) => boolean): string[] {
  const entries = readdirSync(resolve(folder, start), { withFileTypes: true });
  if (entries.some(({ name }) => name === 'Chart.yaml')) {
    return []; // templates are no manifests before `helm template` has filled them in
  }
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = start === '.' ? entry.name : join(start, entry.name).split(sep).join('/');
      if (entry.isDirectory()) {
        return walk(folder, path, follows);
      }
      return isManifestFile(path) && (entry.isFile() || (entry.isSymbolicLink() && follows(path))) ? [path] : [];
    });
}

/** Tells of a link below a folder whether it leads to a file in that folder. */
function linkTest(
  folder: string,
  start: string,
  leftOut: (link: string, why: string) => void,
): (link: string) => boolean {
  const root = `${realpathSync(resolve(folder, start))}${sep}`;
  return (link) => {
    let target: string;
    try {
      target = realpathSync(resolve(folder, link));
    } catch (error) {
      const circle = (error as NodeJS.ErrnoException).code === 'ELOOP';
      leftOut(link, circle ? 'it leads in a circle' : 'it leads to what is not there');
      return false;
    }
    if (!target.startsWith(root)) {
      leftOut(link, `it leads out of '${start}'; name it to have it read`);
      return false;
    }
    return statSync(target).isFile();
  };
}

/**
 * Reads files. What is wrong with one is among the problems; only what cannot be read at all is an error.
 *
 * @param files names of files, or `-` for standard input
 * @param input the text of standard input. @default standard input is not among the files
 * @param textOf what to take for the text of a file. @default the text as it is
 */
export function readManifestFiles(
  files: readonly string[],
  folder: string,
  input = '',
  textOf: (file: string, text: string) => string = (_, text) => text,
): ManifestFiles {
  const texts = new Map<string, string>();
  const sources: ManifestSource[] = [];
  const problems: SourceProblem[] = [];
  for (const file of files) {
    const name = file === standardInput ? '<stdin>' : file;
    if (file !== standardInput && statSync(resolve(folder, file)).size > 4 * largestText) {
      const message = `the file is larger than ${4 * largestText} bytes, which is not read`;
      problems.push({ rule: 'yaml/limit', message, fix: 'split the file', file: name });
      continue;
    }
    const text = file === standardInput ? input : textOf(file, readFileSync(resolve(folder, file), 'utf8'));
    texts.set(name, text);
    const content = readYaml(text, name);
    content.sources.forEach((source) => sources.push(source));
    content.problems.forEach((problem) => problems.push(problem));
  }
  return { sources, problems, texts };
}
