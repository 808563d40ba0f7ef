import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { readYaml } from '../../inspection';
import { isManifestFile, readManifestFiles } from '../../inspection/input/manifest-files';
import { fieldsOf, objectsOf, type ApplyObject } from './apply-object';
import type { Kubectl } from './kubectl';

/** What is applied as one: the objects of a file, or those that a kustomization holds. */
export interface Stack {
  /** The file, or the folder of the kustomization, as the caller's words begin it. */
  readonly name: string;
  readonly objects: readonly ApplyObject[];
  /** The files that hold the objects, in their order. @default the objects stand in no file as they are */
  readonly files?: readonly string[];
}

const kustomizationFiles: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The fields of a kustomization that change no object. */
const listOnly: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'resources', 'sortOptions']);

/** A kustomization that includes itself would never end. */
const deepest = 32;

/**
 * The stacks that words name, in the order of application.
 *
 * A file is a stack. Of a folder, each file of manifests directly in it is one, in the order of the names; where it has a
 * kustomization, each of its resources is, in the order of the list. What stands in other folders below is not meant.
 *
 * @param folder where relative words begin
 * @param kubectl builds the kustomizations that do more than to list files
 * @throws an error for what cannot be read, before anything is applied
 */
export async function findStacks(
  words: readonly string[],
  folder: string,
  kubectl: Kubectl,
): Promise<readonly Stack[]> {
  const stacks: Stack[] = [];
  for (const word of words) {
    const stats = statSync(resolve(folder, word), { throwIfNoEntry: false });
    if (stats === undefined) {
      throw new Error(`there is no file or folder '${word}'; synthesize the app first, or name what is to be applied`);
    }
    stacks.push(...(stats.isDirectory() ? await ofFolder(word, folder, kubectl) : [ofFiles(word, [word], folder)]));
  }
  return stacks;
}

async function ofFolder(word: string, folder: string, kubectl: Kubectl): Promise<readonly Stack[]> {
  const kustomization = kustomizationIn(word, folder);
  if (kustomization !== undefined) {
    const resources = plainResources(kustomization, folder);
    if (resources === undefined) {
      return [await built(word, kustomization, folder, kubectl)];
    }
    const stacks: Stack[] = [];
    for (const resource of resources) {
      stacks.push(await ofResource(below(word, resource), folder, kubectl));
    }
    return stacks;
  }
  const entries = readdirSync(resolve(folder, word)).sort();
  if (entries.includes('Chart.yaml')) {
    throw new Error(`'${word}' is a Helm chart, whose templates are no manifests; use helm, or 'helm template' before`);
  }
  const isFile = (name: string): boolean => statSync(resolve(folder, word, name)).isFile();
  const files = entries.filter((name) => !name.startsWith('.') && isManifestFile(name) && isFile(name));
  if (files.length === 0) {
    const folders = entries.filter((name) => !name.startsWith('.') && !isFile(name)).map((name) => below(word, name));
    const fix = folders.length === 0 ? 'synthesize the app first' : `name one of its folders: ${folders.join(', ')}`;
    throw new Error(`the folder '${word}' has no manifest of its own; ${fix}`);
  }
  return files.map((name) => ofFiles(below(word, name), [below(word, name)], folder));
}

/** A resource of a kustomization, be it a file or a folder, as one stack. */
async function ofResource(word: string, folder: string, kubectl: Kubectl): Promise<Stack> {
  if (!statSync(resolve(folder, word)).isDirectory()) {
    return ofFiles(word, [word], folder);
  }
  const files = listedFiles(word, folder, 0);
  return files === undefined
    ? built(word, kustomizationIn(word, folder) ?? word, folder, kubectl)
    : ofFiles(word, files, folder);
}

/** The files that a kustomization lists, itself or through others; undefined where one of them does more than that. */
function listedFiles(word: string, folder: string, depth: number): readonly string[] | undefined {
  const kustomization = kustomizationIn(word, folder);
  if (depth > deepest || kustomization === undefined) {
    return undefined; // kubectl says what is wrong with it
  }
  const files: string[] = [];
  for (const resource of plainResources(kustomization, folder)?.map((name) => below(word, name)) ?? [undefined]) {
    const isFolder = resource !== undefined && statSync(resolve(folder, resource)).isDirectory();
    const found = isFolder ? listedFiles(resource, folder, depth + 1) : resource === undefined ? undefined : [resource];
    if (found === undefined) {
      return undefined;
    }
    files.push(...found);
  }
  return files;
}

function kustomizationIn(word: string, folder: string): string | undefined {
  const name = kustomizationFiles.find((file) => existsSync(resolve(folder, word, file)));
  return name === undefined ? undefined : below(word, name);
}

/** The resources of a kustomization that only lists what is there; undefined where kubectl has to build it. */
function plainResources(kustomization: string, folder: string): readonly string[] | undefined {
  const { texts } = readManifestFiles([kustomization], folder);
  const { sources, problems } = readYaml(texts.get(kustomization) ?? '', kustomization);
  const content = fieldsOf(sources[0]?.manifest);
  const { resources, sortOptions } = content;
  const own = kustomization.replace(/[^/\\]*$/, '');
  const isThere = (resource: unknown): boolean =>
    typeof resource === 'string' && existsSync(resolve(folder, own, resource));
  const isPlain =
    problems.length === 0 &&
    sources.length === 1 &&
    Object.keys(content).every((key) => listOnly.has(key)) &&
    (content.kind ?? 'Kustomization') === 'Kustomization' &&
    (sortOptions === undefined || fieldsOf(sortOptions).order === 'fifo') &&
    Array.isArray(resources) &&
    resources.length > 0 &&
    resources.every(isThere);
  return isPlain ? (resources as readonly string[]) : undefined;
}

async function built(word: string, kustomization: string, folder: string, kubectl: Kubectl): Promise<Stack> {
  const { code, stdout, stderr } = await kubectl({ words: ['kustomize', resolve(folder, word)] });
  if (code !== 0) {
    throw new Error(`${kustomization} cannot be built: ${stderr.trim().replace(/^error: /i, '')}`);
  }
  const { sources, problems } = readYaml(stdout);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new Error(`what kubectl builds of ${kustomization} cannot be read: ${problem.message}`);
  }
  const objects = objectsOf(sources, () => kustomization);
  // The lines are those of a text that nobody sees.
  return { name: word, objects: objects.map((object) => ({ ...object, line: () => undefined })) };
}

function ofFiles(name: string, files: readonly string[], folder: string): Stack {
  const { sources, problems } = readManifestFiles(files, folder);
  const [problem] = problems;
  if (problem !== undefined) {
    const place = [problem.file, problem.position?.line].filter((part) => part !== undefined).join(':');
    throw new Error(`${place}: ${problem.message}; ${problem.fix}; nothing is applied`);
  }
  return { name, files, objects: objectsOf(sources, ({ file = name }) => file) };
}

function below(word: string, name: string): string {
  return isAbsolute(name) ? name : join(word, name).split(sep).join('/');
}
