/** Where the entries of maps and the items of lists stand, and how the scalars among them are written. */
export type Places = Map<object, Map<string | number, Place>>;

/** Where a key or item begins; and for a scalar where its text begins and ends. */
export interface Place {
  readonly start: number;
  readonly from?: number;
  readonly to?: number;
}
