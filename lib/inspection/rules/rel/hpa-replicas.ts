import { objectRule } from '../../rule/rule';
import type { HorizontalPodAutoscaler } from '../../schema/wire-types';

/** Finds autoscalers that go down to too few replicas, or cannot go up. */
export const hpaReplicas = objectRule<HorizontalPodAutoscaler>({
  id: 'rel/hpa-replicas',
  summary: 'a HorizontalPodAutoscaler that goes down to too few replicas, or cannot add any',
  kinds: ['HorizontalPodAutoscaler.autoscaling'],
  check({ manifest: { spec = {} } }, { settings: { minimumReplicas: least = 2 }, report }) {
    const { minReplicas = 1, maxReplicas } = spec;
    if (minReplicas > 0 && minReplicas < least) {
      report({
        path: ['spec', 'minReplicas'],
        message: `there should be at least ${least} replicas, got ${minReplicas}; at night the service hangs on one node`,
        fix: `write minReplicas: ${least}`,
      });
    }
    if (maxReplicas !== undefined && maxReplicas === minReplicas) {
      report({
        path: ['spec', 'maxReplicas'],
        message: `maxReplicas is minReplicas, ${maxReplicas}, so nothing is ever scaled`,
        fix: 'raise maxReplicas, or remove the autoscaler and set the replicas of its target',
      });
    }
  },
});
