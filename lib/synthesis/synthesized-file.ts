/** An object of a file, and where it comes from. */
export interface SynthesizedObject {
  /** The object as it is written. */
  readonly manifest: unknown;

  /** Path of the construct that it comes from, of the chart where that cannot be told. */
  readonly constructPath: string;

  /** Line of code that defined it, such as `main.ts:12:3`. @default - not recorded */
  readonly source?: string;
}

/** A file that an app makes, not yet written. */
export interface SynthesizedFile {
  /** Path below the output folder, divided by `/`. */
  readonly path: string;

  /** Path of the Folder that it is in, empty at the top: the files of one folder are applied together. */
  readonly set: string;

  /** The objects in it, in the order of the documents: the first is document 0. */
  readonly objects: readonly SynthesizedObject[];

  /** What is written: YAML, documents divided by `---`. */
  readonly text: string;
}

/** A check of all that an app is about to write. */
export interface ISynthesisCheck {
  /**
   * Looks at the files before the first of them is written.
   *
   * @throws whatever is to fail the synthesis: nothing is written then.
   */
  check(files: readonly SynthesizedFile[]): void;
}

/** Type of the metadata entry of a construct whose data is the line of code that defined it. */
export const SOURCE_METADATA = 'cdk8s-drydock:source';
