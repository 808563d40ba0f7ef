import type { Duration } from 'cdk8s';
import type { MiddlewareSpec } from '../../../imports/traefik.io';
import {
  absolutePath,
  anyText,
  apiObject,
  dnsSubdomain,
  flag,
  integer,
  listOf,
  mapOf,
  seconds,
  text,
} from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, isPlainObject, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { cidr } from './exposure';
import { toGoDuration } from '../containers/go-duration';
import type { ISecretName } from '../configuration/secret-key';

/** How many requests of a client go through. */
export interface RateLimitOptions {
  /** Requests in a period on average, from 1. */
  readonly average: number;
  /** Requests at once, from 1. @default - Traefik's: 1 */
  readonly burst?: number;
  /** The period, from 1 s. @default - Traefik's: 1 s */
  readonly period?: Duration;
}

/** Headers that are set; an empty text removes one. */
export interface HeadersOptions {
  /** Of the request, before it goes on. @default - none */
  readonly request?: { readonly [name: string]: string };
  /** Of the answer, before it goes back. @default - none */
  readonly response?: { readonly [name: string]: string };
  /** Time for which browsers use HTTPS alone (HSTS), from 0. @default - not said */
  readonly strictTransportSecurity?: Duration;
}

const rateLimitOptions: Shape<RateLimitOptions> = {
  average: required(integer(1)),
  burst: integer(1),
  period: seconds(1),
};

const headersOptions: Shape<HeadersOptions> = {
  request: mapOf(text, anyText),
  response: mapOf(text, anyText),
  strictTransportSecurity: seconds(0),
};

type Spec = Wire<MiddlewareSpec>;

/**
 * What a Middleware of Traefik does to requests.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/
 */
export class MiddlewareSource implements Checked {
  /** Sends clients on to HTTPS. @param permanent whether for good. */
  static redirectToHttps(permanent = true): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ redirectScheme: { scheme: 'https', permanent } }),
      (at) => flag.test(permanent, at.at('permanent')),
    );
  }

  /** Takes prefixes off the path. @param prefixes the prefixes. */
  static stripPrefix(...prefixes: string[]): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ stripPrefix: { prefixes } }),
      (at) => listOf(absolutePath, 1).test(prefixes, at.at('prefixes')),
    );
  }

  /** Puts a prefix before the path. @param prefix the prefix. */
  static addPrefix(prefix: string): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ addPrefix: { prefix } }),
      (at) => absolutePath.test(prefix, at.at('prefix')),
    );
  }

  /** Sets headers. */
  static headers(options: HeadersOptions): MiddlewareSource {
    return new MiddlewareSource(
      () => ({
        headers: {
          ...(options.request === undefined ? {} : { customRequestHeaders: options.request }),
          ...(options.response === undefined ? {} : { customResponseHeaders: options.response }),
          ...(options.strictTransportSecurity === undefined
            ? {}
            : { stsSeconds: options.strictTransportSecurity.toSeconds() }),
        },
      }),
      (at) => {
        checkStruct(options, headersOptions, at);
        if (isPlainObject(options) && Object.keys(options).length === 0) at.add('sets no header', 'give one');
      },
    );
  }

  /** Asks for a user's name and password. @param secret the Secret with the users, as `htpasswd` writes them, at the key `users`. */
  static basicAuth(secret: string | ISecretName): MiddlewareSource {
    const name = typeof secret === 'string' ? secret : secret?.name;
    return new MiddlewareSource(
      () => ({ basicAuth: { secret: name } }),
      (at) => dnsSubdomain.test(name, at.at('secret')),
    );
  }

  /** Lets a limited number of requests of a client through. */
  static rateLimit(options: RateLimitOptions): MiddlewareSource {
    return new MiddlewareSource(
      () => ({
        rateLimit: {
          average: options.average,
          ...(options.burst === undefined ? {} : { burst: options.burst }),
          ...(options.period === undefined ? {} : { period: toGoDuration(options.period) }),
        },
      }),
      (at) => checkStruct(options, rateLimitOptions, at),
    );
  }

  /** Lets some addresses through. @param ranges such as `10.0.0.0/8`. */
  static allowAddresses(...ranges: string[]): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ ipAllowList: { sourceRange: ranges } }),
      (at) => listOf(cidr, 1).test(ranges, at.at('ranges')),
    );
  }

  /** Compresses answers. */
  static compress(): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ compress: {} }),
      () => undefined,
    );
  }

  /** What several do, one after the other. @param middlewares names of Middlewares of the same namespace. */
  static chain(...middlewares: string[]): MiddlewareSource {
    return new MiddlewareSource(
      () => ({ chain: { middlewares: middlewares.map((name) => ({ name })) } }),
      (at) => listOf(dnsSubdomain, 1).test(middlewares, at.at('middlewares')),
    );
  }

  /** Whatever else Traefik can do. @param spec the spec of a Middleware, with one field for what it does. */
  static of(spec: object): MiddlewareSource {
    return new MiddlewareSource(
      () => spec,
      (at) => {
        apiObject.test(spec, at.at('spec'));
        if (isPlainObject(spec) && Object.keys(spec).length !== 1) {
          at.at('spec').add(
            `must have one field for what it does, got ${Object.keys(spec).length}`,
            'use several Middlewares',
          );
        }
      },
    );
  }

  private constructor(
    private readonly spec: () => Spec,
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Spec {
    return this.spec();
  }
}
