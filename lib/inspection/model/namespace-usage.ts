import type {
  CronJob,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  PersistentVolumeClaim,
  ResourceQuota,
  Service,
  StatefulSet,
} from '../schema/wire-types';
import type { ManifestObject } from './manifest-object';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { amountsOf, limitRanges, podResources, type Amounts } from './pod-resources';

/** What one object asks of the quota of its namespace. */
export interface Usage {
  readonly object: ManifestObject;
  /** Amounts by the words of a quota: `requests.cpu`, `pods`, `count/deployments.apps`. */
  readonly amounts: Amounts;
  /** The same when its autoscaler goes up as far as it may. */
  readonly most: Amounts;
}

type Autoscaler = ManifestObject<HorizontalPodAutoscaler>;

/** What the objects of a namespace ask for, in their order; those that a quota's scopes leave out are not among them. */
export function usagesIn(set: ManifestSet, namespace: string, quota: ResourceQuota): readonly Usage[] {
  const autoscalers = new Map<string, Autoscaler>();
  for (const autoscaler of set.ofKind<HorizontalPodAutoscaler>('HorizontalPodAutoscaler.autoscaling')) {
    const { kind = '', name = '' } = autoscaler.wellFormed ? (autoscaler.manifest.spec?.scaleTargetRef ?? {}) : {};
    autoscalers.set(`${autoscaler.namespace}/${kind}/${name}`, autoscaler);
  }
  const defaults = limitRanges(set, namespace, 'Container');
  return set.objects
    .filter((object) => object.wellFormed && object.namespace === namespace)
    .map((object) => {
      const autoscaler = autoscalers.get(`${namespace}/${object.kind}/${object.name}`);
      const counted = object.pod === undefined || isInScope(object.pod, quota);
      const perPod =
        object.pod === undefined || !counted ? {} : podAmounts(object.pod, podResources(object.pod, defaults));
      const usage = (replicas: number): Amounts => ({
        ...(isScoped(quota) ? {} : objectAmounts(object, replicas)),
        ...Object.fromEntries(Object.entries(perPod).map(([name, amount]) => [name, amount * replicas])),
      });
      const replicas = replicasOf(object, autoscaler?.manifest.spec?.minReplicas ?? undefined);
      const most = Math.max(replicas, autoscaler?.manifest.spec?.maxReplicas ?? 0);
      return { object, amounts: usage(replicas), most: usage(most) };
    });
}

/** How many pods of a workload are there at once; of a DaemonSet as many as there are nodes, so one at least. */
function replicasOf(object: ManifestObject, autoscaled: number | undefined): number {
  switch (object.groupKind) {
    case 'Job.batch':
      return jobPods((object.manifest as Job).spec);
    case 'CronJob.batch': {
      const { suspend = false, jobTemplate } = (object.manifest as CronJob).spec ?? {};
      return suspend ? 0 : jobPods(jobTemplate?.spec);
    }
    case 'PodTemplate':
      return 0;
    case 'Pod':
    case 'DaemonSet.apps':
      return 1;
    default:
      return autoscaled ?? (object.manifest as Deployment).spec?.replicas ?? 1;
  }
}

function jobPods({
  parallelism = 1,
  completions = parallelism,
  suspend = false,
}: NonNullable<Job['spec']> = {}): number {
  return suspend ? 0 : Math.min(parallelism, Math.max(completions, 1));
}

/** A pod in the words of a quota, where `cpu` and `memory` stand for requests. */
function podAmounts(pod: Pod, { requests, limits }: { readonly requests: Amounts; readonly limits: Amounts }): Amounts {
  const amounts: Record<string, number> = { pods: 1 };
  if (pod.object.groupKind !== 'Pod') {
    amounts['count/pods'] = 1;
  }
  for (const [name, amount] of Object.entries(requests)) {
    amounts[name] = amount;
    amounts[`requests.${name}`] = amount;
  }
  for (const [name, amount] of Object.entries(limits)) {
    amounts[`limits.${name}`] = amount;
  }
  return amounts;
}

/** What an object counts for beside its pods. */
function objectAmounts(object: ManifestObject, replicas: number): Amounts {
  const amounts: Record<string, number> = { [`count/${pluralOf(object)}`]: 1 };
  const legacy = legacyNames[object.groupKind];
  if (legacy !== undefined) {
    amounts[legacy] = 1;
  }
  if (object.groupKind === 'Service') {
    const { type, ports = [] } = (object.manifest as Service).spec ?? {};
    amounts['services.loadbalancers'] = type === 'LoadBalancer' ? 1 : 0;
    amounts['services.nodeports'] = type === 'NodePort' || type === 'LoadBalancer' ? ports.length : 0;
  }
  const claims =
    object.groupKind === 'StatefulSet.apps'
      ? ((object.manifest as StatefulSet).spec?.volumeClaimTemplates ?? [])
      : object.groupKind === 'PersistentVolumeClaim'
        ? [object.manifest as PersistentVolumeClaim]
        : [];
  const times = object.groupKind === 'StatefulSet.apps' ? replicas : 1;
  for (const { spec: { resources, storageClassName } = {} } of claims) {
    const { storage = 0 } = amountsOf(resources?.requests);
    const names = ['', ...(storageClassName ? [`${storageClassName}.storageclass.storage.k8s.io/`] : [])];
    for (const name of names) {
      amounts[`${name}requests.storage`] = (amounts[`${name}requests.storage`] ?? 0) + storage * times;
      amounts[`${name}persistentvolumeclaims`] = (amounts[`${name}persistentvolumeclaims`] ?? 0) + times;
    }
  }
  return amounts;
}

/** The kinds that a quota also counts by a name of their own. @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
const legacyNames: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  ReplicationController: 'replicationcontrollers',
  ResourceQuota: 'resourcequotas',
  Secret: 'secrets',
  Service: 'services',
};

/** The plural of a kind with its group, as quotas, rights and addresses have it: `networkpolicies.networking.k8s.io`. */
function pluralOf({ kind, group }: ManifestObject): string {
  const lower = kind.toLowerCase();
  const plural = /(?:s|x|ch)$/.test(lower)
    ? `${lower}es`
    : /[^aeiou]y$/.test(lower)
      ? `${lower.slice(0, -1)}ies`
      : `${lower}s`;
  return group === '' ? plural : `${plural}.${group}`;
}

function isScoped({ spec: { scopes = [], scopeSelector } = {} }: ResourceQuota): boolean {
  return scopes.length > 0 || (scopeSelector?.matchExpressions ?? []).length > 0;
}

/** Whether a quota counts a pod. */
function isInScope(pod: Pod, { spec: { scopes = [], scopeSelector } = {} }: ResourceQuota): boolean {
  const terms = [
    ...scopes.map((scopeName) => ({ scopeName, operator: 'Exists', values: [] })),
    ...(scopeSelector?.matchExpressions ?? []),
  ];
  return terms.every(({ scopeName, operator, values = [] }) => {
    const { priorityClassName = '', activeDeadlineSeconds } = pod.spec;
    switch (scopeName) {
      case 'Terminating':
        return activeDeadlineSeconds !== undefined;
      case 'NotTerminating':
        return activeDeadlineSeconds === undefined;
      case 'BestEffort':
        return isBestEffort(pod);
      case 'NotBestEffort':
        return !isBestEffort(pod);
      case 'PriorityClass':
        return operator === 'In'
          ? values.includes(priorityClassName)
          : operator === 'NotIn'
            ? !values.includes(priorityClassName)
            : (operator === 'Exists') === (priorityClassName !== '');
      default:
        return false; // what is not known counts nothing: a quota is never said to be exceeded by mistake
    }
  });
}

function isBestEffort(pod: Pod): boolean {
  return pod.containers.every(
    ({ container: { resources = {} } }) =>
      Object.keys(resources.requests ?? {}).length === 0 && Object.keys(resources.limits ?? {}).length === 0,
  );
}
