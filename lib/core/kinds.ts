import type { k8s } from 'cdk8s-plus-27';
import type { Patch, Wire } from './wire';

/** The kinds that constructs define, with their types at Kubernetes 1.27. */
export interface Kinds {
  readonly ClusterRole: k8s.KubeClusterRoleProps;
  readonly ClusterRoleBinding: k8s.KubeClusterRoleBindingProps;
  readonly ConfigMap: k8s.KubeConfigMapProps;
  readonly CronJob: k8s.KubeCronJobProps;
  readonly DaemonSet: k8s.KubeDaemonSetProps;
  readonly Deployment: k8s.KubeDeploymentProps;
  readonly HorizontalPodAutoscaler: k8s.KubeHorizontalPodAutoscalerV2Props;
  readonly Ingress: k8s.KubeIngressProps;
  readonly Job: k8s.KubeJobProps;
  readonly LimitRange: k8s.KubeLimitRangeProps;
  readonly Namespace: k8s.KubeNamespaceProps;
  readonly NetworkPolicy: k8s.KubeNetworkPolicyProps;
  readonly PersistentVolume: k8s.KubePersistentVolumeProps;
  readonly PersistentVolumeClaim: k8s.KubePersistentVolumeClaimProps;
  readonly Pod: k8s.KubePodProps;
  readonly PodDisruptionBudget: k8s.KubePodDisruptionBudgetProps;
  readonly PriorityClass: k8s.KubePriorityClassProps;
  readonly ReplicaSet: k8s.KubeReplicaSetProps;
  readonly ResourceQuota: k8s.KubeResourceQuotaProps;
  readonly Role: k8s.KubeRoleProps;
  readonly RoleBinding: k8s.KubeRoleBindingProps;
  readonly Secret: k8s.KubeSecretProps;
  readonly Service: k8s.KubeServiceProps;
  readonly ServiceAccount: k8s.KubeServiceAccountProps;
  readonly StatefulSet: k8s.KubeStatefulSetProps;
  readonly StorageClass: k8s.KubeStorageClassProps;
}

/** The API version of each kind. */
export const apiVersions: { readonly [K in keyof Kinds]: string } = {
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolume: 'v1',
  PersistentVolumeClaim: 'v1',
  Pod: 'v1',
  PodDisruptionBudget: 'policy/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  ReplicaSet: 'apps/v1',
  ResourceQuota: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
};

/** A kind's object without what every object has. */
export type Body<K extends keyof Kinds> = Omit<Wire<Kinds[K]>, 'metadata'>;

/** What a caller may merge into an object of a kind. */
export type OverrideOf<K extends keyof Kinds> = Patch<Wire<Kinds[K]>>;
