import type { k8s } from 'cdk8s-plus-27';
import { integerOrPercent } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';
import type { ContainerPort } from '../routing/port';

/**
 * How new pods of a DaemonSet take the place of the old ones.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
export class DaemonRollout implements Checked {
  /**
   * The old pod of a node is taken away, then the new one started.
   *
   * @param maxUnavailable nodes that may be without their pod at a time: a number from 1, or a percentage of the nodes;
   * one where it is left out.
   */
  static rolling(maxUnavailable?: number | string): DaemonRollout {
    return new DaemonRollout('RollingUpdate', { maxUnavailable });
  }

  /**
   * The new pod of a node is started, and the old one taken away when it is ready. Not for pods that hold a port of
   * their node: two of them cannot have it.
   *
   * @param maxSurge nodes that may have two pods at a time: a number from 1, or a percentage of the nodes.
   */
  static surging(maxSurge: number | string): DaemonRollout {
    return new DaemonRollout('RollingUpdate', { maxSurge });
  }

  /** A pod is updated when somebody deletes it. */
  static onDelete(): DaemonRollout {
    return new DaemonRollout('OnDelete', {});
  }

  private constructor(
    private readonly type: 'RollingUpdate' | 'OnDelete',
    private readonly options: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string },
  ) {}

  /** @internal */
  _check(at: Problems): void {
    for (const [option, pods] of Object.entries(this.options)) {
      // A surge without a number is no surge.
      if (pods === undefined && option === 'maxUnavailable') continue;
      integerOrPercent.test(pods, at.at(option));
      if (pods === 0 || pods === '0%') {
        at.at(option).add(`may not be ${pods}: no pod could ever be replaced`, 'allow at least 1');
      }
    }
  }

  /** Finds pods that could not stand beside their successor. @internal */
  _checkPorts(hostNetwork: boolean, ports: readonly ContainerPort[], at: Problems): void {
    if (!('maxSurge' in this.options)) return;
    const held = ports.find((port) => hostNetwork || port.hostPort !== undefined);
    if (held === undefined) return;
    at.add(
      `starts a second pod on a node, which cannot have the port ${held.hostPort ?? held.containerPort} of the node while the first holds it`,
      'use DaemonRollout.rolling()',
    );
  }

  /** @internal */
  _toWire(): Wire<k8s.DaemonSetUpdateStrategy> {
    const { maxUnavailable, maxSurge } = this.options;
    if (maxSurge !== undefined) {
      // The API takes 1 for a maxUnavailable that is left out, and refuses it beside a surge.
      return { type: this.type, rollingUpdate: { maxUnavailable: 0, maxSurge } };
    }
    return maxUnavailable === undefined ? { type: this.type } : { type: this.type, rollingUpdate: { maxUnavailable } };
  }
}
