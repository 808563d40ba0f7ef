import type { SourceProblem } from './manifest-source';

/** A document of a text. */
export interface Chunk {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
}

/** What became of a document. */
export interface ReadDocument {
  readonly value?: unknown;
  readonly problems: readonly SourceProblem[];
}
