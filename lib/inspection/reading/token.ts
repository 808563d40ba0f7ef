import type { ScalarStyle } from './scalar-scanner';

/** What a token is. */
export type TokenKind =
  | 'end'
  | 'directive'
  | 'documentStart'
  | 'documentEnd'
  | 'blockList'
  | 'blockMap'
  | 'blockEnd'
  | 'flowList'
  | 'flowListEnd'
  | 'flowMap'
  | 'flowMapEnd'
  | 'flowEntry'
  | 'item'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** A token, and where it stands. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The text of a scalar, the name of an anchor or alias, the handle of a tag. */
  readonly text: string;
  /** What follows the handle of a tag, or the prefix that a directive gives a handle. */
  readonly suffix?: string;
  readonly style?: ScalarStyle;
  /** The key that may turn out to begin here. */
  readonly simpleKey: SimpleKey | undefined;
}

/** A place where a key may begin, which only the colon behind it tells. */
export interface SimpleKey {
  possible: boolean;
  /** Whether its token waits for the decision; that of a bracket does not once the bracket is closed with no key in it. */
  awaited: boolean;
  /** Whether nothing else can stand here. */
  readonly required: boolean;
  readonly token: number;
  readonly pos: number;
  readonly line: number;
  readonly column: number;
}
