import { isEmpty } from '../../model/label-selection';
import { objectRule } from '../../rule/rule';
import type { Deployment } from '../../schema/wire-types';

/** Finds workloads whose selector has no term. */
export const emptySelector = objectRule<Deployment>({
  id: 'api/empty-selector',
  summary: 'a workload whose selector is empty, so that it would own every pod of the namespace',
  kinds: ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'],
  check({ kind, manifest, pod }, { report }) {
    const selector = manifest.spec?.selector;
    if (kind === 'ReplicationController') {
      const labels = Object.keys(pod?.labels ?? {}); // the selector is taken from them where there is none
      if (manifest.spec !== undefined && Object.keys(selector ?? {}).length === 0 && labels.length === 0) {
        const message = 'a ReplicationController without a selector takes the labels of its pods, and these have none';
        report({ path: ['spec', 'selector'], message, fix: 'give the pods labels, as app: web' });
      }
    } else if (selector !== undefined && isEmpty(selector)) {
      report({
        path: ['spec', 'selector'],
        message: `the selector of a ${kind} must have at least one term, got none`,
        fix: 'add matchLabels with labels that its pods alone have',
      });
    }
  },
});
