import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConstructTree } from './construct-tree';
import { DependencyGraph } from './dependency-graph';
import { DependencyOrder } from './dependency-order';

/** The one pass over the constructs of an app from which a synthesis takes all that it has to know of their order. */
export class DependencyPass {
  private readonly tree: ConstructTree;
  private graph: DependencyGraph | undefined;
  private sortedCharts: Chart[] | undefined;

  /**
   * @param root the app.
   * @param expand whether charts and objects depend on each other because their constructs do.
   */
  constructor(
    root: IConstruct,
    private readonly expand = true,
  ) {
    this.tree = new ConstructTree(root);
  }

  /** All constructs, parents before children. */
  get constructs(): readonly IConstruct[] {
    return this.tree.constructs;
  }

  /** Whether a chart depends on another. */
  get chartsDepend(): boolean {
    return this.resolve().chartsDepend;
  }

  /** Finds the dependencies. @throws Error when a construct outside of charts depends on another. */
  resolve(): DependencyGraph {
    return (this.graph ??= new DependencyGraph(this.tree, this.expand));
  }

  /** The charts, those without dependencies first. @throws Error when constructs depend on each other in a circle. */
  charts(): Chart[] {
    this.sortedCharts ??= new DependencyOrder(this.tree, this.resolve())
      .sorted()
      .filter((number) => this.tree.charts[number] === number)
      .map((number) => this.tree.at(number) as Chart);
    return [...this.sortedCharts];
  }

  /** The objects of a chart, those without dependencies first; those of charts inside it are not among them. */
  objectsOf(chart: Chart): ApiObject[] {
    const root = this.tree.numberOf(chart);
    if (root === undefined) {
      throw new Error(`chart '${chart.node.path}' is not in the app that is synthesized`);
    }
    const order = new DependencyOrder(this.tree, this.resolve(), root);
    const numbers = order.isThatOfTheTree()
      ? this.tree.objectsOf(root)
      : order.sorted().filter((number) => this.tree.charts[number] === root && this.tree.isObject(number));
    return numbers.map((number) => this.tree.at(number) as ApiObject);
  }

  /** For each of some objects of one chart, the positions of those among them that it depends on. */
  positionsBefore(objects: readonly ApiObject[]): ReadonlySet<number>[] {
    const graph = this.resolve();
    const numbers = objects.map((object) => this.tree.numberOf(object) ?? -1);
    const positions = new Map(numbers.map((number, position) => [number, position]));
    return numbers.map((number, position) => {
      const targets = new Set(graph.around(number).flatMap((each) => graph.targetsOf(each)));
      const before = new Set<number>();
      for (const target of targets) {
        const run = this.tree.objectsUnder(target);
        for (let index = run.from; index < run.to; index += 1) {
          const found = positions.get(run.objects[index] ?? -1);
          if (found !== undefined && found !== position) before.add(found);
        }
      }
      return before;
    });
  }
}
