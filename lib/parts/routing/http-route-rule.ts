import type { Duration } from 'cdk8s';
import { absolutePath, anyText, instance, listOf, mapOf, oneOf, seconds, struct, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Shape } from '../../core/shape';
import { RouteFilter } from './route-filter';
import { ServiceBackend } from './service-backend';

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

const routeMatch: Shape<RouteMatch> = {
  path: absolutePath,
  pathType: oneOf(Object.values(RoutePathType)),
  method: oneOf(Object.values(HttpMethod)),
  headers: mapOf(text, anyText),
  queryParams: mapOf(text, anyText),
};

/** @internal */
export const httpRouteRule: Shape<HttpRouteRule> = {
  matches: listOf(
    struct(() => routeMatch),
    1,
  ),
  backends: listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port)'), 1),
  filters: listOf(instance(RouteFilter, 'RouteFilter.redirectToHttps(), RouteFilter.replacePrefix(prefix), …'), 1),
  timeout: seconds(1, 99999),
};

/** Compares what the parts of a rule say together. @internal */
export function checkHttpRouteRule(rule: HttpRouteRule, at: Problems): void {
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
