import { raise, show } from '../core/errors';
import { nearest } from '../core/text/nearest';
import {
  imageLockFile,
  imageNameRule,
  isImageName,
  readImageLock,
  referenceOf,
  type LockedImage,
} from './image-lock-file';

/**
 * Images by name, each pinned to the digest that a lock file holds for its tag: the same bytes run on every node, today
 * and after the tag has moved. `drydock images` makes the file; no network is asked when it is read.
 *
 * It is generic over the names, so that a mistyped one does not compile: a name is no more than a string in any other
 * type, and the mistake would show when the program runs.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export class ImageLock<Name extends string = string> {
  /**
   * Reads a lock file.
   *
   * @param file its path, from the working directory: `images.lock`.
   * @param names the images that the program uses; the file may hold more.
   * @throws DrydockError when the file is not there, is not sound, or lacks one of the names
   */
  static fromFile<Name extends string>(file: string, ...names: readonly [Name, ...Name[]]): ImageLock<Name> {
    checkArguments(file, names);
    const images = readImageLock(file);
    if (images === undefined) {
      const add = names.map((name) => `npx drydock images add ${name} <image:tag>${option(file)}`);
      refuse(`there is no file "${file}"; run: ${add.join(' && ')}`);
    }
    const missing = names.filter((name) => !images.has(name));
    if (missing.length > 0) refuse(...missing.map((name) => messageOf(name, file, images)));
    return new ImageLock(names, images);
  }

  private constructor(
    /** The names that it was asked for, in that order. */
    readonly names: readonly Name[],
    private readonly images: ReadonlyMap<string, LockedImage>,
  ) {}

  /**
   * An image as a container takes it: `repository:tag@digest`.
   *
   * @param name one of the names that were listed.
   * @throws DrydockError when it is not one of these
   */
  image(name: Name): string {
    const found = this.names.includes(name) ? this.images.get(name) : undefined;
    if (found !== undefined) return referenceOf(found);
    const near = typeof name === 'string' ? nearest(name, this.names) : undefined;
    const listed = this.names.map((each) => `"${each}"`).join(', ');
    const fix = near === undefined ? 'list it in ImageLock.fromFile' : `did you mean "${near}"?`;
    refuse(`${show(name)} is not one of the listed images, which are ${listed}; ${fix}`);
  }
}

function checkArguments(file: unknown, names: readonly unknown[]): void {
  if (typeof file !== 'string' || file === '') refuse(`'file' must be the path of a lock file, got ${show(file)}`);
  if (names.length === 0) refuse("'names' must have at least one name of an image, got none; list those that are used");
  names.forEach((name, i) => {
    if (!isImageName(name)) refuse(`'names[${i}]' must be ${imageNameRule}, got ${show(name)}`);
    if (names.indexOf(name) !== i) refuse(`'names[${i}]' is there twice, got ${show(name)}; remove one of them`);
  });
}

function messageOf(name: string, file: string, images: ReadonlyMap<string, LockedImage>): string {
  const near = nearest(name, images.keys());
  const hint = near === undefined ? '' : `did you mean "${near}"? else `;
  return `"${file}" has no image "${name}"; ${hint}run: npx drydock images add ${name} <image:tag>${option(file)}`;
}

/** What tells the command of a file that is not called as usual. */
function option(file: string): string {
  return file === imageLockFile ? '' : ` --file ${file}`;
}

function refuse(...problems: string[]): never {
  raise({ path: '', type: 'ImageLock' }, problems);
}
