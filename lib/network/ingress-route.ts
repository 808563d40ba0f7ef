import { Construct } from 'constructs';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsSubdomain, instance, integer, listOf, struct, text } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { ServiceBackend } from '../parts/service-backend';
import { TraefikMatch } from '../parts/traefik-match';
import { TraefikTls } from '../parts/traefik-tls';
import { override } from '../workloads/overrides';

/** A part of an IngressRoute, merged into it at the end; `null` removes a field. */
export type IngressRouteOverride = CustomOverrideOf<'IngressRoute'>;

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

/** What an IngressRoute can say. */
export interface IngressRouteProps extends ObjectProps {
  /** Where requests go to. */
  readonly routes: readonly IngressRouteRule[];
  /** Entry points of Traefik that they come in by, such as `websecure`. @default - Traefik's: all that are default */
  readonly entryPoints?: readonly string[];
  /** TLS, which Traefik terminates. @default - none */
  readonly tls?: TraefikTls;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: IngressRouteOverride;
}

const ingressRouteRule: Shape<IngressRouteRule> = {
  match: required(instance(TraefikMatch, 'TraefikMatch.host(name), TraefikMatch.pathPrefix(path), …')),
  backends: listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port)'), 1),
  traefikService: dnsSubdomain,
  middlewares: listOf(dnsSubdomain),
  priority: integer(1),
};

const ingressRouteProps: Shape<IngressRouteProps> = {
  ...objectProps,
  routes: required(
    listOf(
      struct(() => ingressRouteRule),
      1,
    ),
  ),
  entryPoints: listOf(text, 1),
  tls: instance(TraefikTls, 'TraefikTls.secret(name), TraefikTls.certResolver(name), TraefikTls.default()'),
  override,
};

/**
 * HTTP from outside to Services, by Traefik's own rules: an IngressRoute.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export class IngressRoute extends Construct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The IngressRoute. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: IngressRouteProps) {
    super(scope, id);
    checkProps(this, props, ingressRouteProps, (at) =>
      props.routes.forEach((route, i) => checkRoute(route, at.at('routes').at(i))),
    );
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { entryPoints, routes, tls } = props;
    this.object = defineCustomObject(
      this,
      'ingress-route',
      'IngressRoute',
      metadataOfObject(props),
      () => ({
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
      }),
      props.override,
    );
  }
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

function checkRoute(route: IngressRouteRule, at: Problems): void {
  const { backends = [], traefikService } = route;
  if ((backends.length === 0) === (traefikService === undefined)) {
    at.add("must lead to 'backends' or to a 'traefikService', one of the two", 'give one of them');
  }
  const weighed = backends.filter((backend) => backend.weight !== undefined).length;
  if (weighed > 0 && weighed < backends.length) {
    at.at('backends').add('must all have a weight, or none', `${backends.length - weighed} of them have none`);
  }
}
