import type { Benchmark } from '../benchmark';
import { manyCharts } from './p4-many-charts';
import { dependencies } from './p5-dependencies';
import { inspection } from './p6-inspection';
import { smallApp } from './p1-small-app';
import { wholeCommand } from './p2-whole-command';
import { thousandPairs } from './p3-thousand-pairs';

/** All benchmarks, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  smallApp,
  wholeCommand,
  thousandPairs,
  manyCharts,
  dependencies,
  inspection,
];
