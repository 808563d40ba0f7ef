import {
  absolutePath,
  annotations,
  dnsSubdomain,
  instance,
  labels,
  listOf,
  portReference,
  struct,
  text,
  hostName,
} from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import { cookieName } from '../routing/cookie-name';
import { gatewayReference, type GatewayReference } from '../routing/gateway-reference';
import { ingressOptions, type IngressOptions } from '../routing/ingress-options';
import { TraefikMatch } from '../routing/traefik-match';
import { TraefikTls } from '../routing/traefik-tls';

/** What a route that a strategy defines can say of itself. */
export interface RouterOptions {
  /** Name of the route. @default - the workload's name */
  readonly name?: string;
  /** Number or name of the Service's port. @default - its first port */
  readonly port?: number | string;
  /** Labels of the route alone. @default - none beside those of all objects */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the route. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** How requests come in by the Gateway API. */
export interface GatewayRouterOptions extends RouterOptions {
  /** The Gateways that the route attaches to. */
  readonly gateways: readonly GatewayReference[];
  /** Host names, such as `shop.example.com`. @default - those of the Gateway's listeners */
  readonly hostnames?: readonly string[];
  /** Path that leads to the workload, with all below it. @default '/' */
  readonly path?: string;
}

/** How requests come in by Traefik. */
export interface TraefikRouterOptions extends RouterOptions {
  /** Which requests are for the workload, such as `TraefikMatch.host('shop.example.com')`. */
  readonly match: TraefikMatch;
  /** Entry points of Traefik that they come in by, such as `websecure`. @default - Traefik's: all that are default */
  readonly entryPoints?: readonly string[];
  /** Names of the Middlewares that they pass, in this order. @default - none */
  readonly middlewares?: readonly string[];
  /** TLS, which Traefik terminates. @default - none */
  readonly tls?: TraefikTls;
  /** Name of a cookie that keeps a client with the version that answered it first; with weights only. @default - none */
  readonly stickyCookie?: string;
}

const routerOptions: Shape<RouterOptions> = { name: dnsSubdomain, port: portReference, labels, annotations };

const gatewayRouterOptions: Shape<GatewayRouterOptions> = {
  ...routerOptions,
  gateways: required(
    listOf(
      struct(() => gatewayReference),
      1,
    ),
  ),
  hostnames: listOf(hostName, 1),
  path: absolutePath,
};

const traefikRouterOptions: Shape<TraefikRouterOptions> = {
  ...routerOptions,
  match: required(instance(TraefikMatch, 'TraefikMatch.host(name), TraefikMatch.pathPrefix(path), …')),
  entryPoints: listOf(text, 1),
  middlewares: listOf(dnsSubdomain),
  tls: instance(TraefikTls, 'TraefikTls.secret(name), TraefikTls.certResolver(name), TraefikTls.default()'),
  stickyCookie: cookieName,
};

/** An HTTPRoute of the Gateway API; it knows weights and headers, and no cookies. */
export class GatewayRouter implements Checked {
  /** @internal */
  static _of(options: GatewayRouterOptions): GatewayRouter {
    return new GatewayRouter(options);
  }

  private constructor(private readonly options: GatewayRouterOptions) {}

  /** @internal */
  get _options(): GatewayRouterOptions {
    return this.options;
  }

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, gatewayRouterOptions, at);
  }
}

/** An IngressRoute of Traefik, and with weights the TraefikService that it leads to. */
export class TraefikRouter implements Checked {
  /** @internal */
  static _of(options: TraefikRouterOptions): TraefikRouter {
    return new TraefikRouter(options);
  }

  private constructor(private readonly options: TraefikRouterOptions) {}

  /** @internal */
  get _options(): TraefikRouterOptions {
    return this.options;
  }

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, traefikRouterOptions, at);
  }
}

/** Two Ingresses with the canary annotations of ingress-nginx, which is retired. */
export class NginxRouter implements Checked {
  /** @internal */
  static _of(options: IngressOptions): NginxRouter {
    return new NginxRouter(options);
  }

  private constructor(private readonly options: IngressOptions) {}

  /** @internal */
  get _options(): IngressOptions {
    return this.options;
  }

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, ingressOptions, at);
  }
}

/** What shares requests out between two versions of a workload: the way in to it. */
export class TrafficRouter {
  /** The Gateway API: an HTTPRoute. @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/ */
  static gateway(options: GatewayRouterOptions): GatewayRouter {
    return GatewayRouter._of(options);
  }

  /** Traefik: an IngressRoute, and with weights a TraefikService. @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/traefikservice/ */
  static traefik(options: TraefikRouterOptions): TraefikRouter {
    return TraefikRouter._of(options);
  }

  /**
   * ingress-nginx: an Ingress for each version, that of the new one with its canary annotations.
   *
   * Its maintainers have retired it; it is here for clusters that still have it.
   *
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
   */
  static nginx(options: IngressOptions): NginxRouter {
    return NginxRouter._of(options);
  }

  private constructor() {}
}
