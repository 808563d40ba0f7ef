import type { Construct } from 'constructs';
import { defineCustomObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { IngressTls } from '../parts/routing/ingress-options';
import type { ServicePort } from '../parts/routing/port';
import type { TrafficSplit } from '../parts/release/release-plan';
import { defaultCookieValue } from '../parts/release/request-match';
import { ServiceBackend } from '../parts/routing/service-backend';
import { TraefikMatch } from '../parts/routing/traefik-match';
import { GatewayRouter, TraefikRouter, type NginxRouter } from '../parts/release/traffic-router';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';
import { toHttpRoute } from './http-route';
import { checkIngress, defineIngress, portOf } from './ingress';
import { toIngressRoute } from './ingress-route';
import { toTraefikService } from './traefik-service';

/** What shares requests out, and how. */
export interface TrafficRoute {
  readonly router: GatewayRouter | TraefikRouter | NginxRouter;
  /** Whether it goes by shares, and not by what requests have. */
  readonly weighs: boolean;
  /** Which requests go to the second Service. @default - none */
  readonly split?: TrafficSplit;
  /** Names of the Services: that of all other requests, and that of those which are split off. */
  readonly first: string;
  readonly second: string;
  /** The ports that both have. */
  readonly ports: readonly ServicePort[];
  /** What the objects of the second version belong to. */
  readonly secondOwner: Construct;
  /** What their names end with. */
  readonly suffix: string;
}

/** Finds a route that leads to no port of the Services. */
export function checkTrafficRoute(
  router: GatewayRouter | TraefikRouter | NginxRouter,
  ports: readonly ServicePort[] | undefined,
  at: Problems,
): void {
  checkIngress(router._options, ports, at);
}

/** Defines the routes that lead to two versions of a workload. */
export function defineTrafficRoute(context: WorkloadContext, route: TrafficRoute): readonly Manifest[] {
  const { router } = route;
  if (router instanceof GatewayRouter) return [defineHttpRoute(context, router, route)];
  if (router instanceof TraefikRouter) return defineTraefikRoute(context, router, route);
  return defineIngresses(context, router, route);
}

/** The Services with their shares; one alone needs none, and one without requests is not named. */
function backends({ first, second, split }: TrafficRoute, port: number | string): readonly ServiceBackend[] {
  const to = ServiceBackend.of(first, port);
  if (split?.weight === undefined) return [to];
  return [to.weighing(100 - split.weight), ServiceBackend.of(second, port).weighing(split.weight)];
}

function defineHttpRoute(context: WorkloadContext, { _options }: GatewayRouter, route: TrafficRoute): Manifest {
  const { gateways, hostnames, path } = _options;
  const port = portOf(_options, route.ports)?.port ?? 0;
  const match = path === undefined ? {} : { path };
  const { header } = route.split ?? {};
  return defineCustomObject(context.owner, 'http-route', 'HTTPRoute', metadataOf(context, _options), () =>
    toHttpRoute({
      gateways,
      ...(hostnames === undefined ? {} : { hostnames }),
      rules: [
        ...(header === undefined
          ? []
          : [
              {
                matches: [{ ...match, headers: { [header.name]: header.value } }],
                backends: [ServiceBackend.of(route.second, port)],
              },
            ]),
        { ...(path === undefined ? {} : { matches: [match] }), backends: backends(route, port) },
      ],
    }),
  );
}

function defineTraefikRoute(
  context: WorkloadContext,
  { _options }: TraefikRouter,
  route: TrafficRoute,
): readonly Manifest[] {
  const { match, entryPoints, middlewares, tls, stickyCookie } = _options;
  const metadata = metadataOf(context, _options);
  const found = portOf(_options, route.ports);
  const port = found?.name ?? found?.port ?? 0;
  const more = middlewares === undefined ? {} : { middlewares };
  const own = matchOf(route.split);
  const traefikService = route.weighs
    ? defineCustomObject(context.owner, 'traefik-service', 'TraefikService', metadata, () =>
        toTraefikService({
          backends: backends(route, port),
          ...(stickyCookie === undefined ? {} : { stickyCookie }),
        }),
      )
    : undefined;
  const ingressRoute = defineCustomObject(context.owner, 'ingress-route', 'IngressRoute', metadata, () =>
    toIngressRoute({
      ...(entryPoints === undefined ? {} : { entryPoints }),
      routes: [
        // Traefik tries the longer rule first, and that is the one with the match.
        ...(own === undefined
          ? []
          : [{ match: match.and(own), ...more, backends: [ServiceBackend.of(route.second, port)] }]),
        {
          match,
          ...more,
          ...(traefikService === undefined
            ? { backends: [ServiceBackend.of(route.first, port)] }
            : { traefikService: traefikService.name }),
        },
      ],
      ...(tls === undefined ? {} : { tls }),
    }),
  );
  return traefikService === undefined ? [ingressRoute] : [traefikService, ingressRoute];
}

function matchOf(split: TrafficSplit = {}): TraefikMatch | undefined {
  const { header, cookie } = split;
  if (header !== undefined) return TraefikMatch.header(header.name, header.value);
  return cookie === undefined ? undefined : TraefikMatch.cookie(cookie.name, cookie.value ?? defaultCookieValue);
}

const nginx = 'nginx.ingress.kubernetes.io/canary';

/** The second Ingress is there at every stage: without a condition it gets a share of 0. */
function defineIngresses(
  context: WorkloadContext,
  { _options }: NginxRouter,
  route: TrafficRoute,
): readonly Manifest[] {
  const { hosts, path, pathType, port, className, tls, labels } = _options;
  // Who asks for the certificate, and all other settings of the host, are those of the first Ingress.
  const canary = {
    hosts,
    ...(path === undefined ? {} : { path }),
    ...(pathType === undefined ? {} : { pathType }),
    ...(port === undefined ? {} : { port }),
    ...(className === undefined ? {} : { className }),
    ...(tls === undefined ? {} : { tls: IngressTls.secret(tls.secretName) }),
    ...(labels === undefined ? {} : { labels }),
    name: `${_options.name ?? context.name}-${route.suffix}`,
    annotations: { [nginx]: 'true', ...conditionOf(route.split) },
  };
  const ports = route.ports;
  const primary = defineIngress(context, _options, { name: route.first, ports });
  const second = { ...context, owner: route.secondOwner };
  const split = defineIngress(second, canary, { name: route.second, ports });
  split.addDependency(primary);
  return [primary, split];
}

function conditionOf({ weight, header, cookie }: TrafficSplit = {}): { readonly [annotation: string]: string } {
  if (header !== undefined) return { [`${nginx}-by-header`]: header.name, [`${nginx}-by-header-value`]: header.value };
  if (cookie !== undefined) return { [`${nginx}-by-cookie`]: cookie.name };
  return { [`${nginx}-weight`]: String(weight ?? 0) };
}
