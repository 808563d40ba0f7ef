import { isDeepStrictEqual } from 'node:util';
import type { Benchmark } from '../benchmark';
import { app, kindsOf, measure } from '../measure';

/** 20 objects, from the start of node to the last file. */
export const smallApp: Benchmark = {
  name: 'a small app',
  ids: ['P1'],
  run() {
    const ours = app('cdk8s-drydock, 20 objects', 'drydock-pairs', 1, 10);
    const stock = app('cdk8s and cdk8s-plus-27, the same objects', 'stock-pairs', 1, 10);
    const kinds = [kindsOf(ours), kindsOf(stock)];
    if (!isDeepStrictEqual(kinds[0], kinds[1])) {
      throw new Error(`the apps to compare make different objects: ${JSON.stringify(kinds)}`);
    }
    const times = measure(
      { ours, stock, node: { what: 'node -e 0', program: process.execPath, arguments: ['-e', '0'] } },
      21,
    );
    return [
      {
        id: 'P1',
        title: '20 objects, cold, compiled: cdk8s-drydock / cdk8s and cdk8s-plus-27',
        ratio: times.ours.milliseconds / times.stock.milliseconds,
        goal: 0.5,
        timings: [times.ours, times.stock, times.node],
      },
    ];
  },
};
