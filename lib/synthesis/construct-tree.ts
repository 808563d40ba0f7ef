import type { IConstruct } from 'constructs';
import { ApiObject, Chart } from '../core/cdk8s';

/** A run of the objects of a chart that stand under one construct: `objects[from]` to `objects[to - 1]`. */
export interface ObjectRun {
  /** Numbers of all objects of the chart, ascending. */
  readonly objects: readonly number[];
  readonly from: number;
  readonly to: number;
}

const NONE: ObjectRun = { objects: [], from: 0, to: 0 };

/**
 * The constructs of an app in the order of the tree, each known by its number, gone through once and without recursion.
 *
 * The constructs under one are those whose numbers follow it: a subtree is a range of numbers.
 */
export class ConstructTree {
  /** The constructs, parents before children. */
  readonly constructs: IConstruct[] = [];

  /** For each construct the number after the last one under it. */
  readonly ends: number[] = [];

  /** For each construct the number of its parent, -1 for the root. */
  readonly parents: number[] = [];

  /** For each construct the number of the chart that it belongs to (itself, if it is one), -1 outside of charts. */
  readonly charts: number[] = [];

  private readonly chartNumbers = new Map<IConstruct, number>();
  private readonly objectsOfChart = new Map<number, number[]>();
  private numbers: Map<IConstruct, number> | undefined;
  private byPath: Map<string, number> | undefined;

  constructor(root: IConstruct) {
    const open: { readonly number: number; readonly children: readonly IConstruct[]; next: number }[] = [];
    open.push({ number: this.add(root, -1), children: root.node.children, next: 0 });
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const child = top.children[top.next];
      top.next += 1;
      if (child === undefined) {
        this.ends[top.number] = this.constructs.length;
        open.pop();
      } else {
        const number = this.add(child, top.number);
        const { children } = child.node;
        if (children.length > 0) {
          open.push({ number, children, next: 0 });
        }
      }
    }
  }

  /** The construct of a number. */
  at(number: number): IConstruct {
    const construct = this.constructs[number];
    if (construct === undefined) {
      throw new RangeError(`no construct has the number ${number}, there are ${this.constructs.length}`);
    }
    return construct;
  }

  /**
   * The number of a construct, or of the one that stands at its path today if it has been taken out of the tree.
   *
   * @returns undefined for a construct of another app.
   */
  numberOf(construct: IConstruct): number | undefined {
    // Apps without dependencies ask for charts alone, which are few.
    const number = this.chartNumbers.get(construct) ?? this.numbersOfAll().get(construct);
    if (number !== undefined) {
      return number;
    }
    this.byPath ??= new Map(this.constructs.map((known, index) => [known.node.path, index]));
    return this.byPath.get(construct.node.path);
  }

  /** Numbers of the objects that belong to a chart, ascending. */
  objectsOf(chart: number): readonly number[] {
    return this.objectsOfChart.get(chart) ?? [];
  }

  /** Whether a construct is an object of the Kubernetes API. */
  isObject(number: number): boolean {
    return ApiObject.isApiObject(this.constructs[number]);
  }

  /** The objects under a construct that belong to the same chart as it: those of charts inside it do not. */
  objectsUnder(number: number): ObjectRun {
    const objects = this.objectsOfChart.get(this.charts[number] ?? -1);
    if (objects === undefined) {
      return NONE;
    }
    return { objects, from: lowerBound(objects, number), to: lowerBound(objects, this.ends[number] ?? 0) };
  }

  private numbersOfAll(): Map<IConstruct, number> {
    return (this.numbers ??= new Map(this.constructs.map((construct, number) => [construct, number])));
  }

  private add(construct: IConstruct, parent: number): number {
    const number = this.constructs.length;
    const isChart = Chart.isChart(construct);
    const chart = isChart ? number : (this.charts[parent] ?? -1);
    this.constructs.push(construct);
    this.ends.push(number + 1);
    this.parents.push(parent);
    this.charts.push(chart);
    if (isChart) {
      this.chartNumbers.set(construct, number);
    }
    if (chart !== -1 && ApiObject.isApiObject(construct)) {
      const objects = this.objectsOfChart.get(chart);
      if (objects === undefined) {
        this.objectsOfChart.set(chart, [number]);
      } else {
        objects.push(number);
      }
    }
    return number;
  }
}

/** The first position in an ascending list whose value is not below another. */
export function lowerBound(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? Infinity) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
