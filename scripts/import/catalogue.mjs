// What is imported, and from where. The declarations say neither a kind's scope nor where its reference is, so this does.

/**
 * @typedef {object} ImportedKind
 * @property {string} kind
 * @property {string[]} versions the first one gets the plain class name, the others a suffix
 * @property {boolean} [cluster] whether the kind has no namespace
 * @property {boolean} [definitionOnly] whether there is a definition to check with, but no construct: what the
 *   Prometheus operator's own installation holds is megabytes of types (pod specs, every way to discover a target)
 * @property {string} [plural] when it is not the lower-case kind with an s
 */

/**
 * @typedef {object} ImportedGroup
 * @property {string} group API group, and so the name of the module
 * @property {string} package npm package that ships the declarations and validators
 * @property {string} reference public page that describes the fields
 * @property {ImportedKind[]} kinds
 */

/** @type {ImportedGroup[]} */
export const catalogue = [
  {
    group: 'argoproj.io',
    package: '@kubernetes-models/argo-cd',
    reference: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/',
    kinds: [
      { kind: 'AppProject', versions: ['v1alpha1'] },
      { kind: 'Application', versions: ['v1alpha1'] },
      { kind: 'ApplicationSet', versions: ['v1alpha1'], definitionOnly: true },
    ],
  },
  {
    group: 'bitnami.com',
    package: '@kubernetes-models/sealed-secrets',
    reference: 'https://github.com/bitnami-labs/sealed-secrets#readme',
    kinds: [{ kind: 'SealedSecret', versions: ['v1alpha1'] }],
  },
  {
    group: 'cert-manager.io',
    package: '@kubernetes-models/cert-manager',
    reference: 'https://cert-manager.io/docs/reference/api-docs/',
    kinds: [
      { kind: 'Certificate', versions: ['v1'] },
      { kind: 'CertificateRequest', versions: ['v1'] },
      { kind: 'ClusterIssuer', versions: ['v1'], cluster: true },
      { kind: 'Issuer', versions: ['v1'] },
    ],
  },
  {
    group: 'external-secrets.io',
    package: '@kubernetes-models/external-secrets',
    reference: 'https://external-secrets.io/latest/api/spec/',
    kinds: [
      { kind: 'ClusterExternalSecret', versions: ['v1'], cluster: true },
      { kind: 'ClusterSecretStore', versions: ['v1'], cluster: true },
      { kind: 'ExternalSecret', versions: ['v1'] },
      { kind: 'PushSecret', versions: ['v1alpha1'] },
      { kind: 'SecretStore', versions: ['v1'] },
    ],
  },
  {
    group: 'gateway.networking.k8s.io',
    package: '@kubernetes-models/gateway-api',
    reference: 'https://gateway-api.sigs.k8s.io/reference/spec/',
    kinds: [
      { kind: 'BackendTLSPolicy', versions: ['v1'], plural: 'backendtlspolicies' },
      { kind: 'GRPCRoute', versions: ['v1'] },
      { kind: 'Gateway', versions: ['v1'] },
      { kind: 'GatewayClass', versions: ['v1'], cluster: true, plural: 'gatewayclasses' },
      { kind: 'HTTPRoute', versions: ['v1'] },
      { kind: 'ReferenceGrant', versions: ['v1', 'v1beta1'] },
      { kind: 'TLSRoute', versions: ['v1'] },
    ],
  },
  {
    group: 'helm.toolkit.fluxcd.io',
    package: '@kubernetes-models/flux-cd',
    reference: 'https://fluxcd.io/flux/components/helm/api/v2/',
    kinds: [{ kind: 'HelmRelease', versions: ['v2'] }],
  },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    package: '@kubernetes-models/flux-cd',
    reference: 'https://fluxcd.io/flux/components/kustomize/api/v1/',
    kinds: [{ kind: 'Kustomization', versions: ['v1'] }],
  },
  {
    group: 'monitoring.coreos.com',
    package: '@kubernetes-models/prometheus-operator',
    reference: 'https://prometheus-operator.dev/docs/api-reference/api/',
    kinds: [
      { kind: 'Alertmanager', versions: ['v1'], definitionOnly: true },
      { kind: 'AlertmanagerConfig', versions: ['v1alpha1'] },
      { kind: 'PodMonitor', versions: ['v1'] },
      { kind: 'Probe', versions: ['v1'] },
      { kind: 'Prometheus', versions: ['v1'], plural: 'prometheuses', definitionOnly: true },
      { kind: 'PrometheusRule', versions: ['v1'] },
      { kind: 'ScrapeConfig', versions: ['v1alpha1'], definitionOnly: true },
      { kind: 'ServiceMonitor', versions: ['v1'] },
    ],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    package: '@kubernetes-models/flux-cd',
    reference: 'https://fluxcd.io/flux/components/source/api/v1/',
    kinds: [
      { kind: 'GitRepository', versions: ['v1'], plural: 'gitrepositories' },
      { kind: 'HelmRepository', versions: ['v1'], plural: 'helmrepositories' },
      { kind: 'OCIRepository', versions: ['v1'], plural: 'ocirepositories' },
    ],
  },
  {
    group: 'traefik.io',
    package: '@kubernetes-models/traefik',
    reference: 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/',
    kinds: [
      { kind: 'IngressRoute', versions: ['v1alpha1'] },
      { kind: 'IngressRouteTCP', versions: ['v1alpha1'] },
      { kind: 'IngressRouteUDP', versions: ['v1alpha1'] },
      { kind: 'Middleware', versions: ['v1alpha1'] },
      { kind: 'MiddlewareTCP', versions: ['v1alpha1'] },
      { kind: 'ServersTransport', versions: ['v1alpha1'] },
      { kind: 'ServersTransportTCP', versions: ['v1alpha1'] },
      { kind: 'TLSOption', versions: ['v1alpha1'] },
      { kind: 'TLSStore', versions: ['v1alpha1'] },
      { kind: 'TraefikService', versions: ['v1alpha1'] },
    ],
  },
];
