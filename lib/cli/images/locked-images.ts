import { basename, dirname, resolve } from 'node:path';
import {
  imageLockFile,
  imageNameRule,
  isDigest,
  isImageName,
  readImageLock,
  referenceOf,
  writeImageLock,
  type LockedImage,
} from '../../delivery/image-lock-file';
import { nearest } from '../../core/text/nearest';
import { parseImage } from '../../parts/images/image-reference';
import { writeFiles } from '../../synthesis/write-files';

/** What is to be looked up: an image by its tag. */
export interface Tagged {
  readonly repository: string;
  readonly tag: string;
}

/** A lock file, and the images that it holds. */
export class LockedImages {
  /** Reads a lock file. @throws an error where it is not there and `isNew` does not allow that, or is not sound */
  static read(file: string, isNew = false): LockedImages {
    const images = readImageLock(file);
    if (images === undefined && !isNew) {
      const option = file === imageLockFile ? '' : ` --file ${file}`;
      throw new Error(`there is no file ${file}; run: npx drydock images add <name> <image:tag>${option}`);
    }
    return new LockedImages(file, new Map(images));
  }

  private constructor(
    readonly file: string,
    private readonly images: Map<string, LockedImage>,
  ) {}

  /** The names, sorted. */
  get names(): readonly string[] {
    return [...this.images.keys()].sort();
  }

  /** An image, where there is one of that name. */
  find(name: string): LockedImage | undefined {
    return this.images.get(name);
  }

  /** An image. @throws an error where there is none of that name */
  get(name: string): LockedImage {
    const found = this.images.get(name);
    if (found !== undefined) return found;
    const near = nearest(name, this.images.keys());
    const fix = near === undefined ? `run: npx drydock images add ${name} <image:tag>` : `did you mean '${near}'?`;
    throw new Error(`${this.file} has no image '${name}'; ${fix}`);
  }

  /** Puts an image into the place of the one of that name. */
  set(name: string, image: LockedImage): void {
    this.images.set(name, image);
  }

  /** Removes an image. @throws an error where there is none of that name */
  remove(name: string): LockedImage {
    const image = this.get(name);
    this.images.delete(name);
    return image;
  }

  /** Writes the file: whoever reads it meanwhile finds the old or the new one. */
  write(): void {
    const path = resolve(this.file);
    writeFiles(dirname(path), [{ path: basename(path), text: writeImageLock(this.images) }]);
  }
}

/** A name that a new image may have. @throws an error that says what is allowed */
export function checkName(name: string): void {
  if (!isImageName(name)) throw new Error(`the name must be ${imageNameRule}, got ${JSON.stringify(name)}`);
}

/** An image as it is named on the command line; without a tag, runtimes take `latest`. */
export function readImage(image: string): Tagged & { readonly digest?: string } {
  const parsed = parseImage(image);
  if (parsed === undefined) {
    throw new Error(
      `the image must be [registry[:port]/]name[:tag][@digest], the name in lower case, got ${JSON.stringify(image)}`,
    );
  }
  const { repository, tag = 'latest', digest } = parsed;
  if (digest !== undefined && !isDigest(digest)) {
    throw new Error(
      `the digest must be sha256: and 64 hexadecimal digits, got "${digest}"; drop it to have it looked up`,
    );
  }
  return { repository, tag, ...(digest === undefined ? {} : { digest }) };
}

/** A line of a report: an image, or what becomes of it. */
export function describe(name: string, image: LockedImage): string {
  return `${name}: ${referenceOf(image)}`;
}
