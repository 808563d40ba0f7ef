import type { Benchmark, Point, Result, Timing } from '../benchmark';
import { app, measure } from '../measure';

/** Sizes of the plot. cdk8s takes more than ten minutes for the largest of ours, so it is not measured there. */
const OURS = [10, 100, 500, 2000, 5000, 10_000];
const STOCK = [10, 100, 500, 1000];

/** Apps of many charts, each of one pair. */
export const manyCharts: Benchmark = {
  name: 'many charts',
  ids: ['P4', 'P4-stock', 'P4-linear'],
  run() {
    const points: Point[] = [];
    for (const charts of OURS) {
      const { time } = measure({ time: app(`cdk8s-drydock, ${charts} charts`, 'drydock-pairs', charts, 1) }, 3);
      points.push({ series: 'cdk8s-drydock', charts, milliseconds: time.milliseconds });
    }
    for (const charts of STOCK) {
      const { time } = measure(
        { time: app(`cdk8s, ${charts} charts`, 'stock-pairs', charts, 1) },
        charts > 500 ? 1 : 3,
      );
      points.push({ series: 'cdk8s', charts, milliseconds: time.milliseconds });
    }
    const ours = app('cdk8s-drydock, 2,000 charts of one pair', 'drydock-pairs', 2000, 1);
    const stock = { ...app('cdk8s and cdk8s-plus-27, the same', 'stock-pairs', 2000, 1), rounds: 1 };
    const times = measure({ ours, stock }, 5);
    points.push({ series: 'cdk8s', charts: 2000, milliseconds: times.stock.milliseconds });
    const time: Result = {
      id: 'P4',
      title: '2,000 charts of one pair, the whole process: cdk8s-drydock / 1.5 s',
      ratio: times.ours.milliseconds / 1500,
      goal: 1,
      timings: [times.ours],
      points,
    };
    return [time, growth(points, times), linear()];
  },
};

/**
 * How the ratio to cdk8s changes from 500 charts to four times as many: it has to halve at least. A ratio at one size would
 * say more of the machine, since the two spend their time differently: cdk8s took 37 s for 2,000 charts on one, 7 s on another.
 */
function growth(points: readonly Point[], times: Readonly<Record<'ours' | 'stock', Timing>>): Result {
  const at = (series: Point['series']): number =>
    points.find((point) => point.series === series && point.charts === 500)?.milliseconds ?? NaN;
  const before = at('cdk8s-drydock') / at('cdk8s');
  const after = times.ours.milliseconds / times.stock.milliseconds;
  return {
    id: 'P4-stock',
    title: 'cdk8s-drydock / cdk8s and cdk8s-plus-27: the ratio at 2,000 charts of one pair / that at 500',
    ratio: after / before,
    goal: 0.5,
    timings: [times.ours, times.stock],
    note:
      `At 2,000 charts the ratio to cdk8s is ${after.toFixed(3)}, at 500 charts ${before.toFixed(3)}: the time of cdk8s grows with the square ` +
      'of their number. The goal is that of the growth, since how long cdk8s takes differs from machine to machine more than ours.',
  };
}

function linear(): Result {
  const times = measure(
    {
      start: app('cdk8s-drydock, 10 charts', 'drydock-pairs', 10, 1),
      half: app('cdk8s-drydock, 5,000 charts', 'drydock-pairs', 5000, 1),
      whole: app('cdk8s-drydock, 10,000 charts', 'drydock-pairs', 10_000, 1),
    },
    5,
  );
  const start = times.start.milliseconds;
  return {
    id: 'P4-linear',
    title: '10,000 charts, without the start of the process: a chart of 10,000 / a chart of 5,000',
    ratio: (times.whole.milliseconds - start) / (times.half.milliseconds - start) / 2,
    // Room for the garbage collector and the noise of the machine; quadratic growth would give 2.
    goal: 1.25,
    timings: [times.start, times.half, times.whole],
  };
}
