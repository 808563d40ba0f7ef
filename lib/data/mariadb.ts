import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { Duration } from '../core/cdk8s';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { EnvValue } from '../parts/configuration/env-value';
import { Probe } from '../parts/containers/probe';
import type { SecretKey } from '../parts/configuration/secret-key';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import type { ContainerProps } from '../pod/container-options';
import type { ScheduledJob } from '../workloads/scheduled-job';
import { StatefulService } from '../workloads/stateful-service';
import type { IWorkload } from '../workloads/workload';
import { defineBackup } from './database-backup';
import { bindDatabase, type DatabaseBinding } from './database-binding';
import {
  dataClaim,
  databaseFiles,
  databaseImage,
  databaseProps,
  nameOrValue,
  password,
  serviceProps,
  type DatabaseProps,
} from './database-props';
import { mariaDbImage, type MariaDbImage } from './mariadb-image';

/** What a MariaDb can say. */
export interface MariaDbProps extends DatabaseProps {
  /** Where the password of the user "root" is. */
  readonly rootPassword: SecretKey;
  /** Name of a database that is made on an empty volume. @default - none is made */
  readonly database?: string | EnvValue;
  /** Name of a user that is made on an empty volume, with all rights on `database`. @default - none is made */
  readonly user?: string | EnvValue;
  /** Where the password of that user is. @default - none; needed with `user` */
  readonly password?: SecretKey;
}

const mariaDbProps: Shape<MariaDbProps> = {
  ...databaseProps,
  image: databaseImage('mariadb:11.8'),
  rootPassword: required(password),
  database: nameOrValue,
  user: nameOrValue,
  password,
};

const exporterImage = 'prom/mysqld-exporter:v0.19.0';
const port = 3306;
const exporterPort = 9104;

/**
 * A MariaDB server with its data on a claim: a StatefulSet of one replica, its headless Service and, on request, a client
 * Service, ConfigMaps with configuration and first scripts, an exporter, NetworkPolicy and PodDisruptionBudget.
 *
 * One server: replicas of MariaDB need replication, which this does not set up.
 *
 * @see https://hub.docker.com/_/mariadb
 */
export class MariaDb extends ChartConstruct {
  /** The StatefulService that it is. */
  readonly service: StatefulService;
  /** The CronJob that saves it, where there is one. */
  readonly backup?: ScheduledJob;
  /** Port of the server. */
  readonly port = port;

  private readonly props: MariaDbProps;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: MariaDbProps) {
    super(scope, id);
    checkProps(this, props, mariaDbProps, (at) => checkTogether(props, at));
    this.props = props;
    const { image, database, user, exporter } = props;
    const knows = mariaDbImage(image);
    this.service = new StatefulService(this, 'service', {
      ...serviceProps(props),
      image,
      ports: [{ name: 'mariadb', containerPort: port }],
      env: {
        [`${knows.prefix}ROOT_PASSWORD`]: EnvValue.secret(props.rootPassword),
        ...(database === undefined ? {} : { [`${knows.prefix}DATABASE`]: database }),
        ...(user === undefined ? {} : { [`${knows.prefix}USER`]: user }),
        ...(props.password === undefined ? {} : { [`${knows.prefix}PASSWORD`]: EnvValue.secret(props.password) }),
        // The health check's user is made with the data, or when these are upgraded.
        ...(knows.hasHealthCheck ? { MARIADB_AUTO_UPGRADE: '1' } : {}),
        ...props.env,
      },
      claims: [dataClaim(props, '/var/lib/mysql', 'mysql')],
      configFiles: databaseFiles(props, { config: '/etc/mysql/conf.d', initScripts: '/docker-entrypoint-initdb.d' }),
      startupProbe: props.startupProbe ?? probe(knows, true, 30),
      livenessProbe: props.livenessProbe ?? probe(knows, false),
      readinessProbe: props.readinessProbe ?? probe(knows, true),
      ...(exporter === undefined ? {} : { sidecars: [exporterContainer(exporter)] }),
    });
    if (props.backup !== undefined) {
      const dump = knows.hasHealthCheck ? 'mariadb-dump' : 'mysqldump';
      this.backup = defineBackup(this, this.service, props, props.backup, {
        image,
        command: `${dump} --host="$DB_HOST" --user=root --single-transaction --events --routines --all-databases | gzip`,
        extension: 'sql.gz',
        // The client takes the password from this variable, where no other process sees it.
        env: { DB_HOST: this.service.dnsName(this.service.namespace), MYSQL_PWD: EnvValue.secret(props.rootPassword) },
        port,
      });
    }
  }

  /**
   * Tells an application how to reach the database, and lets it through the network policies of both.
   *
   * @param application the workload that gets the environment variables.
   * @param names names of the variables, where they are to differ.
   * @throws DrydockError when a name is not sound or the application cannot read the Secret
   */
  bindTo(application: IWorkload, names: DatabaseBinding = {}): void {
    const { database, user, password } = this.props;
    bindDatabase(this, { service: this.service, port, database, user, password }, application, bindingNames, names);
  }

  /** The name by which others in the cluster reach it. @param from namespace of the one that asks. */
  dnsName(from?: string): string {
    return this.service.dnsName(from);
  }
}

const bindingNames: Required<DatabaseBinding> = {
  host: 'DB_HOST',
  port: 'DB_PORT',
  database: 'DB_DATABASE',
  user: 'DB_USERNAME',
  password: 'DB_PASSWORD',
};

function checkTogether(props: MariaDbProps, at: Problems): void {
  if (props.user !== undefined && props.password === undefined) {
    at.at('password').add("is required where there is a 'user'", "give SecretKey.of('secret', 'key')");
  }
  if (props.user === undefined && props.password !== undefined) {
    at.at('user').add("is required where there is a 'password'", "say whose it is, or drop 'password'");
  }
}

/** Asks the server by the image's own health check or, in old images, by a login as root. */
function probe(image: MariaDbImage, ready: boolean, failureThreshold?: number): Probe {
  const command = image.hasHealthCheck
    ? ['healthcheck.sh', '--connect', ...(ready ? ['--innodb_initialized'] : [])]
    : ['sh', '-c', 'exec mysqladmin status -uroot -p"$MYSQL_ROOT_PASSWORD"'];
  return Probe.exec(command, {
    period: Duration.seconds(10),
    timeout: Duration.seconds(5),
    ...(failureThreshold === undefined ? {} : { failureThreshold }),
  });
}

function exporterContainer(exporter: NonNullable<MariaDbProps['exporter']>): ContainerProps {
  return {
    name: 'exporter',
    image: exporter.image ?? exporterImage,
    args: ['--mysqld.address=127.0.0.1:3306', `--mysqld.username=${exporter.user}`],
    env: { MYSQLD_EXPORTER_PASSWORD: EnvValue.secret(exporter.password) },
    ports: [{ name: 'metrics', containerPort: exporterPort }],
    resources: exporter.resources ?? addedContainerResources.exporter,
  };
}
