import type { ApplicationProps } from '../../imports/argoproj.io';
import type { SealedSecretProps } from '../../imports/bitnami.com';
import type { CertificateProps, ClusterIssuerProps, IssuerProps } from '../../imports/cert-manager.io';
import type { ExternalSecretProps } from '../../imports/external-secrets.io';
import type { GatewayProps, HttpRouteProps } from '../../imports/gateway.networking.k8s.io';
import type { HelmReleaseProps } from '../../imports/helm.toolkit.fluxcd.io';
import type { KustomizationProps } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { PodMonitorProps, PrometheusRuleProps, ServiceMonitorProps } from '../../imports/monitoring.coreos.com';
import type { GitRepositoryProps, HelmRepositoryProps } from '../../imports/source.toolkit.fluxcd.io';
import type {
  IngressRouteProps,
  IngressRouteTcpProps,
  MiddlewareProps,
  TraefikServiceProps,
} from '../../imports/traefik.io';
import type { Patch, Wire } from './wire';

/** The custom resources that constructs define, with their types; nothing of imports/ is loaded for them. */
export interface CustomKinds {
  readonly Application: ApplicationProps;
  readonly Certificate: CertificateProps;
  readonly ClusterIssuer: ClusterIssuerProps;
  readonly ExternalSecret: ExternalSecretProps;
  readonly Gateway: GatewayProps;
  readonly GitRepository: GitRepositoryProps;
  readonly HTTPRoute: HttpRouteProps;
  readonly HelmRelease: HelmReleaseProps;
  readonly HelmRepository: HelmRepositoryProps;
  readonly IngressRoute: IngressRouteProps;
  readonly IngressRouteTCP: IngressRouteTcpProps;
  readonly Issuer: IssuerProps;
  readonly Kustomization: KustomizationProps;
  readonly Middleware: MiddlewareProps;
  readonly PodMonitor: PodMonitorProps;
  readonly PrometheusRule: PrometheusRuleProps;
  readonly SealedSecret: SealedSecretProps;
  readonly ServiceMonitor: ServiceMonitorProps;
  readonly TraefikService: TraefikServiceProps;
}

/** The API version of each custom resource. */
export const customApiVersions: { readonly [K in keyof CustomKinds]: string } = {
  Application: 'argoproj.io/v1alpha1',
  Certificate: 'cert-manager.io/v1',
  ClusterIssuer: 'cert-manager.io/v1',
  ExternalSecret: 'external-secrets.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  GitRepository: 'source.toolkit.fluxcd.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  HelmRepository: 'source.toolkit.fluxcd.io/v1',
  IngressRoute: 'traefik.io/v1alpha1',
  IngressRouteTCP: 'traefik.io/v1alpha1',
  Issuer: 'cert-manager.io/v1',
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  Middleware: 'traefik.io/v1alpha1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  TraefikService: 'traefik.io/v1alpha1',
};

/** A custom resource without what every object has. */
export type CustomBody<K extends keyof CustomKinds> = Omit<Wire<CustomKinds[K]>, 'metadata'>;

/** What a caller may merge into a custom resource. */
export type CustomOverrideOf<K extends keyof CustomKinds> = Patch<Wire<CustomKinds[K]>>;
