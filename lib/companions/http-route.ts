import type { HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CustomBody } from '../core/custom-kinds';
import type { Wire } from '../core/wire';
import type { GatewayReference } from '../parts/routing/gateway-reference';
import { toGoDuration } from '../parts/containers/go-duration';
import { RoutePathType, type HttpRouteRule, type RouteMatch } from '../parts/routing/http-route-rule';

/** What an HTTPRoute says: where it is attached, and where requests go to. */
export function toHttpRoute({
  gateways,
  hostnames,
  rules,
}: {
  readonly gateways: readonly GatewayReference[];
  readonly hostnames?: readonly string[];
  readonly rules: readonly HttpRouteRule[];
}): CustomBody<'HTTPRoute'> {
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
