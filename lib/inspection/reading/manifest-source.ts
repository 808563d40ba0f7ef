import type { Path } from '../formats/path';

/** A place in a file: line and column from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One manifest to inspect, and where it came from. */
export interface ManifestSource {
  /** The manifest as plain data, of any type: what is no object is found to be none. */
  readonly manifest: unknown;
  /** The file that holds it. @default none */
  readonly file?: string;
  /** The path of the construct that made it. @default none */
  readonly construct?: string;
  /** Where in the code that construct was made. @default not known */
  readonly source?: string;
  /** Finds the place of a value in the file; called for findings only. @default no positions */
  readonly locate?: (path: Path) => Position | undefined;
  /** The text of a scalar as it stands in the file; called for findings only. @default not known */
  readonly written?: (path: Path) => string | undefined;
}

/** Something wrong with a text before it became a manifest. */
export interface SourceProblem {
  readonly rule: 'yaml/syntax' | 'yaml/duplicate-key' | 'yaml/limit' | 'yaml/not-an-object';
  readonly message: string;
  readonly fix: string;
  readonly file?: string;
  readonly position?: Position;
}
