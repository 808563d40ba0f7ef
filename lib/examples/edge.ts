import type { Construct } from 'constructs';
import {
  AcmeServer,
  AcmeSolver,
  AllowedRoutes,
  Certificate,
  Chart,
  ClusterIssuer,
  Duration,
  Gateway,
  GatewayProtocol,
  HttpRoute,
  Identity,
  IngressRoute,
  IngressRouteTcp,
  Issuer,
  IssuerSource,
  Middleware,
  MiddlewareSource,
  NetworkPeer,
  NetworkPolicy,
  RotationPolicy,
  RouteFilter,
  Secret,
  SecretSource,
  SecretStoreKind,
  ServiceBackend,
  TraefikMatch,
  TraefikService,
  TraefikTls,
} from '../index';

/**
 * Document 001: cert-manager and Traefik before the website of the frontend. Certificates by HTTP-01 and, for a
 * wildcard, DNS-01; routes with TLS over HTTP and TCP; and the same by the Gateway API.
 */
export class EdgeExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'frontend' });
    const token = new Secret(this, 'dns-token', {
      name: 'cloudflare',
      namespace: 'cert-manager',
      source: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: { token: { key: 'cert-manager/cloudflare', property: 'token' } },
      }),
    });
    const issuer = new ClusterIssuer(this, 'issuer', {
      name: 'letsencrypt',
      source: IssuerSource.acme({
        server: AcmeServer.LETS_ENCRYPT,
        email: 'ops@example.com',
        privateKeySecretName: 'letsencrypt-account',
        solvers: [
          AcmeSolver.http01Ingress('traefik'),
          AcmeSolver.cloudflare(token.key('token')).forNames({ dnsZones: ['example.com'] }),
        ],
      }),
    });
    new Issuer(this, 'staging-issuer', {
      name: 'letsencrypt-staging',
      source: IssuerSource.acme({
        server: AcmeServer.LETS_ENCRYPT_STAGING,
        privateKeySecretName: 'letsencrypt-staging-account',
        solvers: [AcmeSolver.http01Ingress('traefik')],
      }),
    });
    // The namespace denies what is not allowed: the pods that answer for HTTP-01 are asked by Traefik.
    new NetworkPolicy(this, 'solvers', {
      name: 'acme-solvers',
      selects: Identity.labels({ 'acme.cert-manager.io/http01-solver': 'true' }),
      ingress: [{ from: NetworkPeer.namespace('traefik'), ports: [{ port: 8089 }] }],
    });
    const certificate = new Certificate(this, 'certificate', {
      name: 'example-com',
      dnsNames: ['example.com', '*.example.com'],
      issuer,
      secretName: 'example-com-tls',
      duration: Duration.days(90),
      renewBefore: Duration.days(30),
      privateKey: { rotationPolicy: RotationPolicy.ALWAYS },
    });

    const toHttps = new Middleware(this, 'to-https', {
      name: 'to-https',
      source: MiddlewareSource.redirectToHttps(),
    });
    const limit = new Middleware(this, 'limit', {
      name: 'limit',
      source: MiddlewareSource.rateLimit({ average: 100, burst: 200 }),
    });
    const website = ServiceBackend.of('website', 'http');
    const shared = new TraefikService(this, 'shared', {
      name: 'website-and-landing',
      backends: [website.weighing(9), ServiceBackend.of('landing', 'http').weighing(1)],
      stickyCookie: 'variant',
    });
    const host = TraefikMatch.host('www.example.com');
    new IngressRoute(this, 'http', {
      name: 'website-http',
      entryPoints: ['web'],
      routes: [{ match: host, middlewares: [toHttps.name], backends: [website] }],
    });
    new IngressRoute(this, 'https', {
      name: 'website',
      entryPoints: ['websecure'],
      routes: [
        { match: host, middlewares: [limit.name], traefikService: shared.name },
        { match: host.and(TraefikMatch.pathPrefix('/landing')), backends: [ServiceBackend.of('landing', 'http')] },
      ],
      tls: TraefikTls.secret(certificate.secretName),
    });
    new IngressRouteTcp(this, 'mariadb', {
      name: 'mariadb',
      namespace: 'persistence',
      entryPoints: ['mariadb'],
      routes: [{ host: '*', backends: [ServiceBackend.of('mariadb', 3306)] }],
    });

    const gateway = new Gateway(this, 'gateway', {
      name: 'edge',
      gatewayClassName: 'traefik',
      listeners: [
        { name: 'http', port: 8000, protocol: GatewayProtocol.HTTP },
        {
          name: 'https',
          port: 8443,
          protocol: GatewayProtocol.HTTPS,
          hostname: '*.example.com',
          certificateSecretNames: [certificate.secretName],
          allowedRoutes: AllowedRoutes.sameNamespace(),
        },
      ],
    });
    new HttpRoute(this, 'redirect', {
      name: 'to-https',
      gateways: [{ name: gateway.name, sectionName: 'http' }],
      rules: [{ filters: [RouteFilter.redirectToHttps()] }],
    });
    new HttpRoute(this, 'route', {
      name: 'website',
      gateways: [{ name: gateway.name, sectionName: 'https' }],
      hostnames: ['new.example.com'],
      rules: [
        { matches: [{ headers: { 'x-preview': 'yes' } }], backends: [ServiceBackend.of('landing', 80)] },
        {
          matches: [{ path: '/' }],
          backends: [ServiceBackend.of('website', 80).weighing(9), ServiceBackend.of('landing', 80).weighing(1)],
        },
      ],
    });
  }
}
