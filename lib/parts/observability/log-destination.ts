import { dnsSubdomain, flag, instance, pattern, portNumber, struct } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import { EnvValue } from '../configuration/env-value';
import { SecretKey } from '../configuration/secret-key';

/** A user and the password, in a Secret. */
export interface LogCredentials {
  /** Where the user's name is. */
  readonly user: SecretKey;
  /** Where the password is. */
  readonly password: SecretKey;
}

/** Where an Elasticsearch (or OpenSearch) is, and how logs are put there. */
export interface ElasticsearchOptions {
  /** Host name. */
  readonly host: string;
  /** Port. @default 9200 */
  readonly port?: number;
  /** Beginning of the indices' names; there is one for each day, such as `logs-2026.08.01`. @default 'logs' */
  readonly indexPrefix?: string;
  /** Whether it is spoken to over TLS, and its certificate checked. @default false */
  readonly tls?: boolean;
  /** User and password. @default - none */
  readonly credentials?: LogCredentials;
}

/** Where a Fluentd or Fluent Bit is that takes logs by the forward protocol. */
export interface FluentdOptions {
  /** Host name. */
  readonly host: string;
  /** Port. @default 24224 */
  readonly port?: number;
  /** Whether it is spoken to over TLS, and its certificate checked. @default false */
  readonly tls?: boolean;
}

const secretKey = required(instance(SecretKey, "SecretKey.of('secret', 'key')"));

const logCredentials: Shape<LogCredentials> = { user: secretKey, password: secretKey };

const elasticsearchOptions: Shape<ElasticsearchOptions> = {
  host: required(dnsSubdomain),
  port: portNumber,
  indexPrefix: pattern(/^[a-z0-9][a-z0-9._-]*$/, 200, "lower-case letters, digits, '.', '_' and '-'"),
  tls: flag,
  credentials: struct(() => logCredentials),
};

const fluentdOptions: Shape<FluentdOptions> = { host: required(dnsSubdomain), port: portNumber, tls: flag };

/** An output of Fluent Bit. */
interface Output {
  readonly [setting: string]: string | number | boolean;
}

/** Where logs are sent. */
export class LogDestination implements Checked {
  /** To an Elasticsearch, into an index for each day. @see https://docs.fluentbit.io/manual/data-pipeline/outputs/elasticsearch */
  static elasticsearch(options: ElasticsearchOptions): LogDestination {
    const { host, port = 9200, indexPrefix = 'logs', tls, credentials } = options ?? {};
    const output = {
      name: 'es',
      match: '*',
      host,
      port,
      logstash_format: true,
      logstash_prefix: indexPrefix,
      // Elasticsearch 8 refuses types, and dots in the names of fields make objects of them.
      suppress_type_name: true,
      replace_dots: true,
      ...(credentials === undefined
        ? {}
        : { http_user: '${ELASTICSEARCH_USER}', http_passwd: '${ELASTICSEARCH_PASSWORD}' }),
      ...transport(tls),
    };
    return new LogDestination(output, credentials, (at) => checkStruct(options, elasticsearchOptions, at));
  }

  /** To a Fluentd, or another Fluent Bit, that collects logs. @see https://docs.fluentbit.io/manual/data-pipeline/outputs/forward */
  static fluentd(options: FluentdOptions): LogDestination {
    const { host, port = 24224, tls } = options ?? {};
    const output = { name: 'forward', match: '*', host, port, ...transport(tls) };
    return new LogDestination(output, undefined, (at) => checkStruct(options, fluentdOptions, at));
  }

  private constructor(
    /** Fluent Bit's output. @internal */
    readonly _output: Output,
    private readonly credentials: LogCredentials | undefined,
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** The environment variables that the output names. @internal */
  get _env(): { readonly [name: string]: EnvValue } {
    if (this.credentials === undefined) return {};
    const { user, password } = this.credentials;
    return { ELASTICSEARCH_USER: EnvValue.secret(user), ELASTICSEARCH_PASSWORD: EnvValue.secret(password) };
  }
}

function transport(tls: boolean | undefined): Output {
  // Without verify_hostname a certificate for any other host would do.
  return tls === true ? { tls: true, 'tls.verify': true, 'tls.verify_hostname': true } : {};
}
