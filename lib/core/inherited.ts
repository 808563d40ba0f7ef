import type { IConstruct } from 'constructs';
import { raise, show } from './errors';

/**
 * A setting of the construct tree: what is set on a construct holds for all below it, unless set again there.
 *
 * The key is a global symbol, so that it also holds between two copies of the package in one tree.
 */
export class Inherited<T> {
  private readonly key: symbol;

  constructor(private readonly name: string) {
    this.key = Symbol.for(`cdk8s-drydock.${name}`);
  }

  /** Sets it on a construct. */
  set(scope: IConstruct, value: T): void {
    this.checkScope(scope);
    Object.defineProperty(scope, this.key, { value, configurable: true });
  }

  /** What was set on this very construct. */
  own(scope: IConstruct): T | undefined {
    return Object.hasOwn(scope, this.key) ? (scope as unknown as Record<symbol, T>)[this.key] : undefined;
  }

  /** What was set on the construct or the nearest of those above it. */
  find(scope: IConstruct): T | undefined {
    this.checkScope(scope);
    for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
      const value = this.own(at);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Refuses what is no construct. @throws DrydockError when it is none */
  checkScope(scope: unknown): void {
    if ((scope as Partial<IConstruct> | null | undefined)?.node !== undefined) return;
    raise({ path: '', type: this.name }, [`'scope' must be a construct such as an App or a Chart, got ${show(scope)}`]);
  }
}
