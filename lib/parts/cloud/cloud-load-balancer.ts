import { oneOf, text, listOf, portReference } from '../../core/fields';
import { required, type Shape } from '../../core/shape';

/** Who can reach a load balancer. */
export enum LoadBalancerScope {
  /** Those on the cluster's own network, and on networks that are joined to it. */
  INTERNAL = 'internal',
  /** The internet. */
  PUBLIC = 'public',
}

/** TLS that ends at the load balancer: what it passes on to the pods is plain. */
export interface LoadBalancerTls {
  /** Name of the certificate among those that the cloud target knows (its `certificates`). */
  readonly certificate: string;
  /** Numbers or names of the Service's ports that speak TLS. @default - not said: all */
  readonly ports?: readonly (number | string)[];
}

/** What a load balancer asks of the cloud target. @internal */
export interface LoadBalancerRequest {
  /** Who can reach it. */
  readonly scope?: LoadBalancerScope;
  /** Name of its static address. */
  readonly address?: string;
  /** Where TLS ends. */
  readonly tls?: LoadBalancerTls;
}

/** What a cloud target says of a load balancer, in the words of its provider. @internal */
export interface LoadBalancerWords {
  /** Annotations of the Service. */
  readonly annotations: { readonly [key: string]: string };
  /** The implementation that reads them, where they are another's without it. */
  readonly loadBalancerClass?: string;
}

/** @internal */
export const loadBalancerScope = oneOf(Object.values(LoadBalancerScope));

/** @internal */
export const loadBalancerTls: Shape<LoadBalancerTls> = {
  certificate: required(text),
  ports: listOf(portReference, 1),
};
