// What the package exports: grouped, by name, without logic.

// The app and what belongs to cdk8s
export { App, type AppProps } from './synthesis/app';
export { Chart } from './synthesis/chart';
export { ApiObject, Duration, JsonPatch, Lazy, Size, YamlOutputType } from './core/cdk8s';
export { DrydockError } from './core/errors';
export { Identity, type IdentityOptions } from './core/identity';
export { Manifest, type ManifestProps } from './core/manifest';

// Parts of a pod
export { ImagePullPolicy, type ContainerOptions, type ContainerProps } from './pod/container-options';
export { type PodOptions, type PodSettings } from './pod/pod-options';
export { type WorkloadNaming, type WorkloadProps } from './pod/workload-props';
export { AccessMode, ClaimRetention, type ClaimRetentionPolicy, type ClaimTemplate } from './parts/claim-template';
export { ConfigFiles, ConfigRollout, type ConfigFilesOptions } from './parts/config-files';
export { EnvSource } from './parts/env-source';
export { EnvValue } from './parts/env-value';
export { Handler, type HttpGetOptions } from './parts/handler';
export { ImageCatalog, type ImageFacts } from './parts/image-catalog';
export { Probe, type HttpProbeOptions, type ProbeOptions } from './parts/probe';
export { type ResourceList, type Resources } from './parts/resources';
export { SecretKey, type ISecretName } from './parts/secret-key';
export { SecurityProfile, SecurityProfiles } from './parts/security-profile';
export { TopologySpread, type TopologySpreadOptions } from './parts/topology-spread';
export { MountPropagation, Volume, type VolumeMount } from './parts/volume';

// How a workload is reached, scaled and rolled out
export { type Autoscaling } from './parts/autoscaling';
export { Disruption } from './parts/disruption';
export {
  Exposure,
  TrafficPolicy,
  type ExposureOptions,
  type HeadlessOptions,
  type LoadBalancerOptions,
  type NodePortOptions,
} from './parts/exposure';
export { IngressTls, PathType, type IngressOptions } from './parts/ingress-options';
export {
  NetworkPeer,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
  type NetworkPort,
} from './parts/network-peer';
export { Protocol, type ContainerPort, type ServicePort } from './parts/port';
export { Rollout, StatefulRollout, type RollingOptions } from './parts/rollout';
export { Scrape, type ScrapeOptions } from './parts/scrape';

// Workloads
export {
  type CronJobOverride,
  type DeploymentOverride,
  type HorizontalPodAutoscalerOverride,
  type IngressOverride,
  type NetworkPolicyOverride,
  type PodDisruptionBudgetOverride,
  type ServiceOverride,
  type StatefulSetOverride,
} from './workloads/overrides';
export {
  PodManagementPolicy,
  StatefulService,
  type StatefulServiceOverride,
  type StatefulServiceProps,
} from './workloads/stateful-service';
export { WebService, type WebServiceOverride, type WebServiceProps } from './workloads/web-service';
export { type IWorkload } from './workloads/workload';

// Databases
export { type DatabaseBinding } from './data/database-binding';
export { type DatabaseProps, type ExporterOptions } from './data/database-props';
export { MariaDb, type MariaDbProps } from './data/mariadb';
export { MongoDb, type MongoDbProps } from './data/mongodb';

// Configuration, identity and what a cluster is divided into
export { Secret, SecretType, type SecretOverride, type SecretProps } from './platform/secret';
export {
  SealedSecretScope,
  SecretSource,
  SecretStoreKind,
  type ExternalSecretOptions,
  type RegistryOptions,
  type RemoteSecret,
  type SealedSecretOptions,
} from './parts/secret-source';
