import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConstructTree } from './construct-tree';
import { DependencyGraph } from './dependency-graph';
import { DependencyOrder } from './dependency-order';

/** The one pass over the constructs of an app from which a synthesis takes all that it has to know of their order. */
export class DependencyPass {
  private readonly tree: ConstructTree;
  private graph: DependencyGraph | undefined;

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
    return new DependencyOrder(this.tree, this.resolve())
      .sorted()
      .filter((number) => this.tree.charts[number] === number)
      .map((number) => this.tree.at(number) as Chart);
  }

  /** The objects of a chart, those without dependencies first; those of charts inside it are not among them. */
  objectsOf(chart: Chart): ApiObject[] {
    const root = this.tree.numberOf(chart);
    if (root === undefined) {
      throw new Error(`chart '${chart.node.path}' is not in the app that is synthesized`);
    }
    return new DependencyOrder(this.tree, this.resolve(), root)
      .sorted()
      .filter((number) => this.tree.charts[number] === root && this.tree.isObject(number))
      .map((number) => this.tree.at(number) as ApiObject);
  }
}
