import type { k8s } from 'cdk8s-plus-27';
import { flag, integer, qualifiedName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** How evenly and how strictly. */
export interface TopologySpreadOptions {
  /** Difference that is allowed between two nodes or zones, from 1. @default 1 */
  readonly maxSkew?: number;
  /** Whether a pod that would break it waits rather than starts. @default false */
  readonly strict?: boolean;
}

const topologySpreadOptions: Shape<TopologySpreadOptions> = { maxSkew: integer(1), strict: flag };

/** How the pods of a workload are spread over nodes or zones. */
export class TopologySpread implements Checked {
  /** Over the nodes. */
  static acrossNodes(options: TopologySpreadOptions = {}): TopologySpread {
    return new TopologySpread('kubernetes.io/hostname', options);
  }

  /** Over the zones of the cloud. */
  static acrossZones(options: TopologySpreadOptions = {}): TopologySpread {
    return new TopologySpread('topology.kubernetes.io/zone', options);
  }

  /** Over the values of a label of the nodes. @param topologyKey the label's key. */
  static across(topologyKey: string, options: TopologySpreadOptions = {}): TopologySpread {
    return new TopologySpread(topologyKey, options);
  }

  private constructor(
    private readonly topologyKey: string,
    private readonly options: TopologySpreadOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    qualifiedName.test(this.topologyKey, at.at('topologyKey'));
    checkStruct(this.options, topologySpreadOptions, at);
  }

  /** @internal */
  _toWire(selector: { readonly [key: string]: string }): Wire<k8s.TopologySpreadConstraint> {
    return {
      maxSkew: this.options.maxSkew ?? 1,
      topologyKey: this.topologyKey,
      whenUnsatisfiable: this.options.strict === true ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: selector },
    };
  }
}
