import { objectRule } from '../../rule/rule';
import type { DaemonSet, Deployment, IntOrString } from '../../schema/wire-types';
import { numberOf } from './share';

const path = (kind: string, key: string): string[] => [
  'spec',
  kind === 'Deployment' ? 'strategy' : 'updateStrategy',
  'rollingUpdate',
  key,
];

/** Finds rolling updates that could replace no pod, and those of DaemonSets that do it both ways at once. */
export const rolloutBothZero = objectRule<Deployment & DaemonSet>({
  id: 'api/rollout-both-zero',
  summary: 'a rolling update that may neither add a pod nor take one away',
  fields: ['strategy', 'updateStrategy'],
  kinds: ['Deployment.apps', 'DaemonSet.apps'],
  check({ kind, manifest: { spec = {} } }, { report }) {
    const isDeployment = kind === 'Deployment';
    const strategy = (isDeployment ? spec.strategy : spec.updateStrategy) ?? {};
    const { type = '', rollingUpdate } = strategy;
    if (rollingUpdate === undefined || (type !== '' && type !== 'RollingUpdate')) {
      return;
    }
    const unavailable = of(rollingUpdate.maxUnavailable, isDeployment ? 25 : 1);
    const surge = of(rollingUpdate.maxSurge, isDeployment ? 25 : 0);
    if (unavailable === 0 && surge === 0) {
      const key = rollingUpdate.maxUnavailable === undefined ? 'maxSurge' : 'maxUnavailable';
      const message = `maxUnavailable and maxSurge are both 0, so that no pod could ever be replaced`;
      report({ path: path(kind, key), message, fix: 'set one of the two to 1 or more' });
    } else if (!isDeployment && unavailable > 0 && surge > 0) {
      const got = rollingUpdate.maxUnavailable === undefined ? '1, its default' : rollingUpdate.maxUnavailable;
      const message = `a DaemonSet takes maxSurge or maxUnavailable, not both; maxUnavailable is ${got}`;
      report({ path: path(kind, 'maxSurge'), message, fix: 'set maxUnavailable to 0, or remove maxSurge' });
    }
  },
});

/** The number of a share, or that of the default; one that is no share is api/int-or-percent's, and counts as 1 here. */
function of(value: IntOrString | undefined, fallback: number): number {
  return value === undefined ? fallback : (numberOf(value) ?? 1);
}
