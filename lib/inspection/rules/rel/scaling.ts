import type { ManifestObject } from '../../model/manifest-object';
import type { ManifestSet } from '../../model/manifest-set';
import type { Deployment, HorizontalPodAutoscaler } from '../../schema/wire-types';

/** The kinds that keep a number of pods running. */
const scalable = [
  'Deployment.apps',
  'StatefulSet.apps',
  'ReplicaSet.apps',
  'ReplicationController',
  'Rollout.argoproj.io',
];

type Autoscaler = ManifestObject<HorizontalPodAutoscaler>;

const known = new WeakMap<ManifestSet, ReadonlyMap<ManifestObject, Autoscaler>>();

function find(set: ManifestSet): ReadonlyMap<ManifestObject, Autoscaler> {
  const targets = new Map<ManifestObject, Autoscaler>();
  for (const autoscaler of set.ofKind<HorizontalPodAutoscaler>('HorizontalPodAutoscaler.autoscaling')) {
    const {
      kind = '',
      name = '',
      apiVersion = '',
    } = autoscaler.wellFormed ? (autoscaler.manifest.spec?.scaleTargetRef ?? {}) : {};
    const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
    const target = set.find(`${kind}${group}`, autoscaler.namespace, name);
    if (target !== undefined) {
      targets.set(target, autoscaler);
    }
  }
  return targets;
}

/** The HorizontalPodAutoscaler among the manifests that scales a workload. */
export function autoscalerOf(object: ManifestObject, set: ManifestSet): Autoscaler | undefined {
  const targets = known.get(set) ?? find(set);
  known.set(set, targets);
  return targets.get(object);
}

/**
 * The least number of pods that a workload keeps running: its replicas, or those that its autoscaler goes down to.
 *
 * @returns undefined for kinds that have no such number
 */
export function fewestReplicas(object: ManifestObject, set: ManifestSet): number | undefined {
  if (object.groupKind === 'Pod') {
    return 1;
  }
  if (!scalable.includes(object.groupKind)) {
    return undefined;
  }
  const autoscaler = autoscalerOf(object, set);
  const { replicas } = (object as ManifestObject<Deployment>).manifest.spec ?? {};
  return (autoscaler === undefined ? replicas : autoscaler.manifest.spec?.minReplicas) ?? 1;
}
