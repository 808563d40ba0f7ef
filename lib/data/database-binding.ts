import type { Construct } from 'constructs';
import { checkArguments } from '../core/arguments';
import { refuse } from '../core/errors';
import { envName } from '../core/fields';
import { checkStruct, field, type Shape } from '../core/shape';
import { Identity } from '../core/identity';
import { EnvValue } from '../parts/configuration/env-value';
import { NetworkPeer } from '../parts/routing/network-peer';
import type { SecretKey } from '../parts/configuration/secret-key';
import type { StatefulService } from '../workloads/stateful-service';
import type { IWorkload } from '../workloads/workload';

/** Names of the environment variables by which an application is told about a database. */
export interface DatabaseBinding {
  /** For the DNS name of the database. @default - DB_HOST for MariaDB, MONGO_HOST for MongoDB */
  readonly host?: string;
  /** For its port. @default - DB_PORT, MONGO_PORT */
  readonly port?: string;
  /** For the name of the database. @default - DB_DATABASE, MONGO_DATABASE */
  readonly database?: string;
  /** For the user's name. @default - DB_USERNAME, MONGO_USERNAME */
  readonly user?: string;
  /** For the password. @default - DB_PASSWORD, MONGO_PASSWORD */
  readonly password?: string;
}

const databaseBinding: Shape<DatabaseBinding> = {
  host: envName,
  port: envName,
  database: envName,
  user: envName,
  password: envName,
};

/** By what it can do: whoever wants to may write a workload. */
const workload = field((value, at) => {
  const { identity, addEnv, allowFrom, allowTo } = (value ?? {}) as Partial<IWorkload>;
  const able = [addEnv, allowFrom, allowTo].every((each) => typeof each === 'function');
  if (!able || !(identity instanceof Identity)) at.mustBe('a workload such as a WebService', value);
});

/** What an application has to know of a database. @internal */
export interface DatabaseAccess {
  readonly service: StatefulService;
  readonly port: number;
  readonly database?: string | EnvValue;
  readonly user?: string | EnvValue;
  readonly password?: SecretKey;
}

/** Tells an application about a database, and lets it through the network policies of both. @internal */
export function bindDatabase(
  database: Construct,
  access: DatabaseAccess,
  application: IWorkload,
  names: Required<DatabaseBinding>,
  asked: DatabaseBinding,
): void {
  checkArguments(database, 'bindTo', (at) => {
    workload.test(application, at.at('application'));
    checkStruct(asked, databaseBinding, at.at('names'));
  });
  const sameNamespace = application.namespace === access.service.namespace;
  if (
    !sameNamespace &&
    [access.database, access.user, access.password].some((value) => value !== undefined && typeof value !== 'string')
  ) {
    refuse(
      database,
      `cannot be bound to "${application.name}" in the namespace ${shown(application.namespace)}, because a pod reads no Secret of another namespace (${shown(access.service.namespace)}); put both into one namespace, or give the application its own Secret and only call allowFrom`,
    );
  }
  const name = { ...names, ...asked };
  application.addEnv(name.host, access.service.dnsName(application.namespace));
  application.addEnv(name.port, String(access.port));
  if (access.database !== undefined) application.addEnv(name.database, access.database);
  if (access.user !== undefined) application.addEnv(name.user, access.user);
  if (access.password !== undefined) application.addEnv(name.password, EnvValue.secret(access.password));
  const ports = [{ port: access.port }];
  const namespaceOf = (workload: IWorkload): string | undefined => (sameNamespace ? undefined : workload.namespace);
  access.service.allowFrom({ from: NetworkPeer.workload(application.identity, namespaceOf(application)), ports });
  application.allowTo({ to: NetworkPeer.workload(access.service.identity, namespaceOf(access.service)), ports });
}

function shown(namespace: string | undefined): string {
  return namespace === undefined ? 'that it is applied to' : `"${namespace}"`;
}
