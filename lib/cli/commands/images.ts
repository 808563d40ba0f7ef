import type { Command } from 'commander';
import { imageLockFile, type LockedImage } from '../../delivery/image-lock-file';
import { action, exitWithMisuse, processEnd, type CommandEnd } from '../action';
import type { CliCommand } from '../command';
import { readDockerAccounts } from '../images/docker-accounts';
import { checkName, describe, LockedImages, readImage, type Tagged } from '../images/locked-images';
import { lookUp } from '../images/look-up';
import { Registry } from '../images/registry';
import type { Fetch } from '../images/secure-request';

/** What the command meets outside of itself. */
export interface ImagesSurroundings extends CommandEnd {
  /** What sends requests to registries. */
  readonly fetch: Fetch;
  /** The variables of the environment. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Prints a line of the result. */
  readonly print: (line: string) => void;
}

interface Options {
  readonly file: string;
  readonly check?: boolean;
}

/** `drydock images`, in some surroundings. */
export function imagesCommand(surroundings: ImagesSurroundings): CliCommand {
  return {
    define(command) {
      exitWithMisuse(command)
        .description(
          `Pins images to digests: ${imageLockFile} says for each name what its tag stood for when it was last looked up.\n` +
            'A program reads it with ImageLock.fromFile, and asks no network.',
        )
        .addHelpText(
          'after',
          `
Examples:
  $ drydock images add nginx nginx:1.30     look the digest up, and write it down
  $ drydock images update                   look all tags up again
  $ drydock images update --check           only say whether a tag has moved

Accounts are those that 'docker login' keeps in ~/.docker/config.json; credential helpers are not run.
Exit codes: 0 all went well, 1 a tag has moved (with --check), 2 misuse, or a digest that is not to be had`,
        );
      const subcommand = (name: string, description: string): Command =>
        command.command(name).description(description).option('-f, --file <file>', 'the lock file', imageLockFile);
      action(subcommand('list', 'print the images'), (options: Options) => list(surroundings, options), surroundings);
      action(
        subcommand('add', 'add an image, or give a name another one')
          .argument('<name>', 'name by which programs look it up')
          .argument('<image>', 'image, as nginx:1.30; one with a digest is not looked up'),
        (name: string, image: string, options: Options) => add(surroundings, name, image, options),
        surroundings,
      );
      action(
        subcommand('remove', 'remove images').argument('<names...>', 'their names'),
        (names: readonly string[], options: Options) => remove(surroundings, names, options),
        surroundings,
      );
      action(
        subcommand('update', 'look up what the tags stand for now')
          .argument('[names...]', 'names of the images (default: all)')
          .option('--check', 'write nothing; say which tags have moved, and fail if one has'),
        (names: readonly string[], options: Options) => update(surroundings, names, options),
        surroundings,
      );
    },
  };
}

/** `drydock images` */
export const images = imagesCommand({
  fetch: (url, init) => fetch(url, init),
  variables: process.env,
  print: (line) => console.log(line),
  ...processEnd,
});

function list({ print }: ImagesSurroundings, { file }: Options): number {
  const locked = LockedImages.read(file);
  for (const name of locked.names) print(describe(name, locked.get(name)));
  return 0;
}

async function add(surroundings: ImagesSurroundings, name: string, image: string, { file }: Options): Promise<number> {
  checkName(name);
  const { digest: given, ...tagged } = readImage(image);
  const locked = LockedImages.read(file, true);
  const digest = given ?? (await digestsOf(surroundings, new Map([[name, tagged]]))).get(name);
  if (digest === undefined) throw new Error(`the digest of ${name} is not known`);
  put(surroundings, locked, name, { ...tagged, digest });
  return 0;
}

function remove({ print }: ImagesSurroundings, names: readonly string[], { file }: Options): number {
  const locked = LockedImages.read(file);
  const removed = [...new Set(names)].map((name) => describe(name, locked.remove(name)));
  locked.write();
  for (const line of removed) print(`${line} removed`);
  return 0;
}

async function update(surroundings: ImagesSurroundings, words: readonly string[], options: Options): Promise<number> {
  const locked = LockedImages.read(options.file);
  const names = words.length === 0 ? locked.names : [...new Set(words)];
  const digests = await digestsOf(surroundings, new Map(names.map((name) => [name, locked.get(name)])));
  const moved = names.filter((name) => locked.get(name).digest !== digests.get(name));
  for (const name of moved) {
    const image = locked.get(name);
    const digest = digests.get(name) ?? image.digest;
    surroundings.print(`${describe(name, image)} → ${digest}`);
    locked.set(name, { ...image, digest });
  }
  surroundings.print(`${count(moved.length)} moved, ${names.length - moved.length} as before`);
  if (options.check === true) return moved.length === 0 ? 0 : 1;
  if (moved.length > 0) locked.write();
  return 0;
}

function put({ print }: ImagesSurroundings, locked: LockedImages, name: string, image: LockedImage): void {
  const before = locked.find(name);
  locked.set(name, image);
  locked.write();
  print(before === undefined ? describe(name, image) : `${describe(name, before)} → ${describe(name, image)}`);
}

function digestsOf(
  { fetch, variables }: ImagesSurroundings,
  tagged: ReadonlyMap<string, Tagged>,
): Promise<ReadonlyMap<string, string>> {
  return lookUp(new Registry(fetch, readDockerAccounts(variables)), tagged, variables);
}

function count(tags: number): string {
  return tags === 1 ? '1 tag has' : `${tags} tags have`;
}
