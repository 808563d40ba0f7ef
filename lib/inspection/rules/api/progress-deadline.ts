import { objectRule } from '../../rule/rule';
import type { Deployment } from '../../schema/wire-types';

/** Finds deadlines that a workload cannot have: of its rollout, and of pods that never end. */
export const progressDeadline = objectRule<Deployment>({
  id: 'api/progress-deadline',
  summary: 'a progress deadline within minReadySeconds, or an activeDeadlineSeconds on pods that are to run for ever',
  fields: ['progressDeadlineSeconds', 'minReadySeconds', 'activeDeadlineSeconds'],
  kinds: ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'],
  check({ kind, manifest: { spec = {} }, pod }, { report }) {
    const { progressDeadlineSeconds = 600, minReadySeconds = 0 } = kind === 'Deployment' ? spec : {};
    if (progressDeadlineSeconds <= minReadySeconds) {
      const isSet = spec.progressDeadlineSeconds !== undefined;
      const got = `${progressDeadlineSeconds}${isSet ? '' : ' by default'}`;
      report({
        path: ['spec', isSet ? 'progressDeadlineSeconds' : 'minReadySeconds'],
        message: `progressDeadlineSeconds must be greater than minReadySeconds (${minReadySeconds}), got ${got}`,
        fix: 'raise progressDeadlineSeconds, or lower minReadySeconds',
      });
    }
    if (pod?.spec.activeDeadlineSeconds !== undefined) {
      report({
        path: pod.at('activeDeadlineSeconds'),
        message: `the pods of a ${kind} may have no activeDeadlineSeconds, got ${pod.spec.activeDeadlineSeconds}`,
        fix: 'remove it; for pods that end, use a Job',
      });
    }
  },
});
