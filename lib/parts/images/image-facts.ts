/** What a container of an image needs to run as Pod Security "restricted" has it. */
export interface ImageFacts {
  /** Registry and path, such as `ghcr.io/acme/api` or `nginx`; a trailing `/*` stands for all below a path. */
  readonly repository: string;
  /** A part of the tag, for images whose variants differ (`alpine`). @default - every tag */
  readonly tagContains?: string;
  /** User that the processes run as: a number above 0. @default - unknown: none is set */
  readonly user?: number;
  /** Group that the processes run as. @default - unknown: none is set */
  readonly group?: number;
  /**
   * Directories that the processes write to, apart from volumes; an empty list says that there are none. Each gets an
   * emptyDir, and the root file system becomes read-only. @default - unknown: the root file system stays writable
   */
  readonly writablePaths?: readonly string[];
}
