import type { k8s } from 'cdk8s-plus-27';
import { flag, integerOrPercent } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** What a PodDisruptionBudget can say beside its number. */
export interface DisruptionOptions {
  /**
   * Whether pods that run without being ready may always be evicted: if not, an application that is broken keeps its nodes
   * from draining. @default - not said: only while enough others are ready
   */
  readonly evictUnhealthy?: boolean;
}

const disruptionOptions: Shape<DisruptionOptions> = { evictUnhealthy: flag };

/** How many pods may be missing while nodes are drained: a PodDisruptionBudget. */
export class Disruption implements Checked {
  /** At most this many at a time. @param pods a number from 1, or a percentage. @param options what else it says. */
  static maxUnavailable(pods: number | string, options: DisruptionOptions = {}): Disruption {
    return new Disruption('maxUnavailable', pods, options);
  }

  /**
   * At least this many stay.
   *
   * @param pods a number below that of the replicas, or a percentage below 100%.
   * @param options what else it says.
   */
  static minAvailable(pods: number | string, options: DisruptionOptions = {}): Disruption {
    return new Disruption('minAvailable', pods, options);
  }

  private constructor(
    private readonly kind: 'maxUnavailable' | 'minAvailable',
    private readonly pods: number | string,
    private readonly options: DisruptionOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    integerOrPercent.test(this.pods, at);
    checkStruct(this.options, disruptionOptions, at);
    if (this.kind === 'maxUnavailable' && (this.pods === 0 || this.pods === '0%')) {
      at.add('never lets a node drain: maxUnavailable is 0', 'allow at least 1');
    }
    if (this.kind === 'minAvailable' && this.pods === '100%') {
      at.add('never lets a node drain: minAvailable is 100%', 'lower it');
    }
  }

  /** Compares with the replicas that there are at least. @internal */
  _checkReplicas(replicas: number, prop: string, at: Problems): void {
    if (replicas === 0) return;
    if (this.kind === 'minAvailable' && typeof this.pods === 'number' && this.pods >= replicas) {
      at.add(
        `never lets a node drain: minAvailable is ${this.pods} of ${replicas} replicas`,
        `lower it, or raise '${prop}'`,
      );
    }
  }

  /** @internal */
  _toWire(): Omit<Wire<k8s.PodDisruptionBudgetSpec>, 'selector'> {
    const { evictUnhealthy } = this.options;
    return {
      [this.kind]: this.pods,
      unhealthyPodEvictionPolicy:
        evictUnhealthy === undefined ? undefined : evictUnhealthy ? 'AlwaysAllow' : 'IfHealthyBudget',
    };
  }
}
