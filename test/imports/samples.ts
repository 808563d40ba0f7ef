import type { Construct } from 'constructs';
import * as argoCd from '../../imports/argoproj.io';
import * as bitnami from '../../imports/bitnami.com';
import * as certManager from '../../imports/cert-manager.io';
import * as externalSecrets from '../../imports/external-secrets.io';
import * as gateway from '../../imports/gateway.networking.k8s.io';
import * as fluxHelm from '../../imports/helm.toolkit.fluxcd.io';
import * as fluxKustomize from '../../imports/kustomize.toolkit.fluxcd.io';
import * as monitoring from '../../imports/monitoring.coreos.com';
import * as fluxSource from '../../imports/source.toolkit.fluxcd.io';
import * as traefik from '../../imports/traefik.io';

/** One object of every imported kind, as its documentation shows it, in the order of the modules. */
export function defineSamples(scope: Construct): void {
  defineArgoCd(scope);
  defineCertManager(scope);
  defineExternalSecrets(scope);
  defineFlux(scope);
  defineGateway(scope);
  defineMonitoring(scope);
  defineTraefik(scope);
  new bitnami.SealedSecret(scope, 'sealed-secret', {
    metadata: { name: 'superapi' },
    spec: {
      encryptedData: { DB_PASSWORD: 'AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq' },
      template: { metadata: { name: 'superapi', labels: { app: 'superapi' } }, type: 'Opaque' },
    },
  });
}

function defineArgoCd(scope: Construct): void {
  const repoUrl = 'https://git.example.com/shop/deploy.git';
  new argoCd.AppProject(scope, 'app-project', {
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: {
      sourceRepos: [repoUrl],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'shop' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      roles: [{ name: 'ci', policies: ['p, proj:shop:ci, applications, sync, shop/*, allow'] }],
    },
  });
  new argoCd.Application(scope, 'application', {
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: {
      project: 'shop',
      source: { repoUrl, targetRevision: 'main', path: 'dist', directory: { include: 'shop.k8s.yaml' } },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true'] },
    },
  });
}

function defineFlux(scope: Construct): void {
  const metadata = { name: 'shop', namespace: 'flux-system' };
  new fluxSource.GitRepository(scope, 'git-repository', {
    metadata,
    spec: { url: 'https://git.example.com/shop/deploy.git', ref: { branch: 'main' }, interval: '5m' },
  });
  new fluxSource.OciRepository(scope, 'oci-repository', {
    metadata,
    spec: {
      url: 'oci://registry.example.com/shop/deploy',
      ref: { tag: '1.4.2' },
      interval: '5m',
      verify: { provider: fluxSource.OciRepositorySpecVerifyProvider.COSIGN },
    },
  });
  new fluxSource.HelmRepository(scope, 'helm-repository', {
    metadata,
    spec: { url: 'https://charts.example.com', interval: '1h', type: fluxSource.HelmRepositorySpecType.DEFAULT },
  });
  new fluxKustomize.Kustomization(scope, 'flux-kustomization', {
    metadata,
    spec: {
      sourceRef: { kind: fluxKustomize.KustomizationSpecSourceRefKind.GIT_REPOSITORY, name: 'shop' },
      path: './dist/shop',
      prune: true,
      interval: '10m',
      dependsOn: [{ name: 'database' }],
    },
  });
  new fluxHelm.HelmRelease(scope, 'helm-release', {
    metadata,
    spec: {
      chart: {
        spec: {
          chart: 'podinfo',
          version: '6.7.1',
          sourceRef: { kind: fluxHelm.HelmReleaseSpecChartSpecSourceRefKind.HELM_REPOSITORY, name: 'shop' },
        },
      },
      interval: '10m',
      install: { crds: fluxHelm.HelmReleaseSpecInstallCrds.CREATE, skipCrDs: false },
      values: { replicaCount: 2 },
    },
  });
}

function defineCertManager(scope: Construct): void {
  const privateKeySecretRef = { name: 'letsencrypt-account' };
  new certManager.Certificate(scope, 'certificate', {
    metadata: { name: 'shop' },
    spec: {
      secretName: 'shop-tls',
      dnsNames: ['shop.example.com'],
      duration: '2160h',
      isCa: false,
      issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      privateKey: {
        algorithm: certManager.CertificateSpecPrivateKeyAlgorithm.ECDSA,
        rotationPolicy: certManager.CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
        size: 256,
      },
      usages: [certManager.CertificateSpecUsages.SERVER_AUTH, certManager.CertificateSpecUsages.DIGITAL_SIGNATURE],
    },
  });
  new certManager.CertificateRequest(scope, 'certificate-request', {
    metadata: { name: 'shop-1' },
    spec: { issuerRef: { name: 'letsencrypt' }, request: 'LS0tLS1CRUdJTg==' },
  });
  new certManager.ClusterIssuer(scope, 'cluster-issuer', {
    metadata: { name: 'letsencrypt' },
    spec: {
      acme: {
        email: 'ops@example.com',
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        privateKeySecretRef,
        solvers: [{ http01: { ingress: { ingressClassName: 'nginx' } } }],
      },
    },
  });
  new certManager.Issuer(scope, 'issuer', {
    metadata: { name: 'letsencrypt-dns' },
    spec: {
      acme: {
        server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
        privateKeySecretRef,
        solvers: [
          {
            dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare', key: 'token' } } },
            selector: { dnsZones: ['example.com'] },
          },
        ],
      },
    },
  });
}

function defineExternalSecrets(scope: Construct): void {
  const provider = {
    vault: {
      server: 'https://vault.example.com',
      path: 'secret',
      version: externalSecrets.SecretStoreSpecProviderVaultVersion.V2,
      auth: { tokenSecretRef: { name: 'vault-token', key: 'token' } },
    },
  };
  const secretStoreRef = { name: 'vault', kind: externalSecrets.ExternalSecretSpecSecretStoreRefKind.SECRET_STORE };
  new externalSecrets.SecretStore(scope, 'secret-store', { metadata: { name: 'vault' }, spec: { provider } });
  new externalSecrets.ClusterSecretStore(scope, 'cluster-secret-store', {
    metadata: { name: 'parameter-store' },
    spec: {
      provider: {
        aws: {
          service: externalSecrets.ClusterSecretStoreSpecProviderAwsService.PARAMETER_STORE,
          region: 'eu-central-1',
        },
      },
    },
  });
  new externalSecrets.ExternalSecret(scope, 'external-secret', {
    metadata: { name: 'superapi' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef,
      target: { name: 'superapi', creationPolicy: externalSecrets.ExternalSecretSpecTargetCreationPolicy.OWNER },
      data: [{ secretKey: 'DB_PASSWORD', remoteRef: { key: 'superapi', property: 'db-password' } }],
    },
  });
  new externalSecrets.ClusterExternalSecret(scope, 'cluster-external-secret', {
    metadata: { name: 'registry' },
    spec: {
      namespaceSelectors: [{ matchLabels: { registry: 'true' } }],
      externalSecretSpec: { dataFrom: [{ extract: { key: 'registry' } }] },
    },
  });
  new externalSecrets.PushSecret(scope, 'push-secret', {
    metadata: { name: 'shop-tls' },
    spec: {
      secretStoreRefs: [{ name: 'vault' }],
      selector: { secret: { name: 'shop-tls' } },
      data: [{ match: { secretKey: 'tls.crt', remoteRef: { remoteKey: 'shop-certificate' } } }],
    },
  });
}

function defineGateway(scope: Construct): void {
  const parentRefs = [{ name: 'public', sectionName: 'https' }];
  new gateway.GatewayClass(scope, 'gateway-class', {
    metadata: { name: 'envoy' },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  });
  new gateway.Gateway(scope, 'gateway', {
    metadata: { name: 'public' },
    spec: {
      gatewayClassName: 'envoy',
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: gateway.GatewaySpecListenersTlsMode.TERMINATE, certificateRefs: [{ name: 'shop-tls' }] },
        },
      ],
    },
  });
  new gateway.HttpRoute(scope, 'http-route', {
    metadata: { name: 'shop' },
    spec: {
      parentRefs,
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: gateway.HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/' } }],
          backendRefs: [{ name: 'shop', port: 80, weight: 90 }],
        },
      ],
    },
  });
  new gateway.GrpcRoute(scope, 'grpc-route', {
    metadata: { name: 'orders' },
    spec: { parentRefs, rules: [{ backendRefs: [{ name: 'orders', port: 50051 }] }] },
  });
  new gateway.TlsRoute(scope, 'tls-route', {
    metadata: { name: 'mail' },
    spec: { parentRefs, hostnames: ['mail.example.com'], rules: [{ backendRefs: [{ name: 'mail', port: 993 }] }] },
  });
  const grant = {
    metadata: { name: 'from-shop' },
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }], to: [{ group: '', kind: 'Service' }] },
  };
  new gateway.ReferenceGrant(scope, 'reference-grant', grant);
  new gateway.ReferenceGrantV1Beta1(scope, 'reference-grant-v1beta1', grant);
  new gateway.BackendTlsPolicy(scope, 'backend-tls-policy', {
    metadata: { name: 'shop' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'shop' }],
      validation: { hostname: 'shop.example.com', wellKnownCaCertificates: 'System' },
    },
  });
}

function defineMonitoring(scope: Construct): void {
  new monitoring.ServiceMonitor(scope, 'service-monitor', {
    metadata: { name: 'shop' },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
      endpoints: [{ port: 'metrics', interval: '30s', scheme: monitoring.ServiceMonitorSpecEndpointsScheme.HTTP }],
    },
  });
  new monitoring.PodMonitor(scope, 'pod-monitor', {
    metadata: { name: 'batch' },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'batch' } },
      podMetricsEndpoints: [
        { targetPort: monitoring.PodMonitorSpecPodMetricsEndpointsTargetPort.fromNumber(9090), path: '/metrics' },
      ],
    },
  });
  new monitoring.Probe(scope, 'probe', {
    metadata: { name: 'shop' },
    spec: {
      prober: { url: 'blackbox-exporter:9115' },
      module: 'http_2xx',
      targets: { staticConfig: { static: ['https://shop.example.com'] } },
    },
  });
  new monitoring.PrometheusRule(scope, 'prometheus-rule', {
    metadata: { name: 'shop' },
    spec: {
      groups: [
        {
          name: 'shop',
          rules: [
            {
              alert: 'ShopDown',
              expr: monitoring.PrometheusRuleSpecGroupsRulesExpr.fromString('up{job="shop"} == 0'),
              for: '5m',
              labels: { severity: 'critical' },
            },
          ],
        },
      ],
    },
  });
  new monitoring.AlertmanagerConfig(scope, 'alertmanager-config', {
    metadata: { name: 'shop' },
    spec: {
      route: { receiver: 'team', groupBy: ['alertname'] },
      receivers: [
        {
          name: 'team',
          webhookConfigs: [{ urlSecret: { name: 'alert-webhook', key: 'url' }, sendResolved: true }],
        },
      ],
    },
  });
}

function defineTraefik(scope: Construct): void {
  const metadata = { name: 'shop' };
  new traefik.IngressRoute(scope, 'ingress-route', {
    metadata,
    spec: {
      entryPoints: ['websecure'],
      routes: [
        {
          match: 'Host(`shop.example.com`)',
          kind: traefik.IngressRouteSpecRoutesKind.RULE,
          middlewares: [{ name: 'strip' }],
          services: [{ name: 'shop', port: traefik.IngressRouteSpecRoutesServicesPort.fromNumber(80) }],
        },
      ],
      tls: { secretName: 'shop-tls' },
    },
  });
  new traefik.IngressRouteTcp(scope, 'ingress-route-tcp', {
    metadata,
    spec: {
      routes: [
        {
          match: 'HostSNI(`*`)',
          services: [{ name: 'db', port: traefik.IngressRouteTcpSpecRoutesServicesPort.fromNumber(3306) }],
        },
      ],
    },
  });
  new traefik.IngressRouteUdp(scope, 'ingress-route-udp', {
    metadata,
    spec: {
      routes: [{ services: [{ name: 'dns', port: traefik.IngressRouteUdpSpecRoutesServicesPort.fromString('dns') }] }],
    },
  });
  new traefik.Middleware(scope, 'middleware', {
    metadata: { name: 'strip' },
    spec: { stripPrefix: { prefixes: ['/api'] } },
  });
  new traefik.MiddlewareTcp(scope, 'middleware-tcp', {
    metadata: { name: 'office' },
    spec: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
  });
  new traefik.ServersTransport(scope, 'servers-transport', {
    metadata,
    spec: { serverName: 'shop.example.com', rootCAs: [{ secret: 'shop-ca' }] },
  });
  new traefik.ServersTransportTcp(scope, 'servers-transport-tcp', {
    metadata,
    spec: { dialTimeout: traefik.ServersTransportTcpSpecDialTimeout.fromString('30s') },
  });
  new traefik.TlsOption(scope, 'tls-option', {
    metadata: { name: 'modern' },
    spec: {
      minVersion: 'VersionTLS13',
      clientAuth: { clientAuthType: traefik.TlsOptionSpecClientAuthClientAuthType.NO_CLIENT_CERT },
    },
  });
  new traefik.TlsStore(scope, 'tls-store', {
    metadata: { name: 'default' },
    spec: { defaultCertificate: { secretName: 'shop-tls' } },
  });
  new traefik.TraefikService(scope, 'traefik-service', {
    metadata: { name: 'canary' },
    spec: {
      weighted: {
        services: [
          { name: 'shop', weight: 90, port: traefik.TraefikServiceSpecWeightedServicesPort.fromNumber(80) },
          { name: 'shop-next', weight: 10, port: traefik.TraefikServiceSpecWeightedServicesPort.fromNumber(80) },
        ],
      },
    },
  });
}
