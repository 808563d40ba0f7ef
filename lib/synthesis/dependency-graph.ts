import type { IConstruct } from 'constructs';
import { Chart } from '../core/cdk8s';
import { lowerBound, type ConstructTree, type ObjectRun } from './construct-tree';

/**
 * The dependencies of an app, as cdk8s understands them, without the pairs that it makes of them.
 *
 * cdk8s has a chart depend on the charts inside it and on those that its constructs depend on, and every object under
 * a construct on every object under what the construct depends on. Here a construct keeps its few dependencies, and
 * `Outbound` reads an object's from those of the constructs around it, in the order in which cdk8s would add them.
 */
export class DependencyGraph {
  /** Whether a chart depends on another: the names of files then begin with a number. */
  readonly chartsDepend: boolean = false;

  /** What was said of the constructs of which anything was, in the order of the tree. */
  private readonly stated = new Map<number, readonly IConstruct[]>();

  /** For each construct what it depends on itself: what was said of it, and for a chart other charts. */
  private readonly targets: (readonly number[] | undefined)[] = [];

  /** The constructs that depend on anything themselves, ascending. */
  private readonly sources: number[] = [];

  /** For each construct the nearest one around it, or itself, that depends on anything and is of the same chart. */
  private readonly dependents: number[] = [];

  /**
   * @param expand whether charts and objects depend on each other because their constructs do.
   * @throws Error when a construct outside of charts depends on another.
   */
  constructor(
    private readonly tree: ConstructTree,
    private readonly expand = true,
  ) {
    this.addStated();
    if (expand) {
      this.chartsDepend = this.addBetweenCharts();
    }
    this.linkDependents();
  }

  /** Whether any construct of a range depends on anything. */
  hasDependencies(from: number, to: number): boolean {
    return (this.sources[lowerBound(this.sources, from)] ?? Infinity) < to;
  }

  /** What a construct depends on itself. */
  targetsOf(number: number): readonly number[] {
    return this.targets[number] ?? [];
  }

  /**
   * The constructs from the chart of an object down to the object itself that depend on anything: the object depends on
   * the objects under what they depend on.
   */
  around(number: number): number[] {
    const around: number[] = [];
    if (this.expand) {
      for (let each = this.dependents[number] ?? -1; each !== -1; each = this.next(each)) {
        around.push(each);
      }
    }
    return around.reverse();
  }

  /** For each construct of a range, 1 if another one of the range depends on it. */
  markTargets(from: number, to: number): Uint8Array {
    const marks = new Uint8Array(to - from);
    const whole = new Set<number>();
    for (let index = lowerBound(this.sources, from); index < this.sources.length; index += 1) {
      const source = this.sources[index] ?? Infinity;
      if (source >= to) {
        break;
      }
      for (const target of this.targetsOf(source)) {
        if (target < from || target >= to) {
          continue;
        }
        marks[target - from] = 1;
        if (this.expand && !whole.has(target) && this.markObjects(source, target, marks, from)) {
          whole.add(target);
        }
      }
    }
    return marks;
  }

  /** @returns whether every object under the target has been marked. */
  private markObjects(source: number, target: number, marks: Uint8Array, from: number): boolean {
    const sources = this.tree.objectsUnder(source);
    if (sources.from === sources.to) {
      return false;
    }
    const only = sources.to - sources.from === 1 ? sources.objects[sources.from] : undefined;
    let all = true;
    for (const object of numbers(this.tree.objectsUnder(target))) {
      if (object === only) {
        all = false;
      } else {
        marks[object - from] = 1;
      }
    }
    return all;
  }

  private addStated(): void {
    const { constructs } = this.tree;
    for (let number = 0; number < constructs.length; number += 1) {
      const dependencies = constructs[number]?.node.dependencies ?? [];
      if (dependencies.length > 0) {
        this.stated.set(number, dependencies);
        this.targets[number] = dependencies.flatMap((dependency) => this.tree.numberOf(dependency) ?? []);
      }
    }
  }

  private addBetweenCharts(): boolean {
    const found = new Map<number, Set<number>>();
    let depend = false;
    const add = (source: number, target: number): void => {
      const targets = found.get(source) ?? new Set(this.targetsOf(source));
      found.set(source, targets.add(target));
      depend = true;
    };
    const { charts, parents } = this.tree;
    for (let number = 1; number < charts.length; number += 1) {
      const parent = parents[number] ?? -1;
      if (charts[number] === number && charts[parent] === parent) {
        add(parent, number);
      }
    }
    for (const [number, dependencies] of this.stated) {
      for (const dependency of dependencies) {
        const source = this.chartOf(number);
        const target = this.tree.numberOf(dependency);
        if (target === undefined) {
          depend ||= Chart.of(dependency) !== this.tree.at(source);
        } else if (this.chartOf(target) !== source) {
          add(source, this.chartOf(target));
        }
      }
    }
    for (const [source, targets] of found) {
      this.targets[source] = [...targets];
    }
    return depend;
  }

  /** The number of the chart of a construct. @throws Error (that of cdk8s) for one outside of charts. */
  private chartOf(number: number): number {
    const chart = this.tree.charts[number] ?? -1;
    if (chart === -1) {
      Chart.of(this.tree.at(number));
    }
    return chart;
  }

  private linkDependents(): void {
    for (let number = 0; number < this.tree.constructs.length; number += 1) {
      const depends = this.targetsOf(number).length > 0;
      this.dependents.push(depends ? number : this.next(number));
      if (depends) {
        this.sources.push(number);
      }
    }
  }

  /** The nearest construct around another, without itself, that depends on anything and is of the same chart. */
  private next(number: number): number {
    const isChart = this.tree.charts[number] === number;
    return isChart ? -1 : (this.dependents[this.tree.parents[number] ?? -1] ?? -1);
  }
}

/** The numbers of a run. */
export function* numbers(run: ObjectRun): Generator<number> {
  for (let position = run.from; position < run.to; position += 1) {
    yield run.objects[position] ?? -1;
  }
}
