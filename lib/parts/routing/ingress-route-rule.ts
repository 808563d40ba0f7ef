import { dnsSubdomain, instance, integer, listOf } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { required, type Shape } from '../../core/shape';
import { ServiceBackend } from './service-backend';
import { TraefikMatch } from './traefik-match';

/** Where some requests go to. */
export interface IngressRouteRule {
  /** Which requests. */
  readonly match: TraefikMatch;
  /** The Services that answer them, all or none with a weight. @default - none: a TraefikService does */
  readonly backends?: readonly ServiceBackend[];
  /** Name of the TraefikService that answers them. @default - none: Services do */
  readonly traefikService?: string;
  /** Names of the Middlewares that they pass, in this order. @default - none */
  readonly middlewares?: readonly string[];
  /** Which route comes first where several fit: the highest. @default - Traefik's: the longest rule */
  readonly priority?: number;
}

/** @internal */
export const ingressRouteRule: Shape<IngressRouteRule> = {
  match: required(instance(TraefikMatch, 'TraefikMatch.host(name), TraefikMatch.pathPrefix(path), …')),
  backends: listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port)'), 1),
  traefikService: dnsSubdomain,
  middlewares: listOf(dnsSubdomain),
  priority: integer(1),
};

/** Compares what the parts of a rule say together. @internal */
export function checkIngressRouteRule(route: IngressRouteRule, at: Problems): void {
  const { backends = [], traefikService } = route;
  if ((backends.length === 0) === (traefikService === undefined)) {
    at.add("must lead to 'backends' or to a 'traefikService', one of the two", 'give one of them');
  }
  const weighed = backends.filter((backend) => backend.weight !== undefined).length;
  if (weighed > 0 && weighed < backends.length) {
    at.at('backends').add('must all have a weight, or none', `${backends.length - weighed} of them have none`);
  }
}
