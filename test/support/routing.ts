import type { ModelCluster } from './cluster';
import { at, type Synthesized } from './synthesize';

/** A request as a router sees it. */
export interface ModelRequest {
  readonly headers: Readonly<Record<string, string>>;
}

/** A Service that a request may come to, with its share. */
export interface Destination {
  readonly service: string;
  readonly weight: number;
}

type Backend = { readonly name: string; readonly weight?: number; readonly kind?: string };

/**
 * Where a request goes: by the routes where there are some, else to the Service of a name.
 *
 * A destination of weight 0 counts: a router may refuse a route of which one Service has no pods, whatever its weight.
 */
export function destinations(cluster: ModelCluster, request: ModelRequest, service: string): readonly Destination[] {
  const [httpRoute] = cluster.ofKind('HTTPRoute');
  if (httpRoute !== undefined) return byGateway(httpRoute, request);
  const [ingressRoute] = cluster.ofKind('IngressRoute');
  if (ingressRoute !== undefined) return byTraefik(cluster, ingressRoute, request);
  const ingresses = cluster.ofKind('Ingress');
  if (ingresses.length > 0) return byNginx(ingresses, request);
  return [{ service, weight: 1 }];
}

function byGateway(route: Synthesized, { headers }: ModelRequest): readonly Destination[] {
  type Rule = {
    readonly matches?: readonly { readonly headers?: readonly { readonly name: string; readonly value: string }[] }[];
    readonly backendRefs: readonly Backend[];
  };
  const rules = at(route, 'spec.rules') as readonly Rule[];
  // The rule with the most headers comes first, by the order of precedence of the Gateway API.
  const conditions = (rule: Rule): number => Math.max(0, ...(rule.matches ?? []).map((m) => m.headers?.length ?? 0));
  const rule = [...rules]
    .sort((one, other) => conditions(other) - conditions(one))
    .find(({ matches = [{}] }) =>
      matches.some((match) => (match.headers ?? []).every(({ name, value }) => headers[name] === value)),
    );
  return (rule?.backendRefs ?? []).map(({ name, weight = 1 }) => ({ service: name, weight }));
}

function byTraefik(cluster: ModelCluster, route: Synthesized, request: ModelRequest): readonly Destination[] {
  type Route = { readonly match: string; readonly services: readonly Backend[] };
  const found = [...(at(route, 'spec.routes') as readonly Route[])]
    .sort((one, other) => other.match.length - one.match.length)
    .find(({ match }) => matches(match, request));
  return (found?.services ?? []).flatMap(({ name, kind, weight = 1 }) => {
    if (kind !== 'TraefikService') return [{ service: name, weight }];
    const [shares] = cluster.ofKind('TraefikService').filter(({ metadata }) => metadata.name === name);
    const services = at(shares, 'spec.weighted.services') as readonly Backend[];
    return services.map((each) => ({ service: each.name, weight: each.weight ?? 1 }));
  });
}

/** Whether a request fits a rule of Traefik: hosts always do, headers and cookies are compared. */
function matches(rule: string, { headers }: ModelRequest): boolean {
  return rule.split(' && ').every((part) => {
    const [, name, first = '', second = ''] = /^\(?(\w+)\(`([^`]*)`(?:, `([^`]*)`)?\)\)?$/.exec(part) ?? [];
    if (name === 'Host' || name === 'PathPrefix') return true;
    if (name === 'Header') return headers[first] === second;
    if (name === 'HeaderRegexp') return new RegExp(second).test(headers[first] ?? '');
    throw new Error(`the model does not know the rule ${part}`);
  });
}

function byNginx(ingresses: readonly Synthesized[], { headers }: ModelRequest): readonly Destination[] {
  const prefix = 'nginx.ingress.kubernetes.io/canary';
  const serviceOf = (object: Synthesized): string =>
    at(object, 'spec.rules.0.http.paths.0.backend.service.name') as string;
  const canary = ingresses.find(({ metadata }) => metadata.annotations?.[prefix] === 'true');
  const [primary] = ingresses.filter((object) => object !== canary);
  if (primary === undefined) return [];
  const main = { service: serviceOf(primary), weight: 1 };
  if (canary === undefined) return [main];
  const said = canary.metadata.annotations ?? {};
  const header = said[`${prefix}-by-header`];
  if (header !== undefined && headers[header] === said[`${prefix}-by-header-value`]) {
    return [{ service: serviceOf(canary), weight: 1 }];
  }
  const cookie = said[`${prefix}-by-cookie`];
  if (cookie !== undefined && (headers.Cookie ?? '').split('; ').includes(`${cookie}=always`)) {
    return [{ service: serviceOf(canary), weight: 1 }];
  }
  const weight = Number(said[`${prefix}-weight`] ?? 0);
  if (weight === 0) return [main];
  return [
    { service: main.service, weight: 100 - weight },
    { service: serviceOf(canary), weight },
  ];
}
