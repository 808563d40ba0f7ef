import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CustomBody, CustomOverrideOf } from '../core/custom-kinds';
import {
  absolutePath,
  anyText,
  dnsLabel,
  dnsSubdomain,
  instance,
  listOf,
  mapOf,
  oneOf,
  seconds,
  struct,
  text,
} from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { toGoDuration } from '../parts/go-duration';
import { hostName } from '../parts/ingress-options';
import { RouteFilter } from '../parts/route-filter';
import { ServiceBackend } from '../parts/service-backend';
import { override } from '../workloads/overrides';

/** A part of an HTTPRoute, merged into it at the end; `null` removes a field. */
export type HttpRouteOverride = CustomOverrideOf<'HTTPRoute'>;

/** The Gateway that a route attaches to. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;
  /** Namespace of the Gateway. @default - that of the route */
  readonly namespace?: string;
  /** One of its listeners. @default - all */
  readonly sectionName?: string;
}

/** How a route compares a path. */
export enum RoutePathType {
  /** By its elements, from the first on. */
  PATH_PREFIX = 'PathPrefix',
  /** To the letter. */
  EXACT = 'Exact',
}

/** Methods of HTTP, as a route compares them. */
export enum HttpMethod {
  /** GET. */
  GET = 'GET',
  /** HEAD. */
  HEAD = 'HEAD',
  /** POST. */
  POST = 'POST',
  /** PUT. */
  PUT = 'PUT',
  /** DELETE. */
  DELETE = 'DELETE',
  /** CONNECT. */
  CONNECT = 'CONNECT',
  /** OPTIONS. */
  OPTIONS = 'OPTIONS',
  /** TRACE. */
  TRACE = 'TRACE',
  /** PATCH. */
  PATCH = 'PATCH',
}

/** Requests that fit all that is given. */
export interface RouteMatch {
  /** Path. @default - any */
  readonly path?: string;
  /** How the path is compared. @default RoutePathType.PATH_PREFIX */
  readonly pathType?: RoutePathType;
  /** Method. @default - any */
  readonly method?: HttpMethod;
  /** Headers by name, to the letter. @default - any */
  readonly headers?: { readonly [name: string]: string };
  /** Parameters of the query by name, to the letter. @default - any */
  readonly queryParams?: { readonly [name: string]: string };
}

/** Where some requests go to. */
export interface HttpRouteRule {
  /** Which requests: those that fit one of these. @default - all */
  readonly matches?: readonly RouteMatch[];
  /** The Services that answer them, by number of their port; shared out by weight where they have one. @default - none: a filter answers */
  readonly backends?: readonly ServiceBackend[];
  /** What is done to them on their way. @default - nothing */
  readonly filters?: readonly RouteFilter[];
  /** Time after which a request is given up, from 1 s. @default - the controller's */
  readonly timeout?: Duration;
}

/** What an HttpRoute can say. */
export interface HttpRouteProps extends ObjectProps {
  /** The Gateways that it attaches to. */
  readonly gateways: readonly GatewayReference[];
  /** Host names, such as `shop.example.com` or `*.example.com`. @default - those of the Gateway's listeners */
  readonly hostnames?: readonly string[];
  /** Where requests go to. */
  readonly rules: readonly HttpRouteRule[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: HttpRouteOverride;
}

const gatewayReference: Shape<GatewayReference> = {
  name: required(dnsSubdomain),
  namespace: dnsLabel,
  sectionName: dnsSubdomain,
};

const routeMatch: Shape<RouteMatch> = {
  path: absolutePath,
  pathType: oneOf(Object.values(RoutePathType)),
  method: oneOf(Object.values(HttpMethod)),
  headers: mapOf(text, anyText),
  queryParams: mapOf(text, anyText),
};

const httpRouteRule: Shape<HttpRouteRule> = {
  matches: listOf(
    struct(() => routeMatch),
    1,
  ),
  backends: listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port)'), 1),
  filters: listOf(instance(RouteFilter, 'RouteFilter.redirectToHttps(), RouteFilter.replacePrefix(prefix), …'), 1),
  timeout: seconds(1, 99999),
};

const httpRouteProps: Shape<HttpRouteProps> = {
  ...objectProps,
  gateways: required(
    listOf(
      struct(() => gatewayReference),
      1,
    ),
  ),
  hostnames: listOf(hostName, 1),
  rules: required(
    listOf(
      struct(() => httpRouteRule),
      1,
    ),
  ),
  override,
};

/**
 * HTTP from a Gateway to Services, by host, path, method and header: an HTTPRoute of the Gateway API.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HttpRoute extends Construct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The HTTPRoute. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    checkProps(this, props, httpRouteProps, (at) =>
      props.rules.forEach((rule, i) => checkRule(rule, at.at('rules').at(i))),
    );
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'http-route',
      'HTTPRoute',
      metadataOfObject(props),
      () => toBody(props),
      props.override,
    );
  }
}

function toBody({ gateways, hostnames, rules }: HttpRouteProps): CustomBody<'HTTPRoute'> {
  return {
    spec: {
      parentRefs: gateways,
      ...(hostnames === undefined ? {} : { hostnames }),
      rules: rules.map(({ matches, backends, filters, timeout }) => ({
        ...(matches === undefined ? {} : { matches: matches.map(toMatch) }),
        ...(filters === undefined ? {} : { filters: filters.map((filter) => filter._toWire()) }),
        ...(backends === undefined
          ? {}
          : {
              backendRefs: backends.map(({ service, port, weight }) => ({
                name: service,
                port: Number(port),
                ...(weight === undefined ? {} : { weight }),
              })),
            }),
        ...(timeout === undefined ? {} : { timeouts: { request: toGoDuration(timeout) } }),
      })),
    },
  };
}

function toMatch({ path, pathType, method, headers, queryParams }: RouteMatch): Wire<HttpRouteSpecRulesMatches> {
  const pairs = (map: {
    readonly [name: string]: string;
  }): readonly { readonly name: string; readonly value: string }[] =>
    Object.entries(map).map(([name, value]) => ({ name, value }));
  return {
    ...(path === undefined ? {} : { path: { type: pathType ?? RoutePathType.PATH_PREFIX, value: path } }),
    ...(headers === undefined ? {} : { headers: pairs(headers) }),
    ...(queryParams === undefined ? {} : { queryParams: pairs(queryParams) }),
    ...(method === undefined ? {} : { method }),
  };
}

function checkRule(rule: HttpRouteRule, at: Problems): void {
  const redirects = (rule.filters ?? []).some((filter) => filter._redirects);
  if (redirects && rule.backends !== undefined) {
    at.at('backends').add('are never reached, because a filter redirects', 'drop them, or the filter');
  }
  if (!redirects && rule.backends === undefined) {
    at.add("leads nowhere: give 'backends', or a filter that redirects");
  }
  rule.backends?.forEach(({ port, service }, i) => {
    if (typeof port === 'number') return;
    at.at('backends')
      .at(i)
      .at('port')
      .mustBe(
        'a number, because the Gateway API knows no names of ports',
        port,
        `give the number that "${service}" has`,
      );
  });
  if (rule.backends?.every(({ weight }) => weight === 0) === true) {
    at.at('backends').add('all have the weight 0, so that nothing answers');
  }
  checkFilters(rule, at);
  rule.matches?.forEach((match, i) => {
    if (match.pathType !== undefined && match.path === undefined) {
      at.at('matches').at(i).at('pathType').add('says how to compare a path, and there is none', "give 'path'");
    }
  });
}

function checkFilters({ filters = [], matches = [] }: HttpRouteRule, at: Problems): void {
  filters.forEach((filter, i) => {
    const place = at.at('filters').at(i);
    const first = filters.findIndex((other) => other._type === filter._type);
    if (first < i) place.add(`is a second ${filter._type} beside [${first}]; a rule has one of each`, 'merge the two');
    const [only] = matches;
    const prefixed = matches.length === 1 && only?.path !== undefined && only.pathType !== RoutePathType.EXACT;
    if (filter._replacesPrefix && !prefixed) {
      place.add(
        'replaces a prefix, and the rule does not say which',
        "give 'matches' one element, with a 'path' that is a prefix",
      );
    }
  });
}
