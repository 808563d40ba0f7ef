import type { Benchmark } from '../benchmark';
import { app, measure } from '../measure';

/** Objects that depend on each other. */
export const dependencies: Benchmark = {
  name: 'dependencies',
  ids: ['P5-chain', 'P5-layers'],
  run() {
    const { chain, layers, stockChain, stockLayers } = measure(
      {
        chain: app('cdk8s-drydock, a chain of 10,000 objects', 'layers', 'drydock', 10_000, 1),
        layers: app('cdk8s-drydock, 1,000 layers of ten objects', 'layers', 'drydock', 1000, 10),
        stockChain: { ...app('cdk8s, a chain of 5,000 objects', 'layers', 'stock', 5000, 1), rounds: 1 },
        stockLayers: { ...app('cdk8s, 24 layers of two objects', 'layers', 'stock', 24, 2), rounds: 1 },
      },
      5,
    );
    const note =
      'The ratio is to one second. cdk8s cannot do either: its stack overflows at chains of some 6,000 objects, and its time ' +
      'doubles with every layer of two; it was measured at the sizes given.';
    return [
      {
        id: 'P5-chain',
        title: 'a chain of 10,000 objects, the whole process: cdk8s-drydock / 1 s',
        ratio: chain.milliseconds / 1000,
        goal: 1,
        timings: [chain, stockChain],
        note,
      },
      {
        id: 'P5-layers',
        title: '1,000 layers of ten objects, the whole process: cdk8s-drydock / 1 s',
        ratio: layers.milliseconds / 1000,
        goal: 1,
        timings: [layers, stockLayers],
        note,
      },
    ];
  },
};
