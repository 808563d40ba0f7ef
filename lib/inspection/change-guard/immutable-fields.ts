import type { GroupKind } from '../model/manifest-object';
import { meaningOfPart } from './meaning';
import { only, without, type Json } from './server-defaults';

/** A field that does not change once the object exists. */
export interface ImmutableField {
  readonly kinds: readonly GroupKind[];
  /** Where it is; the empty path for the object as a whole. */
  readonly path: string;
  /** What the API server takes for an absent one. @default nothing */
  readonly default?: unknown;
  /** What of the field counts, given the objects before and after. @default all of it */
  readonly part?: (value: unknown, before: Json, after: Json) => unknown;
  /** Whether the two objects are of the sort that is meant. @default they are */
  readonly when?: (before: Json, after: Json) => boolean;
  /** Whether it may be added where it was absent. @default false */
  readonly mayBeAdded?: boolean;
  /** Whether leaving it out is no change, since the cluster then keeps what it has. @default false */
  readonly keptWhenDropped?: boolean;
  /** The Kubernetes version from which it may change. @default none */
  readonly until?: string;
  /** Whether the value must not be shown. @default false */
  readonly secret?: boolean;
  /** What to do. @default delete the object and make it again */
  readonly fix?: string;
}

function specOf(manifest: Json): Json {
  return (manifest.spec ?? {}) as Json;
}

function isFrozen(before: Json): boolean {
  return before.immutable === true;
}

const claimFix = 'make a claim of another name, copy the data, and then use the new one; or keep what it was';
const frozenFix = 'give the new content a new name, and refer to that';
const statefulSet: readonly GroupKind[] = ['StatefulSet.apps'];
const statefulSetFix =
  'keep it; or delete the StatefulSet with --cascade=orphan, which leaves pods and claims, and apply it again';

const volumeSources = [
  'awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath',
  'iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume',
].flatMap((names) => names.split(' '));

/**
 * Every field that is watched. A new one is a row here.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/v1.27.16/pkg/apis the `Validate…Update` of each group
 */
export const immutableFields: readonly ImmutableField[] = [
  {
    kinds: ['Deployment.apps', 'ReplicaSet.apps', 'DaemonSet.apps'],
    path: 'spec.selector',
    fix: 'keep the selector; or delete the workload with --cascade=orphan and apply it again, then remove the pods left over',
  },
  { kinds: statefulSet, path: 'spec.selector', fix: statefulSetFix },
  { kinds: statefulSet, path: 'spec.serviceName', fix: statefulSetFix },
  { kinds: statefulSet, path: 'spec.podManagementPolicy', default: 'OrderedReady', fix: statefulSetFix },
  { kinds: statefulSet, path: 'spec.revisionHistoryLimit', default: 10, until: '1.33', fix: statefulSetFix },
  {
    kinds: statefulSet,
    path: 'spec.volumeClaimTemplates',
    part: (value) => ((value ?? []) as readonly unknown[]).map(claimTemplate),
    fix: 'grow the claims themselves; for the claims to come, delete the StatefulSet with --cascade=orphan and apply it again',
  },
  { kinds: ['Job.batch'], path: 'spec.selector' },
  {
    kinds: ['Job.batch'],
    path: 'spec.template',
    part: (value) => meaningOfPart(value, 'PodTemplateSpec'),
    when: (before) => specOf(before).suspend !== true,
    fix: 'give the Job a new name, or delete the old one before the new one is applied',
  },
  { kinds: ['Job.batch'], path: 'spec.completionMode', default: 'NonIndexed' },
  { kinds: ['Job.batch'], path: 'spec.podFailurePolicy' },
  { kinds: ['Job.batch'], path: 'spec.completions', when: (_, after) => specOf(after).completionMode !== 'Indexed' },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.accessModes', fix: claimFix },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.selector', fix: claimFix },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.volumeName', mayBeAdded: true, fix: claimFix },
  {
    kinds: ['PersistentVolumeClaim'],
    path: 'spec.storageClassName',
    mayBeAdded: true,
    keptWhenDropped: true,
    fix: claimFix,
  },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.volumeMode', default: 'Filesystem', fix: claimFix },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.dataSource', keptWhenDropped: true, fix: claimFix },
  { kinds: ['PersistentVolumeClaim'], path: 'spec.dataSourceRef', keptWhenDropped: true, fix: claimFix },
  { kinds: ['PersistentVolume'], path: 'spec', part: (value) => only(value, ...volumeSources) },
  { kinds: ['PersistentVolume'], path: 'spec.volumeMode', default: 'Filesystem' },
  { kinds: ['PersistentVolume'], path: 'spec.nodeAffinity', mayBeAdded: true },
  {
    kinds: ['Service'],
    path: 'spec.clusterIP',
    when: (before, after) => specOf(before).type !== 'ExternalName' && specOf(after).type !== 'ExternalName',
    part: (value, _, after) => (value === 'None' || specOf(after).clusterIP !== undefined ? value : undefined),
    fix: 'give the Service a new name, or delete it and apply it again, which gives it a new address',
  },
  {
    kinds: ['Service'],
    path: 'spec.ipFamilies',
    part: (value) => (Array.isArray(value) ? value.slice(0, 1) : value),
    when: (before, after) => specOf(before).type !== 'ExternalName' && specOf(after).type !== 'ExternalName',
    mayBeAdded: true,
    keptWhenDropped: true,
  },
  {
    kinds: ['Service'],
    path: 'spec.loadBalancerClass',
    when: (before, after) => specOf(before).type === 'LoadBalancer' && specOf(after).type === 'LoadBalancer',
  },
  { kinds: ['ConfigMap'], path: 'data', when: isFrozen, fix: frozenFix },
  { kinds: ['ConfigMap'], path: 'binaryData', when: isFrozen, fix: frozenFix },
  { kinds: ['Secret'], path: 'data', when: isFrozen, secret: true, fix: frozenFix },
  { kinds: ['Secret'], path: 'stringData', when: isFrozen, secret: true, fix: frozenFix },
  { kinds: ['ConfigMap', 'Secret'], path: 'immutable', when: isFrozen, fix: frozenFix },
  { kinds: ['Secret'], path: 'type', default: 'Opaque' },
  {
    kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
    path: 'roleRef',
    fix: 'make a binding of another name for the other role, and remove this one',
  },
  { kinds: ['StorageClass.storage.k8s.io'], path: 'provisioner' },
  { kinds: ['StorageClass.storage.k8s.io'], path: 'parameters' },
  { kinds: ['StorageClass.storage.k8s.io'], path: 'reclaimPolicy', default: 'Delete' },
  { kinds: ['StorageClass.storage.k8s.io'], path: 'volumeBindingMode', default: 'Immediate' },
  { kinds: ['CSIDriver.storage.k8s.io'], path: 'spec.attachRequired', default: true },
  { kinds: ['PriorityClass.scheduling.k8s.io'], path: 'value' },
  { kinds: ['PriorityClass.scheduling.k8s.io'], path: 'preemptionPolicy', default: 'PreemptLowerPriority' },
  { kinds: ['IngressClass.networking.k8s.io'], path: 'spec.controller' },
  { kinds: ['RuntimeClass.node.k8s.io'], path: 'handler' },
  { kinds: ['EndpointSlice.discovery.k8s.io'], path: 'addressType' },
  { kinds: ['ControllerRevision.apps'], path: 'data' },
  { kinds: ['CustomResourceDefinition.apiextensions.k8s.io'], path: 'spec.group' },
  { kinds: ['CustomResourceDefinition.apiextensions.k8s.io'], path: 'spec.scope' },
  { kinds: ['CustomResourceDefinition.apiextensions.k8s.io'], path: 'spec.names.plural' },
  { kinds: ['CustomResourceDefinition.apiextensions.k8s.io'], path: 'spec.names.kind' },
  {
    kinds: ['Pod'],
    path: 'spec',
    part: updatablePodFieldsRemoved,
    fix: 'let a Deployment make the pod, which replaces it; or delete the pod first',
  },
];

function claimTemplate(template: unknown): Json {
  const { metadata, spec } = (template ?? {}) as { metadata?: unknown; spec?: Json };
  const mode = spec?.volumeMode === 'Filesystem' ? ['volumeMode'] : [];
  return { metadata: without(metadata, 'creationTimestamp'), spec: without(spec, ...mode) };
}

function updatablePodFieldsRemoved(value: unknown): unknown {
  const spec = without(value, 'activeDeadlineSeconds', 'tolerations', 'schedulingGates');
  const withoutImages = (list: unknown): unknown =>
    Array.isArray(list) ? list.map((container) => without(container, 'image', 'imagePullPolicy')) : list;
  const { containers, initContainers } = spec;
  return meaningOfPart(
    { ...spec, containers: withoutImages(containers), initContainers: withoutImages(initContainers) },
    'PodSpec',
  );
}
