import type { CustomBody } from '../core/custom-kinds';
import type { IngressRouteRule } from '../parts/routing/ingress-route-rule';
import type { TraefikTls } from '../parts/routing/traefik-tls';

/** What an IngressRoute says: how requests come in, and where they go to. */
export function toIngressRoute({
  entryPoints,
  routes,
  tls,
}: {
  readonly entryPoints?: readonly string[];
  readonly routes: readonly IngressRouteRule[];
  readonly tls?: TraefikTls;
}): CustomBody<'IngressRoute'> {
  return {
    spec: {
      ...(entryPoints === undefined ? {} : { entryPoints }),
      routes: routes.map((route) => ({
        kind: 'Rule' as const,
        match: route.match._toRule(),
        ...(route.priority === undefined ? {} : { priority: route.priority }),
        ...(route.middlewares === undefined ? {} : { middlewares: route.middlewares.map((name) => ({ name })) }),
        services: servicesOf(route),
      })),
      ...(tls === undefined ? {} : { tls: tls._toWire() }),
    },
  };
}

function servicesOf({ backends = [], traefikService }: IngressRouteRule): readonly {
  readonly name: string;
  readonly kind?: 'TraefikService';
  readonly port?: number | string;
  readonly weight?: number;
}[] {
  if (traefikService !== undefined) return [{ name: traefikService, kind: 'TraefikService' }];
  return backends.map(({ service, port, weight }) => ({
    name: service,
    port,
    ...(weight === undefined ? {} : { weight }),
  }));
}
