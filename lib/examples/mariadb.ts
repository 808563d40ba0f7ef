import type { Construct } from 'constructs';
import {
  Chart,
  Duration,
  Identity,
  MariaDb,
  NetworkPeer,
  Probe,
  Scrape,
  Secret,
  SecretSource,
  SecretStoreKind,
  Size,
  StatefulRollout,
  TenantNamespace,
} from '../index';

/** Document 001: a MariaDB with its configuration and a claim. */
export class MariaDbExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'persistence' });
    new TenantNamespace(this, 'namespace', { name: 'persistence' });
    const identity = Identity.of({ name: 'mariadb', instance: 'mariadb' });
    const secret = new Secret(this, 'secret', {
      name: 'mariadb',
      identity,
      source: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: { 'root-password': { key: 'persistence/mariadb', property: 'root-password' } },
      }),
    });
    // The document's probes: a login as root, which the server of that time is asked by.
    const login = ['sh', '-c', 'exec mysqladmin status -uroot -p"$MYSQL_ROOT_PASSWORD"'];
    new MariaDb(this, 'mariadb', {
      name: 'mariadb',
      identity,
      image: 'mariadb:10.5.9',
      containerName: 'default',
      rollout: StatefulRollout.rolling(),
      terminationGracePeriod: Duration.minutes(5),
      rootPassword: secret.key('root-password'),
      config: { 'my.cnf': '[mariadb]\ncharacter-set-server = utf8mb4\nmax_connections = 100\n' },
      size: Size.gibibytes(4),
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      livenessProbe: Probe.exec(login, { initialDelay: Duration.minutes(2), timeout: Duration.seconds(5) }),
      readinessProbe: Probe.exec(login, { initialDelay: Duration.seconds(15), timeout: Duration.seconds(5) }),
      scrape: Scrape.service(),
      networkPolicy: {
        ingress: [{ from: NetworkPeer.namespace('traefik') }, { from: NetworkPeer.namespace('monitoring') }],
        egress: [],
      },
    });
  }
}
