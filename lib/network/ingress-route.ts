import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { toIngressRoute } from '../companions/ingress-route';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { instance, listOf, struct, text } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { checkIngressRouteRule, ingressRouteRule, type IngressRouteRule } from '../parts/routing/ingress-route-rule';
import { TraefikTls } from '../parts/routing/traefik-tls';
import { override } from '../workloads/overrides';

/** A part of an IngressRoute, merged into it at the end; `null` removes a field. */
export type IngressRouteOverride = CustomOverrideOf<'IngressRoute'>;

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
export class IngressRoute extends ChartConstruct {
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
      props.routes.forEach((route, i) => checkIngressRouteRule(route, at.at('routes').at(i))),
    );
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'ingress-route',
      'IngressRoute',
      metadataOfObject(props),
      () => toIngressRoute(props),
      props.override,
    );
  }
}
