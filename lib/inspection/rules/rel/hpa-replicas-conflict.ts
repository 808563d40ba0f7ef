import { objectRule } from '../../rule/rule';
import type { Deployment } from '../../schema/wire-types';
import { autoscalerOf } from './scaling';

/** Finds workloads whose replicas every apply sets back from what the autoscaler chose. */
export const hpaReplicasConflict = objectRule<Deployment>({
  id: 'rel/hpa-replicas-conflict',
  summary: 'a workload that sets replicas although a HorizontalPodAutoscaler scales it',
  fields: ['replicas'],
  kinds: ['Deployment.apps', 'StatefulSet.apps', 'ReplicaSet.apps', 'ReplicationController', 'Rollout.argoproj.io'],
  check(object, { set, report }) {
    const { replicas } = object.manifest.spec ?? {};
    const autoscaler = replicas === undefined ? undefined : autoscalerOf(object, set);
    if (autoscaler !== undefined) {
      report({
        path: ['spec', 'replicas'],
        message: `every apply sets the replicas back to ${replicas}, whatever ${String(autoscaler)} has chosen`,
        fix: 'remove replicas',
      });
    }
  },
});
