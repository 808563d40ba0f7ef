import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { Duration } from '../core/cdk8s';
import { checkProps, required, type Shape } from '../core/shape';
import type { Problems } from '../core/problems';
import { EnvValue } from '../parts/configuration/env-value';
import { parseImage } from '../parts/images/image-reference';
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

/** What a MongoDb can say. */
export interface MongoDbProps extends DatabaseProps {
  /** Name of the user with all rights, which is made on an empty volume. */
  readonly rootUser: string | EnvValue;
  /** Where the password of that user is. */
  readonly rootPassword: SecretKey;
  /** Name of the database of the application. @default - none: needed with `user` */
  readonly database?: string | EnvValue;
  /** Name of a user that is made on an empty volume in `database`, which it may read and write. @default - none is made */
  readonly user?: string | EnvValue;
  /** Where the password of that user is. @default - none: needed with `user` */
  readonly password?: SecretKey;
}

const mongoDbProps: Shape<MongoDbProps> = {
  ...databaseProps,
  image: databaseImage('mongo:8.0'),
  rootUser: required(nameOrValue),
  rootPassword: required(password),
  database: nameOrValue,
  user: nameOrValue,
  password,
};

const exporterImage = 'percona/mongodb_exporter:0.53.0';
const port = 27017;
const exporterPort = 9216;

/**
 * Makes the application's user in the application's database, where it then logs in. The old shell of MongoDB and the
 * new one read environment variables differently.
 */
const createUser = `const variable = (name) => (typeof process === 'undefined' ? _getEnv(name) : process.env[name]);
const database = variable('MONGODB_DATABASE');
db.getSiblingDB(database).createUser({
  user: variable('MONGODB_USERNAME'),
  pwd: variable('MONGODB_PASSWORD'),
  roles: [{ role: 'readWrite', db: database }],
});
`;

/**
 * The password goes into a file, where no other process sees it: as a string of YAML, whose quotes and backslashes are
 * escaped.
 */
const dump = `quoted=\${DB_PASSWORD//\\\\/\\\\\\\\}
printf 'password: "%s"\\n' "\${quoted//\\"/\\\\\\"}" > /tmp/mongodump.yaml
mongodump --config=/tmp/mongodump.yaml --host="$DB_HOST" --username="$DB_USERNAME" --authenticationDatabase=admin --gzip --archive`;

/**
 * A MongoDB server with its data on a claim: a StatefulSet of one replica, its headless Service, a ConfigMap with the
 * script that makes the application's user and, on request, a client Service, configuration, an exporter, NetworkPolicy
 * and PodDisruptionBudget.
 *
 * One server: a replica set needs a key file and an initiation, which this does not set up.
 *
 * @see https://hub.docker.com/_/mongo
 */
export class MongoDb extends ChartConstruct {
  /** The StatefulService that it is. */
  readonly service: StatefulService;
  /** The CronJob that saves it, where there is one. */
  readonly backup?: ScheduledJob;
  /** Port of the server. */
  readonly port = port;

  private readonly props: MongoDbProps;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: MongoDbProps) {
    super(scope, id);
    checkProps(this, props, mongoDbProps, (at) => checkTogether(props, at));
    this.props = props;
    const { image, database, user, exporter, config, initScripts } = props;
    const scripts = { ...(user === undefined ? {} : { '00-create-user.js': createUser }), ...initScripts };
    this.service = new StatefulService(this, 'service', {
      ...serviceProps(props),
      image,
      ports: [{ name: 'mongo', containerPort: port }],
      env: {
        MONGO_INITDB_ROOT_USERNAME: props.rootUser,
        MONGO_INITDB_ROOT_PASSWORD: EnvValue.secret(props.rootPassword),
        ...(database === undefined ? {} : { MONGODB_DATABASE: database }),
        ...(user === undefined ? {} : { MONGODB_USERNAME: user }),
        ...(props.password === undefined ? {} : { MONGODB_PASSWORD: EnvValue.secret(props.password) }),
        // The shell of the probes writes its history to the home directory, which is read-only otherwise.
        HOME: '/tmp',
        ...props.env,
      },
      ...(config === undefined
        ? {}
        : { args: Object.keys(config).flatMap((file) => ['--config', `${configPath}/${file}`]) }),
      claims: [dataClaim(props, '/data/db', 'mongodb')],
      configFiles: databaseFiles(props, { config: configPath, initScripts: '/docker-entrypoint-initdb.d' }, scripts),
      startupProbe: props.startupProbe ?? probe(image, ready, 30),
      livenessProbe: props.livenessProbe ?? probe(image, alive),
      readinessProbe: props.readinessProbe ?? probe(image, ready),
      ...(exporter === undefined ? {} : { sidecars: [exporterContainer(exporter)] }),
    });
    if (props.backup !== undefined) {
      this.backup = defineBackup(this, this.service, props, props.backup, {
        image,
        command: dump,
        extension: 'archive.gz',
        env: {
          DB_HOST: this.service.dnsName(this.service.namespace),
          DB_USERNAME: props.rootUser,
          DB_PASSWORD: EnvValue.secret(props.rootPassword),
        },
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

const configPath = '/etc/mongo';

const bindingNames: Required<DatabaseBinding> = {
  host: 'MONGO_HOST',
  port: 'MONGO_PORT',
  database: 'MONGO_DATABASE',
  user: 'MONGO_USERNAME',
  password: 'MONGO_PASSWORD',
};

function checkTogether(props: MongoDbProps, at: Problems): void {
  const together = ['user', 'password', 'database'] as const;
  if (props.user !== undefined || props.password !== undefined) {
    for (const prop of together) {
      if (props[prop] === undefined) {
        at.at(prop).add(
          "is required where there is a user of the application: 'user', 'password' and 'database' go together",
        );
      }
    }
  }
  const files = Object.keys(props.config ?? {});
  if (files.length > 1) at.at('config').add(`must be one file, got ${files.join(', ')}`, 'put all settings into one');
}

const alive = "db.adminCommand('ping').ok";
const ready = 'db.hello().isWritablePrimary || db.hello().secondary';

/** Asks the server through its shell, which fails when what it is asked is not so. */
function probe(image: string, question: string, failureThreshold?: number): Probe {
  const shell = isOld(image) ? 'mongo' : 'mongosh';
  return Probe.exec([shell, '--quiet', '--eval', `if (!(${question})) quit(1)`], {
    period: Duration.seconds(10),
    timeout: Duration.seconds(10),
    ...(failureThreshold === undefined ? {} : { failureThreshold }),
  });
}

/** Images before 5.0 have the old shell alone; where the tag does not say, a current one is taken. */
function isOld(image: string): boolean {
  const major = /^(\d+)(\.|$|-)/.exec(parseImage(image)?.tag ?? '')?.[1];
  return major !== undefined && Number(major) < 5;
}

function exporterContainer(exporter: NonNullable<MongoDbProps['exporter']>): ContainerProps {
  return {
    name: 'exporter',
    image: exporter.image ?? exporterImage,
    env: {
      MONGODB_URI: `mongodb://127.0.0.1:${port}/admin`,
      MONGODB_USER: exporter.user,
      MONGODB_PASSWORD: EnvValue.secret(exporter.password),
    },
    ports: [{ name: 'metrics', containerPort: exporterPort }],
    resources: exporter.resources ?? addedContainerResources.exporter,
  };
}
