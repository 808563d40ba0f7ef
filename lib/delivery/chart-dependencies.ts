import type { Chart as AnyChart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Chart } from '../core/cdk8s';
import { Folder } from '../core/folder';

/** For each of some charts those among them that it depends on. */
export type ChartDependencies = ReadonlyMap<AnyChart, ReadonlySet<AnyChart>>;

/**
 * The charts below a construct that make one set with it, in the order of the tree: those of Folders below it are sets
 * of their own.
 *
 * @internal
 */
export function chartsOfSet(scope: IConstruct): readonly AnyChart[] {
  const folder = Folder.tryOf(scope);
  return scope.node.findAll().filter((each): each is AnyChart => Chart.isChart(each) && Folder.tryOf(each) === folder);
}

/**
 * What charts depend on among themselves: a chart on another where it, or a construct of it, was told to depend on that
 * chart or on a construct of it; and on the charts inside it, as cdk8s has it.
 *
 * @internal
 */
export function chartDependencies(charts: readonly AnyChart[]): ChartDependencies {
  const members = new Set<IConstruct>(charts);
  const found = new Map<AnyChart, ReadonlySet<AnyChart>>();
  for (const chart of charts) {
    const targets = new Set<AnyChart>();
    const add = (target: AnyChart | undefined): void => {
      if (target !== undefined && target !== chart && members.has(target)) targets.add(target);
    };
    const open: IConstruct[] = [chart];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      each.node.dependencies.forEach((dependency) => add(chartAround(dependency)));
      if (each !== chart && Chart.isChart(each)) add(each);
      else open.push(...each.node.children);
    }
    found.set(chart, targets);
  }
  return found;
}

/**
 * The wave of each chart: 0 without dependencies, else one more than the latest of those that it depends on.
 *
 * Charts that depend on each other in a circle have none; the App refuses them.
 *
 * @internal
 */
export function chartWaves(dependencies: ChartDependencies): ReadonlyMap<AnyChart, number> {
  const dependents = new Map<AnyChart, AnyChart[]>();
  const left = new Map<AnyChart, number>();
  for (const [chart, targets] of dependencies) {
    left.set(chart, targets.size);
    for (const target of targets) dependents.set(target, [...(dependents.get(target) ?? []), chart]);
  }
  const waves = new Map<AnyChart, number>();
  let ready = [...dependencies.keys()].filter((chart) => left.get(chart) === 0);
  for (let wave = 0; ready.length > 0; wave += 1) {
    const next: AnyChart[] = [];
    for (const chart of ready) {
      waves.set(chart, wave);
      for (const dependent of dependents.get(chart) ?? []) {
        const count = (left.get(dependent) ?? 0) - 1;
        left.set(dependent, count);
        // The last of its dependencies is done, so this wave is the latest of theirs.
        if (count === 0) next.push(dependent);
      }
    }
    ready = next;
  }
  return waves;
}

/** The chart that a construct is or stands in; nothing outside of charts, which the App refuses as a dependency. */
function chartAround(construct: IConstruct): AnyChart | undefined {
  let at: IConstruct | undefined = construct;
  while (at !== undefined && !Chart.isChart(at)) at = at.node.scope;
  return at;
}
