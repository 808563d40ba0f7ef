import type { Construct } from 'constructs';
import {
  AcmeServer,
  AcmeSolver,
  Chart,
  ClusterIssuer,
  Environments,
  Identity,
  type IIssuer,
  IssuerReference,
  IssuerSource,
  NetworkPeer,
  ProductionService,
  type Resources,
  SecretSource,
  SecretStoreKind,
  TenantNamespace,
} from '../index';

/** What passport-go is like in one place, and not in another. */
export interface PassportGoValues {
  /** Tag of its image. */
  readonly version: string;
  /** What APP_ENV says. */
  readonly appEnv: string;
  /** Host name by which it is reached. */
  readonly host: string;
  /** Pods at least. */
  readonly minReplicas: number;
  /** Pods at most. */
  readonly maxReplicas: number;
  /** What its container asks for and may use. */
  readonly resources: Resources;
  /** Path of the registry's account in the vault. */
  readonly registryKey: string;
}

const document001: PassportGoValues = {
  version: '1.1.0',
  appEnv: 'production',
  host: 'passport.example.com',
  minReplicas: 2,
  maxReplicas: 10,
  resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  registryKey: 'backend/registry',
};

/** Document 001: the service that the pipeline applies, from one construct. */
export class PassportGoExample extends Chart {
  constructor(
    scope: Construct,
    id: string,
    values = document001,
    issuer: IIssuer = IssuerReference.clusterIssuer('letsencrypt'),
  ) {
    super(scope, id, { namespace: 'backend' });
    new ProductionService(this, 'passport-go', {
      name: 'passport-go',
      identity: Identity.of({ name: 'passport-go', instance: 'passport-go' }),
      annotations: { 'drydock/ignore.net.egress-open': 'the document does not say what the service connects to' },
      image: `registry.example.com/passport-go:${values.version}`,
      securityContext: { runAsUser: 10001, runAsGroup: 10001 },
      writablePaths: [],
      resources: values.resources,
      minReplicas: values.minReplicas,
      maxReplicas: values.maxReplicas,
      config: { APP_ENV: values.appEnv, APP_URL: `https://${values.host}` },
      registry: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: { '.dockerconfigjson': { key: values.registryKey, property: 'dockerconfigjson' } },
      }),
      hosts: [values.host],
      ingressClassName: 'traefik',
      ingressFrom: [NetworkPeer.namespace('traefik')],
      issuer,
      certificateName: 'default',
    });
  }
}

const environments = Environments.of('dev', 'staging', 'production');

const passportGo = environments.values<PassportGoValues>({
  dev: {
    version: '1.3.0-alpha.2',
    appEnv: 'development',
    host: 'passport.dev.example.com',
    minReplicas: 2,
    maxReplicas: 3,
    resources: { requests: { cpu: '25m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    registryKey: 'dev/backend/registry',
  },
  staging: {
    version: '1.2.0',
    appEnv: 'staging',
    host: 'passport.staging.example.com',
    minReplicas: 2,
    maxReplicas: 4,
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    registryKey: 'staging/backend/registry',
  },
  production: {
    version: '1.1.0',
    appEnv: 'production',
    host: 'passport.example.com',
    minReplicas: 3,
    maxReplicas: 10,
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    registryKey: 'production/backend/registry',
  },
});

/** Where the certificates of an environment come from: only those of production are trusted, and few a week are to be had. */
const certificates = environments.values<{ readonly issuer: string; readonly server: string }>({
  dev: { issuer: 'letsencrypt-staging', server: AcmeServer.LETS_ENCRYPT_STAGING },
  staging: { issuer: 'letsencrypt-staging', server: AcmeServer.LETS_ENCRYPT_STAGING },
  production: { issuer: 'letsencrypt', server: AcmeServer.LETS_ENCRYPT },
});

/**
 * Passport-go in three environments, each a cluster of its own: so the namespace has one name in all of them, and what
 * belongs to the cluster stands beside the service, in a file that is applied before it.
 */
export function passportGoEnvironments(scope: Construct): void {
  for (const environment of environments.on(scope)) {
    const cluster = new Chart(environment, 'cluster');
    new TenantNamespace(cluster, 'namespace', { name: 'backend' });
    const { issuer, server } = certificates.of(environment);
    const letsEncrypt = new ClusterIssuer(cluster, 'issuer', {
      name: issuer,
      source: IssuerSource.acme({
        server,
        email: 'ops@example.com',
        privateKeySecretName: `${issuer}-account`,
        solvers: [AcmeSolver.http01Ingress('traefik')],
      }),
    });
    new PassportGoExample(environment, 'passport-go', passportGo.of(environment), letsEncrypt);
  }
}
