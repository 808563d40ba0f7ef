import type { k8s } from 'cdk8s-plus-27';
import { integerOrPercent } from '../core/fields';
import type { Problems } from '../core/problems';
import type { Checked } from '../core/shape';
import type { Wire } from '../core/wire';

/** How many pods may be missing while nodes are drained: a PodDisruptionBudget. */
export class Disruption implements Checked {
  /** At most this many at a time. @param pods a number from 1, or a percentage. */
  static maxUnavailable(pods: number | string): Disruption {
    return new Disruption('maxUnavailable', pods);
  }

  /** At least this many stay. @param pods a number below that of the replicas, or a percentage below 100%. */
  static minAvailable(pods: number | string): Disruption {
    return new Disruption('minAvailable', pods);
  }

  private constructor(
    private readonly kind: 'maxUnavailable' | 'minAvailable',
    private readonly pods: number | string,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    integerOrPercent.test(this.pods, at);
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
  _toWire(): Pick<Wire<k8s.PodDisruptionBudgetSpec>, 'maxUnavailable' | 'minAvailable'> {
    return { [this.kind]: this.pods };
  }
}
