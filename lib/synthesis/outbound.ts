import type { ConstructTree, ObjectRun } from './construct-tree';
import type { DependencyGraph } from './dependency-graph';

/** Walks through what a construct depends on, one by one. */
export class Outbound {
  private position = 0;
  private readonly own: readonly number[];
  private readonly around: readonly number[];
  private aroundPosition = 0;
  private targetPosition = -1;
  private run: ObjectRun | undefined;
  private runPosition = 0;
  private skippedSelf = false;

  constructor(
    public readonly number: number,
    private readonly tree: ConstructTree,
    private readonly graph: DependencyGraph,
    private readonly from: number,
    private readonly to: number,
    private readonly exhausted: Set<number>,
  ) {
    this.own = graph.targetsOf(number);
    this.around = tree.isObject(number) ? graph.around(number) : [];
  }

  /** The next of them, or undefined after the last. */
  next(): number | undefined {
    for (; this.position < this.own.length; this.position += 1) {
      const target = this.own[this.position];
      if (target !== undefined && this.isInside(target)) {
        this.position += 1;
        return target;
      }
    }
    return this.nextObject();
  }

  private nextObject(): number | undefined {
    for (;;) {
      const object = this.run?.objects[this.runPosition];
      if (this.run === undefined || object === undefined || this.runPosition >= this.run.to) {
        this.leaveRun();
        if (!this.enterRun()) {
          return undefined;
        }
        continue;
      }
      this.runPosition += 1;
      if (object !== this.number) {
        return object;
      }
      this.skippedSelf = true;
    }
  }

  private leaveRun(): void {
    const target = this.currentTarget();
    if (this.run !== undefined && target !== undefined && !this.skippedSelf) {
      this.exhausted.add(target);
    }
    this.run = undefined;
  }

  /** @returns whether there is another dependency of a construct around the object. */
  private enterRun(): boolean {
    while (this.aroundPosition < this.around.length) {
      this.targetPosition += 1;
      const target = this.currentTarget();
      if (target === undefined) {
        this.aroundPosition += 1;
        this.targetPosition = -1;
      } else if (this.isInside(target) && !this.exhausted.has(target)) {
        this.run = this.tree.objectsUnder(target);
        this.runPosition = this.run.from;
        this.skippedSelf = false;
        return true;
      }
    }
    return false;
  }

  private currentTarget(): number | undefined {
    const around = this.around[this.aroundPosition];
    return around === undefined ? undefined : this.graph.targetsOf(around)[this.targetPosition];
  }

  private isInside(number: number): boolean {
    return number >= this.from && number < this.to;
  }
}
