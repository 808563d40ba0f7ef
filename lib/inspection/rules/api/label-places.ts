import type { GroupKind, ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import type { LabelSelector } from '../../schema/wire-types';
import { valuesAt } from '../../model/values-at';
import type { Labels } from '../../model/label-selection';
import { hasVolumeOf } from './volume-kinds';

const policyPeers = ['ingress.*.from.*', 'egress.*.to.*'].flatMap((peer) => [
  `spec.${peer}.podSelector`,
  `spec.${peer}.namespaceSelector`,
]);
const webhooks = ['webhooks.*.namespaceSelector', 'webhooks.*.objectSelector'];

const admission = (base: string): readonly string[] => [`${base}.namespaceSelector`, `${base}.objectSelector`];
const bindings = ['spec.paramRef.selector', ...admission('spec.matchResources')];

/** Where each kind holds label selectors. */
const selectors: ReadonlyMap<GroupKind, readonly string[]> = new Map<GroupKind, readonly string[]>([
  ['Deployment.apps', ['spec.selector']],
  ['ReplicaSet.apps', ['spec.selector']],
  ['DaemonSet.apps', ['spec.selector']],
  ['StatefulSet.apps', ['spec.selector', 'spec.volumeClaimTemplates.*.spec.selector']],
  ['Job.batch', ['spec.selector']],
  ['PodDisruptionBudget.policy', ['spec.selector']],
  ['PersistentVolumeClaim', ['spec.selector']],
  ['NetworkPolicy.networking.k8s.io', ['spec.podSelector', ...policyPeers]],
  ['ClusterRole.rbac.authorization.k8s.io', ['aggregationRule.clusterRoleSelectors.*']],
  ['ValidatingAdmissionPolicy.admissionregistration.k8s.io', admission('spec.matchConstraints')],
  ['MutatingAdmissionPolicy.admissionregistration.k8s.io', admission('spec.matchConstraints')],
  ['ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io', bindings],
  ['MutatingAdmissionPolicyBinding.admissionregistration.k8s.io', bindings],
  ['CSIStorageCapacity.storage.k8s.io', ['nodeTopology']],
  ['ValidatingWebhookConfiguration.admissionregistration.k8s.io', webhooks],
  ['MutatingWebhookConfiguration.admissionregistration.k8s.io', webhooks],
]);

const affinityTerms = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution.*`,
  `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm`,
]);

/** Where the spec of a pod holds them. */
const selectorsOfPods: readonly string[] = [
  'topologySpreadConstraints.*.labelSelector',
  'volumes.*.ephemeral.volumeClaimTemplate.spec.selector',
  ...affinityTerms.flatMap((term) => [`${term}.labelSelector`, `${term}.namespaceSelector`]),
];

/** Every label selector of an object that the API server checks. */
export function selectorsOf(object: ManifestObject): readonly (readonly [Path, LabelSelector])[] {
  const found: (readonly [Path, LabelSelector])[] = [];
  selectors.get(object.groupKind)?.forEach((place) => {
    found.push(...(valuesAt(object.manifest, place) as readonly (readonly [Path, LabelSelector])[]));
  });
  const { pod } = object;
  if (pod !== undefined && mayHold(pod)) {
    selectorsOfPods.forEach((place) => {
      for (const [path, selector] of valuesAt(pod.spec, place) as readonly (readonly [Path, LabelSelector])[]) {
        found.push([[...pod.at(), ...path], selector]);
      }
    });
  }
  return found;
}

/** Whether a pod has one of the fields that {@link selectorsOfPods} begin with. */
function mayHold(pod: Pod): boolean {
  const { topologySpreadConstraints, affinity } = pod.spec;
  return (topologySpreadConstraints ?? affinity) !== undefined || hasVolumeOf(pod, ['ephemeral']);
}

/** Every plain map of labels, besides those of metadata, that the API server checks. */
export function labelMapsOf(object: ManifestObject): readonly (readonly [Path, Labels])[] {
  const nodes = object.pod?.spec.nodeSelector;
  if (object.groupKind === 'Service') {
    return valuesAt(object.manifest, 'spec.selector') as readonly (readonly [Path, Labels])[];
  }
  return [...(nodes === undefined ? [] : [[object.pod?.at('nodeSelector') ?? [], nodes] as const])];
}
