import type { k8s } from 'cdk8s-plus-27';
import { integer, integerOrPercent } from '../core/fields';
import type { Problems } from '../core/problems';
import { checkStruct, type Checked, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';

/** How far a rolling update may go at a time. */
export interface RollingOptions {
  /** Pods that may be missing: a number or a percentage of the replicas. @default - Kubernetes': 25% */
  readonly maxUnavailable?: number | string;
  /** Pods that may be too many: a number or a percentage of the replicas. @default - Kubernetes': 25% */
  readonly maxSurge?: number | string;
}

const rollingOptions: Shape<RollingOptions> = { maxUnavailable: integerOrPercent, maxSurge: integerOrPercent };

/** How new pods of a Deployment take the place of the old ones. */
export class Rollout implements Checked {
  /** New pods are made while the old ones are taken away, a few at a time. */
  static rolling(options: RollingOptions = {}): Rollout {
    return new Rollout('RollingUpdate', options);
  }

  /** The old pods are taken away first: what a Deployment on a ReadWriteOnce claim needs. */
  static recreate(): Rollout {
    return new Rollout('Recreate', {});
  }

  private constructor(
    private readonly type: 'RollingUpdate' | 'Recreate',
    private readonly options: RollingOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, rollingOptions, at);
    const isZero = (value: unknown): boolean => value === 0 || value === '0%';
    if (isZero(this.options?.maxUnavailable) && isZero(this.options?.maxSurge)) {
      at.at('maxUnavailable').add(
        "may not be 0 when 'maxSurge' is 0: no pod could ever be replaced",
        'raise one of them',
      );
    }
  }

  /** @internal */
  _toWire(): Wire<k8s.DeploymentStrategy> {
    const { maxUnavailable, maxSurge } = this.options;
    if (maxUnavailable === undefined && maxSurge === undefined) return { type: this.type };
    return {
      rollingUpdate: {
        ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
        ...(maxSurge === undefined ? {} : { maxSurge }),
      },
    };
  }
}

/** How new pods of a StatefulSet take the place of the old ones. */
export class StatefulRollout implements Checked {
  /**
   * One pod after the other, from the highest ordinal down.
   *
   * @param partition only pods with at least this ordinal are updated; all where it is left out.
   */
  static rolling(partition?: number): StatefulRollout {
    return new StatefulRollout('RollingUpdate', partition);
  }

  /** A pod is updated when somebody deletes it. */
  static onDelete(): StatefulRollout {
    return new StatefulRollout('OnDelete', undefined);
  }

  private constructor(
    private readonly type: 'RollingUpdate' | 'OnDelete',
    private readonly partition: number | undefined,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    if (this.partition !== undefined) integer(0).test(this.partition, at.at('partition'));
  }

  /** @internal */
  _toWire(): Wire<k8s.StatefulSetUpdateStrategy> {
    return this.partition === undefined
      ? { type: this.type }
      : { type: this.type, rollingUpdate: { partition: this.partition } };
  }
}
