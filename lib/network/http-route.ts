import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { toHttpRoute } from '../companions/http-route';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { listOf, struct, hostName } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { gatewayReference, type GatewayReference } from '../parts/routing/gateway-reference';
import { checkHttpRouteRule, httpRouteRule, type HttpRouteRule } from '../parts/routing/http-route-rule';
import { override } from '../workloads/overrides';

/** A part of an HTTPRoute, merged into it at the end; `null` removes a field. */
export type HttpRouteOverride = CustomOverrideOf<'HTTPRoute'>;

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
export class HttpRoute extends ChartConstruct {
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
      props.rules.forEach((rule, i) => checkHttpRouteRule(rule, at.at('rules').at(i))),
    );
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'http-route',
      'HTTPRoute',
      metadataOfObject(props),
      () => toHttpRoute(props),
      props.override,
    );
  }
}
