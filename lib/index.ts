// What the package exports: grouped, by name, without logic.

// The app and what belongs to cdk8s
export { ApiObject, Duration, JsonPatch, Lazy, Size, YamlOutputType } from './core/cdk8s';
export { DrydockError } from './core/errors';
export { Identity, type IdentityOptions } from './core/identity';
export { Manifest, type ManifestProps } from './core/manifest';
export { App } from './synthesis/app';
export { type AppProps } from './synthesis/app-props';
export { Folder, type FolderProps } from './core/folder';
export { HelmValue } from './core/helm-value';
export { Layout, ObjectOrder, type LayoutOptions } from './synthesis/layout';
export type { ISynthesisCheck, SynthesizedFile, SynthesizedObject } from './synthesis/synthesized-file';
export { Chart } from './synthesis/chart';

// How secure a part of the tree is, and what is known of images
export { SecurityProfile, SecurityProfiles } from './parts/access/security-profile';
export { ImageCatalog } from './parts/images/image-catalog';
export type { ImageFacts } from './parts/images/image-facts';
export { PodSecurityLevel, type PodSecurity } from './parts/access/pod-security';

// What an app is delivered to, and how
export { CloudTarget, CloudTargets } from './parts/cloud/cloud-target';
export { AwsTargetType, type AwsTargetOptions } from './parts/cloud/cloud-aws';
export type { AzureTargetOptions } from './parts/cloud/cloud-azure';
export type { AddressPools, BareMetalTargetOptions } from './parts/cloud/cloud-bare-metal';
export type { GcpTargetOptions } from './parts/cloud/cloud-gcp';
export { LoadBalancerScope, type LoadBalancerTls } from './parts/cloud/cloud-load-balancer';
export type { LocalTargetOptions } from './parts/cloud/cloud-local';
export { CloudFeature, type CloudOptions, type CloudStorage } from './parts/cloud/cloud-provider';
export type { DnsRecord } from './parts/cloud/dns-record';
export { Environment } from './delivery/environment';
export { EnvironmentValues, type EnvironmentValuesOptions } from './delivery/environment-values';
export { Environments } from './delivery/environments';
export { HelmChart, HelmHooks, type HelmChartProps } from './delivery/helm-chart';
export { ImageLock } from './delivery/image-lock';

// Argo CD and Flux
export {
  ArgoCdApplication,
  type ArgoCdApplicationOptions,
  type ArgoCdApplicationOverride,
  type ArgoCdApplicationProps,
} from './delivery/argo-cd-application';
export { ArgoCdApplications, type ArgoCdApplicationsProps } from './delivery/argo-cd-applications';
export { ArgoCdDestination } from './delivery/argo-cd-destination';
export {
  ArgoCdSource,
  type ArgoCdChartOptions,
  type ArgoCdGitOptions,
  type ArgoCdHelmChartOptions,
} from './delivery/argo-cd-source';
export { type ArgoCdAutomatedSync, type ArgoCdRetry, type ArgoCdSyncPolicy } from './delivery/argo-cd-sync-policy';
export { FluxGitReference } from './delivery/flux-git-reference';
export {
  FluxGitRepository,
  type FluxGitRepositoryOverride,
  type FluxGitRepositoryProps,
} from './delivery/flux-git-repository';
export {
  FluxCrdsPolicy,
  FluxHelmRelease,
  type FluxHelmReleaseOverride,
  type FluxHelmReleaseProps,
} from './delivery/flux-helm-release';
export {
  FluxHelmRepository,
  type FluxHelmRepositoryOverride,
  type FluxHelmRepositoryProps,
} from './delivery/flux-helm-repository';
export {
  FluxKustomization,
  type FluxKustomizationOptions,
  type FluxKustomizationOverride,
  type FluxKustomizationProps,
} from './delivery/flux-kustomization';
export { FluxKustomizations, type FluxKustomizationsProps } from './delivery/flux-kustomizations';
export { FluxSourceKind, FluxSourceReference, type IFluxSource } from './delivery/flux-source-reference';

// What workloads are made of
export { ImagePullPolicy, type ContainerOptions, type ContainerProps } from './pod/container-options';
export { LogShipper, type LogShipperOptions } from './pod/log-shipper';
export { MetricsExporter, type NginxExporterOptions } from './pod/metrics-exporter';
export type { PodOptions, PodSettings } from './pod/pod-options';
export { ReverseProxy, type ReverseProxyOptions } from './pod/reverse-proxy';
export type { WorkloadNaming, WorkloadProps } from './pod/workload-props';
export {
  AcmeSolver,
  type AcmeSelector,
  type AzureDnsOptions,
  type Rfc2136Options,
  type Route53Options,
} from './parts/cloud/acme-solver';
export { AlertRule, type AlertOptions, type CustomAlertOptions } from './parts/observability/alert-rule';
export { AllowedRoutes } from './parts/routing/allowed-routes';
export {
  AccessMode,
  ClaimRetention,
  type ClaimRetentionPolicy,
  type ClaimTemplate,
} from './parts/storage/claim-template';
export type { IConfigMapName } from './parts/configuration/config-reference';
export { ConfigFiles, ConfigRollout, type ConfigFilesOptions } from './parts/configuration/config-files';
export { DashboardSource } from './parts/observability/dashboard-source';
export { EnvSource } from './parts/configuration/env-source';
export { EnvValue } from './parts/configuration/env-value';
export { Handler, type HttpGetOptions } from './parts/containers/handler';
export { IssuerKind, IssuerReference, type IIssuer } from './parts/certificates/issuer-reference';
export { AcmeServer, IssuerSource, type AcmeOptions } from './parts/certificates/issuer-source';
export { CompletionMode, type JobOptions } from './parts/scheduling/job-options';
export type { ClaimLimits, ContainerLimits, NamespaceLimits, PodLimits } from './parts/scheduling/limit-range';
export {
  LogDestination,
  type ElasticsearchOptions,
  type FluentdOptions,
  type LogCredentials,
} from './parts/observability/log-destination';
export { MiddlewareSource, type HeadersOptions, type RateLimitOptions } from './parts/routing/middleware-source';
export type { NamespaceQuota } from './parts/scheduling/namespace-quota';
export { PersistentVolumeSource, type CsiVolumeOptions } from './parts/storage/persistent-volume-source';
export { PodFailureAction, PodFailureRule } from './parts/scheduling/pod-failure-rule';
export type { IAlertTarget } from './parts/pod-selector';
export { PolicyRule, Verb, type ResourceRuleOptions } from './parts/access/policy-rule';
export { Probe, type HttpProbeOptions, type ProbeOptions } from './parts/containers/probe';
export type { ResourceList, Resources } from './parts/scheduling/resources';
export { RestartPolicy } from './parts/scheduling/restart-policy';
export { RoleKind, RoleReference, type IRole } from './parts/access/role-reference';
export { RoleSubject, type IServiceAccountName } from './parts/access/role-subject';
export { RouteFilter } from './parts/routing/route-filter';
export { SecretKey, type ISecretName } from './parts/configuration/secret-key';
export {
  SealedSecretScope,
  SecretSource,
  SecretStoreKind,
  type ExternalSecretOptions,
  type RegistryOptions,
  type RemoteSecret,
  type SealedSecretOptions,
} from './parts/configuration/secret-source';
export { ReclaimPolicy, StorageProvisioner, StorageTier, VolumeMode } from './parts/storage/storage-provisioner';
export { TopologySpread, type TopologySpreadOptions } from './parts/scheduling/topology-spread';
export { TraefikMatch } from './parts/routing/traefik-match';
export { TraefikTls } from './parts/routing/traefik-tls';
export { MountPropagation, Volume, type VolumeMount } from './parts/storage/volume';

// How workloads are reached, scaled and rolled out
export type { Autoscaling } from './parts/scheduling/autoscaling';
export { Disruption, type DisruptionOptions } from './parts/scheduling/disruption';
export {
  Exposure,
  TrafficPolicy,
  type ExposureOptions,
  type HeadlessOptions,
  type LoadBalancerOptions,
  type NodePortOptions,
} from './parts/routing/exposure';
export type { GatewayReference } from './parts/routing/gateway-reference';
export { HttpMethod, RoutePathType, type HttpRouteRule, type RouteMatch } from './parts/routing/http-route-rule';
export { IngressTls, PathType, type IngressOptions } from './parts/routing/ingress-options';
export type { IngressRouteRule } from './parts/routing/ingress-route-rule';
export {
  NetworkPeer,
  type EgressAccess,
  type IIdentified,
  type IngressAccess,
  type NetworkAccess,
  type NetworkPort,
} from './parts/routing/network-peer';
export { Protocol, type ContainerPort, type ServicePort } from './parts/routing/port';
export { Release } from './parts/release/release';
export type { ReleaseOptions } from './parts/release/release-options';
export { FullShift, PartialShift, ReleaseStage } from './parts/release/release-stage';
export type { CookieMatch, HeaderMatch } from './parts/release/request-match';
export type { RollingOptions } from './parts/release/rolling-options';
export { StatefulRollout } from './parts/release/rollout';
export { DaemonRollout } from './parts/release/daemon-rollout';
export { Scrape, type MonitorOptions, type ScrapeOptions } from './parts/observability/scrape';
export { ServiceBackend, type IServiceName, type IServiceOwner } from './parts/routing/service-backend';
export { Strategy } from './parts/release/strategy';
export {
  Color,
  type AbTestByCookieOptions,
  type AbTestByHeaderOptions,
  type AbTestOptions,
  type BlueGreenOptions,
  type CanaryByReplicasOptions,
  type CanaryByWeightOptions,
  type TrackOptions,
} from './parts/release/strategy-options';
export {
  GatewayRouter,
  NginxRouter,
  TraefikRouter,
  TrafficRouter,
  type GatewayRouterOptions,
  type RouterOptions,
  type TraefikRouterOptions,
} from './parts/release/traffic-router';

// Workloads
export { BarePod, type BarePodOverride, type BarePodProps } from './workloads/bare-pod';
export { BareReplicaSet, type BareReplicaSetOverride, type BareReplicaSetProps } from './workloads/bare-replica-set';
export { BatchJob, type BatchJobOverride, type BatchJobProps } from './workloads/batch-job';
export { DnsPolicy, NodeAgent, type NodeAgentOverride, type NodeAgentProps } from './workloads/node-agent';
export { NodeExporter, type NodeExporterProps } from './workloads/node-exporter';
export { NodeLogShipper, type NodeLogShipperProps } from './workloads/node-log-shipper';
export type {
  CronJobOverride,
  DaemonSetOverride,
  DeploymentOverride,
  HorizontalPodAutoscalerOverride,
  IngressOverride,
  JobOverride,
  MonitorOverride,
  NetworkPolicyOverride,
  PodDisruptionBudgetOverride,
  PodOverride,
  ReplicaSetOverride,
  ServiceOverride,
  StatefulSetOverride,
} from './workloads/overrides';
export { PhpService, type PhpServiceProps } from './workloads/php-service';
export {
  ConcurrencyPolicy,
  ScheduledJob,
  type ScheduledJobOverride,
  type ScheduledJobProps,
} from './workloads/scheduled-job';
export {
  PodManagementPolicy,
  StatefulService,
  type StatefulServiceOverride,
  type StatefulServiceProps,
} from './workloads/stateful-service';
export { Track } from './workloads/track';
export { WebService, type WebServiceOverride, type WebServiceProps } from './workloads/web-service';
export type { IWorkload } from './workloads/workload';

// Databases
export type { BackupOptions } from './data/database-backup';
export type { DatabaseBinding } from './data/database-binding';
export type { DatabaseProps, ExporterOptions } from './data/database-props';
export { MariaDb, type MariaDbProps } from './data/mariadb';
export { MongoDb, type MongoDbProps } from './data/mongodb';

// Network
export {
  Certificate,
  PrivateKeyAlgorithm,
  RotationPolicy,
  type CertificateOverride,
  type CertificateProps,
  type PrivateKeyOptions,
} from './network/certificate';
export { ClusterIssuer, type ClusterIssuerOverride, type ClusterIssuerProps } from './network/cluster-issuer';
export { ExternalNameService, type ExternalNameServiceProps } from './network/external-name-service';
export {
  Gateway,
  GatewayProtocol,
  type GatewayListener,
  type GatewayOverride,
  type GatewayProps,
} from './network/gateway';
export { HttpRoute, type HttpRouteOverride, type HttpRouteProps } from './network/http-route';
export {
  IngressRouteTcp,
  type IngressRouteTcpOverride,
  type IngressRouteTcpProps,
  type IngressRouteTcpRule,
} from './network/ingress-route-tcp';
export { IngressRoute, type IngressRouteOverride, type IngressRouteProps } from './network/ingress-route';
export { Ingress, type IngressPath, type IngressProps, type IngressRule } from './network/ingress';
export { Issuer, type IssuerOverride, type IssuerProps } from './network/issuer';
export { Middleware, type MiddlewareOverride, type MiddlewareProps } from './network/middleware';
export { NetworkPolicy, type NetworkPolicyProps } from './network/network-policy';
export { Service, type ServiceProps } from './network/service';
export { TraefikService, type TraefikServiceOverride, type TraefikServiceProps } from './network/traefik-service';

// Watching
export { AlertRules, type AlertRulesProps, type PrometheusRuleOverride } from './observability/alert-rules';
export { GrafanaDashboard, type GrafanaDashboardProps } from './observability/grafana-dashboard';

// Configuration, rights and what a cluster is divided into
export type { ClusterObjectProps, ObjectProps } from './core/object-props';
export {
  ClusterRoleBinding,
  type ClusterRoleBindingOverride,
  type ClusterRoleBindingProps,
} from './platform/cluster-role-binding';
export { ClusterRole, type ClusterRoleOverride, type ClusterRoleProps } from './platform/cluster-role';
export { ConfigMap, type ConfigMapOverride, type ConfigMapProps } from './platform/config-map';
export {
  PersistentVolumeClaim,
  type PersistentVolumeClaimOverride,
  type PersistentVolumeClaimProps,
} from './platform/persistent-volume-claim';
export {
  PersistentVolume,
  type PersistentVolumeOverride,
  type PersistentVolumeProps,
} from './platform/persistent-volume';
export {
  PreemptionPolicy,
  PriorityClass,
  type PriorityClassOverride,
  type PriorityClassProps,
} from './platform/priority-class';
export { ProductionService, type ProductionServiceProps } from './platform/production-service';
export { RoleBinding, type RoleBindingOverride, type RoleBindingProps } from './platform/role-binding';
export { Role, type RoleOverride, type RoleProps } from './platform/role';
export { Secret, SecretType, type SecretOverride, type SecretProps } from './platform/secret';
export { ServiceAccount, type ServiceAccountOverride, type ServiceAccountProps } from './platform/service-account';
export {
  StorageClass,
  VolumeBindingMode,
  type StorageClassOverride,
  type StorageClassProps,
} from './platform/storage-class';
export {
  TenantNamespace,
  type LimitRangeOverride,
  type NamespaceOverride,
  type ResourceQuotaOverride,
  type TenantNamespaceOverride,
  type TenantNamespaceProps,
} from './platform/tenant-namespace';

// Inspection
export { InspectionPlugin } from './inspection/plugin/plugin';
export type { PluginContext, PluginResource, PluginViolation } from './inspection/plugin/plugin-run';
export type { RuleSettings } from './inspection/rule/rule';
export { Inspection, InspectionPreset, RuleSeverity, type InspectionOptions } from './synthesis/inspection/inspection';
export { InspectionError } from './synthesis/inspection/inspection-error';
