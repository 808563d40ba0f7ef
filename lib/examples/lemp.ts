import type { Construct } from 'constructs';
import {
  Chart,
  Disruption,
  Identity,
  MariaDb,
  NetworkPeer,
  PhpService,
  Secret,
  SecretSource,
  SecretStoreKind,
  TenantNamespace,
  TopologySpread,
} from '../index';

/** Document 002: the backend of a mobile application, out of one LEMP server: nginx and php-fpm in a pod, and a database. */
export class LempExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'lemp' });
    new TenantNamespace(this, 'namespace', {
      name: 'lemp',
      // Of a container that says nothing itself: the one that copies the code to nginx.
      limits: { container: { default: { memory: '64Mi' }, defaultRequest: { cpu: '10m', memory: '32Mi' } } },
    });
    const passwords = new Secret(this, 'passwords', {
      name: 'api-database',
      source: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: { 'root-password': 'api/database-root-password', password: 'api/database-password' },
      }),
    });
    const database = new MariaDb(this, 'database', {
      name: 'api-database',
      identity: Identity.of({ name: 'mariadb', instance: 'api' }),
      image: 'mariadb:11.8',
      rootPassword: passwords.key('root-password'),
      database: 'api',
      size: '8Gi',
      user: 'api',
      password: passwords.key('password'),
      resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } },
      networkPolicy: { egress: [] },
    });
    const api = new PhpService(this, 'api', {
      name: 'api',
      image: 'registry.example.com/mobile/api:2.3.0',
      // A Yii application: its visitors see the folder "web".
      publicFolder: 'web',
      replicas: 2,
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      nginxResources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
      networkPolicy: { ingress: [{ from: NetworkPeer.namespace('traefik'), ports: [{ port: 'http' }] }], egress: [] },
    });
    database.bindTo(api);
  }
}
