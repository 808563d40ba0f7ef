import { Disruption, TopologySpread } from '../index';

/** What every example of several pods says: they stand on different nodes, and nodes can drain, even of a pod that never works. */
export const resilient = {
  disruption: Disruption.maxUnavailable(1),
  topologySpread: [TopologySpread.acrossNodes()],
  override: { podDisruptionBudget: { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } } },
};
