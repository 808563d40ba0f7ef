import type { ConstructTree } from './construct-tree';
import type { DependencyGraph } from './dependency-graph';
import { Outbound } from './outbound';

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/**
 * Puts constructs behind what they depend on, in the order of cdk8s's `DependencyGraph.topology`, in linear time and
 * without recursion.
 *
 * cdk8s begins with each construct on which nothing depends, in the order of the tree, and goes through what it depends
 * on, in the order in which that was said, before the construct itself. Dependencies on constructs outside of the
 * subtree do not count.
 */
export class DependencyOrder {
  private readonly from: number;
  private readonly to: number;
  private states = new Uint8Array();
  private readonly order: number[] = [];

  /** Constructs all objects under which have been put in order: another dependency on them has nothing to add. */
  private readonly exhausted = new Set<number>();

  /** @param root number of the construct at the top of the subtree to order. */
  constructor(
    private readonly tree: ConstructTree,
    private readonly graph: DependencyGraph,
    root = 0,
  ) {
    this.from = root;
    this.to = tree.ends[root] ?? root;
  }

  /** Whether it is known without sorting that the constructs stay in the order of the tree. */
  isThatOfTheTree(): boolean {
    return this.from !== 0 && !this.graph.hasDependencies(this.from, this.to);
  }

  /**
   * The numbers of the constructs, those without dependencies first.
   *
   * @throws Error when constructs depend on each other in a circle, with the paths of all that do.
   */
  sorted(): readonly number[] {
    if (!this.graph.hasDependencies(this.from, this.to)) {
      return this.numbered();
    }
    this.states = new Uint8Array(this.to - this.from);
    const marks = this.graph.markTargets(this.from, this.to);
    for (const number of this.numbered()) {
      if (marks[number - this.from] === 0) {
        this.visit(number);
      }
    }
    if (this.order.length < this.to - this.from) {
      // What nothing leads to stands in a circle, or behind one.
      for (let number = this.from; number < this.to; number += 1) {
        this.visit(number);
      }
    }
    return this.order;
  }

  /** cdk8s keeps constructs by path in an object, which puts paths that are array indices before all others. */
  private numbered(): readonly number[] {
    const all: number[] = [];
    const first: number[] = [];
    for (let number = this.from; number < this.to; number += 1) {
      all.push(number);
      if (this.from === 0 && this.indexOf(number) !== undefined) {
        first.push(number);
      }
    }
    if (first.length === 0) {
      return all;
    }
    const set = new Set(first);
    first.sort((a, b) => (this.indexOf(a) ?? 0) - (this.indexOf(b) ?? 0));
    return [...first, ...all.filter((number) => !set.has(number))];
  }

  /** The path of a construct right below the root, if it is an array index. */
  private indexOf(number: number): number | undefined {
    if (this.tree.parents[number] !== 0) {
      return undefined;
    }
    const path = this.tree.at(number).node.path;
    return /^(?:0|[1-9]\d{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1 ? Number(path) : undefined;
  }

  private visit(start: number): void {
    if (this.stateOf(start) !== UNSEEN) {
      return;
    }
    const open = [this.open(start)];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const target = top.next();
      if (target === undefined) {
        this.setState(top.number, DONE);
        this.order.push(top.number);
        open.pop();
      } else if (this.stateOf(target) === OPEN) {
        this.refuse(open.map((each) => each.number).slice(open.findIndex((each) => each.number === target)));
      } else if (this.stateOf(target) === UNSEEN) {
        open.push(this.open(target));
      }
    }
  }

  private open(number: number): Outbound {
    this.setState(number, OPEN);
    return new Outbound(number, this.tree, this.graph, this.from, this.to, this.exhausted);
  }

  /** cdk8s meets the dependencies in the order of the tree: the last of a circle closes it, so its target begins. */
  private refuse(circle: readonly number[]): never {
    const last = circle.indexOf(Math.max(...circle));
    const path = [...circle.slice(last + 1), ...circle.slice(0, last + 1)];
    const names = [...path, ...path.slice(0, 1)].map((number) => this.tree.at(number).node.path);
    throw new Error(`Dependency cycle detected: ${names.join(' => ')}`);
  }

  private stateOf(number: number): number {
    return this.states[number - this.from] ?? DONE;
  }

  private setState(number: number, state: number): void {
    this.states[number - this.from] = state;
  }
}
