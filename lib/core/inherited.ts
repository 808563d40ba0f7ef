import type { IConstruct } from 'constructs';

/**
 * A setting of the construct tree: what is set on a construct holds for all below it, unless set again there.
 *
 * The key is a global symbol, so that it also holds between two copies of the package in one tree.
 */
export class Inherited<T> {
  private readonly key: symbol;

  constructor(name: string) {
    this.key = Symbol.for(`cdk8s-drydock.${name}`);
  }

  /** Sets it on a construct. */
  set(scope: IConstruct, value: T): void {
    Object.defineProperty(scope, this.key, { value, configurable: true });
  }

  /** What was set on this very construct. */
  own(scope: IConstruct): T | undefined {
    return Object.hasOwn(scope, this.key) ? (scope as unknown as Record<symbol, T>)[this.key] : undefined;
  }

  /** What was set on the construct or the nearest of those above it. */
  find(scope: IConstruct): T | undefined {
    for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
      const value = this.own(at);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
