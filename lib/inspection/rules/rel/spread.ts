import { podRule } from '../../rule/rule';
import { fewestReplicas } from './scaling';

/** Finds workloads of several replicas that may all stand on one node. */
export const spread = podRule({
  id: 'rel/spread',
  summary: 'a workload of several replicas that nothing keeps from standing on one node',
  check(pod, { set, report }) {
    const { topologySpreadConstraints = [], affinity: { podAntiAffinity = {} } = {} } = pod.spec;
    const { requiredDuringSchedulingIgnoredDuringExecution: hard = [] } = podAntiAffinity;
    const { preferredDuringSchedulingIgnoredDuringExecution: soft = [] } = podAntiAffinity;
    const count = fewestReplicas(pod.object, set) ?? 0;
    if (count > 1 && topologySpreadConstraints.length + hard.length + soft.length === 0) {
      report({
        path: pod.at('topologySpreadConstraints'),
        message: `the scheduler may put all ${count} replicas on one node; they are then lost together`,
        fix: 'add topologySpreadConstraints over kubernetes.io/hostname with the labels of the pod',
      });
    }
  },
});
