import { objectRule } from '../../rule/rule';
import type { DaemonSet, Deployment } from '../../schema/wire-types';

/** Finds workloads that an update takes down, or does not reach. */
export const rollingUpdate = objectRule<Deployment & DaemonSet>({
  id: 'rel/rolling-update',
  summary: 'a workload whose update strategy is not RollingUpdate',
  fields: ['strategy', 'updateStrategy'],
  kinds: ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'],
  check({ kind, manifest: { spec = {} } }, { report }) {
    const field = kind === 'Deployment' ? 'strategy' : 'updateStrategy';
    const type = spec[field]?.type ?? 'RollingUpdate';
    if (type !== 'RollingUpdate') {
      const what =
        type === 'OnDelete' ? 'an update waits until somebody deletes the pods' : 'an update stops all pods first';
      report({ path: ['spec', field, 'type'], message: `${what}, got ${type}`, fix: 'write RollingUpdate' });
    }
  },
});
