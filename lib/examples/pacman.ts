import type { Construct } from 'constructs';
import {
  Chart,
  ClusterRole,
  ClusterRoleBinding,
  Disruption,
  EnvValue,
  Exposure,
  Identity,
  IngressTls,
  MongoDb,
  NetworkPeer,
  PolicyRule,
  Probe,
  Protocol,
  RoleBinding,
  RoleSubject,
  Secret,
  SecretSource,
  SecretStoreKind,
  ServiceAccount,
  Size,
  TenantNamespace,
  TopologySpread,
  Verb,
  WebService,
} from '../index';

/** How a pacman stack differs from the document's. */
export interface PacmanExampleProps {
  /** Number of pods that serve the game: 10 for a large party. @default 1 */
  readonly replicas?: number;
  /** Image of the game, best with a digest: its publisher has the one tag "latest". @default 'quay.io/ifont/pacman-nodejs-app:latest' */
  readonly image?: string;
}

/** Document 004: the game pacman in a namespace of its own, its high scores in a MongoDB, reached by a load balancer and an Ingress. */
export class PacmanExample extends Chart {
  constructor(scope: Construct, id: string, props: PacmanExampleProps = {}) {
    super(scope, id, { namespace: 'pacman' });
    new TenantNamespace(this, 'namespace', { name: 'pacman', labels: { name: 'pacman' } });
    // What the document's PodSecurityPolicy was for is in the labels of the namespace; the rights are the game's own.
    const account = new ServiceAccount(this, 'account', { name: 'pacman' });
    const role = new ClusterRole(this, 'role', {
      name: 'pacman-clusterrole',
      rules: [PolicyRule.resources({ resources: ['pods', 'nodes'], verbs: [Verb.GET, Verb.WATCH, Verb.LIST] })],
    });
    const subjects = [RoleSubject.serviceAccount(account)];
    new RoleBinding(this, 'role-binding', { name: 'pacman-clusterrole', role, subjects });
    new ClusterRoleBinding(this, 'cluster-role-binding', { name: 'pacman-clusterrole', role, subjects });
    const { replicas = 1, image = 'quay.io/ifont/pacman-nodejs-app:latest' } = props;
    const annotations = { source: 'https://github.com/saintdle/pacman-tanzu' };
    const secret = new Secret(this, 'users', {
      name: 'mongodb-users-secret',
      source: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: Object.fromEntries(
          ['admin-name', 'admin-password', 'name', 'password', 'user'].map((field) => [
            `database-${field}`,
            { key: 'pacman/mongodb', property: `database-${field}` },
          ]),
        ),
      }),
    });
    const mongo = new MongoDb(this, 'mongo', {
      name: 'mongo',
      identity: Identity.labels({ name: 'mongo' }),
      annotations,
      // The game's driver cannot speak to a newer server.
      image: 'mongo:5.0',
      rootUser: EnvValue.secret(secret.key('database-admin-name')),
      rootPassword: secret.key('database-admin-password'),
      database: EnvValue.secret(secret.key('database-name')),
      user: EnvValue.secret(secret.key('database-user')),
      password: secret.key('database-password'),
      claimName: 'mongo-storage',
      size: Size.gibibytes(1),
      podSecurityContext: { fsGroup: 1001 },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      networkPolicy: { egress: [] },
    });
    const pacman = new WebService(this, 'pacman', {
      name: 'pacman',
      identity: Identity.labels({ name: 'pacman' }),
      annotations: {
        ...annotations,
        ...(replicas > 1 ? {} : { 'drydock/ignore.rel.replicas': 'the document has one pod' }),
        ...(image.endsWith(':latest') ? { 'drydock/ignore.image.tag': 'its publisher has the one tag' } : {}),
      },
      image,
      // Not by npm, which would write to the home directory.
      command: ['node', '.'],
      replicas,
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      ports: [{ name: 'http-server', containerPort: 8080, protocol: Protocol.TCP }],
      // Restarted only when it has not answered for a minute; out of the Service at once.
      livenessProbe: Probe.httpGet('/', { failureThreshold: 6 }),
      readinessProbe: Probe.httpGet('/'),
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      env: {
        MONGO_USE_SSL: 'false',
        MONGO_VALIDATE_SSL: 'false',
        MY_NODE_NAME: EnvValue.podField('spec.nodeName'),
      },
      serviceAccountName: account.name,
      automountServiceAccountToken: true,
      exposure: Exposure.loadBalancer({
        annotations: { 'drydock/ignore.net.load-balancer': 'the document has a load balancer for everybody' },
        ports: [{ port: 80, targetPort: 8080, protocol: Protocol.TCP }],
      }),
      networkPolicy: {
        ingress: [{ from: NetworkPeer.anyone() }],
        // The API server, which is asked for the node that the game runs on.
        egress: [{ to: NetworkPeer.anyone(), ports: [{ port: 443 }, { port: 6443 }] }],
      },
      ingress: {
        name: 'pacman-ingress',
        hosts: ['pacman.com'],
        className: 'traefik',
        tls: IngressTls.certManager('letsencrypt', 'pacman-tls'),
      },
    });
    mongo.bindTo(pacman, {
      host: 'MONGO_SERVICE_HOST',
      port: 'MY_MONGO_PORT',
      database: 'MONGO_DATABASE',
      user: 'MONGO_AUTH_USER',
      password: 'MONGO_AUTH_PWD',
    });
  }
}
