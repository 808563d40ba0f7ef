import { objectRule } from '../../rule/rule';
import type { Deployment } from '../../schema/wire-types';
import { autoscalerOf } from './scaling';

/** Finds Deployments that are down whenever their only pod is. */
export const replicas = objectRule<Deployment>({
  id: 'rel/replicas',
  summary: 'a Deployment with too few replicas to lose one',
  kinds: ['Deployment.apps'],
  check(object, { set, settings: { minimumReplicas: least = 2 }, report }) {
    const { replicas: wanted = 1, strategy } = object.manifest.spec ?? {};
    const onlyOne = strategy?.type === 'Recreate'; // two of them may not run side by side
    if (wanted === 0 || wanted >= least || onlyOne || autoscalerOf(object, set) !== undefined) {
      return;
    }
    report({
      path: ['spec', 'replicas'],
      message: `there should be at least ${least} replicas, got ${wanted}; the service is down whenever a node is drained`,
      fix: `write replicas: ${least}, or strategy.type: Recreate where two may not run side by side`,
    });
  },
});
