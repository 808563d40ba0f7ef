import type { k8s } from 'cdk8s-plus-27';
import { integer } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';

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
