/** A time that was measured. */
export interface Timing {
  /** What was measured. */
  readonly what: string;
  /** Median, in milliseconds. */
  readonly milliseconds: number;
  /** How often it was measured. */
  readonly rounds: number;
}

/** A point of the plot: how long an app of some size took. */
export interface Point {
  readonly series: 'cdk8s' | 'cdk8s-drydock';
  readonly charts: number;
  readonly milliseconds: number;
}

/** What a benchmark has found. */
export interface Result {
  /** Identifier of the goal, such as `P1`. */
  readonly id: string;
  /** What is compared with what. */
  readonly title: string;
  /** Ours as a part of what it is compared with. */
  readonly ratio: number;
  /** The most that the ratio may be. */
  readonly goal: number;
  /** What the ratio was made from, and whatever was measured beside it. */
  readonly timings: readonly Timing[];
  /** What one has to know to read it. @default - nothing */
  readonly note?: string;
  /** What belongs into the plot. @default - nothing */
  readonly points?: readonly Point[];
}

/** Something to measure. */
export interface Benchmark {
  /** What it measures, in a few words. */
  readonly name: string;
  /** Goals that it has results for. */
  readonly ids: readonly string[];
  run(): Promise<readonly Result[]> | readonly Result[];
}
