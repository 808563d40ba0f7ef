import {
  absolutePath,
  annotations,
  dnsSubdomain,
  hostName,
  labels,
  listOf,
  oneOf,
  portReference,
  instance,
} from '../../core/fields';
import type { Problems } from '../../core/problems';
import { required, type Checked, type Shape } from '../../core/shape';

/** How a path of an Ingress is compared. */
export enum PathType {
  /** By its elements, from the first on. */
  PREFIX = 'Prefix',
  /** To the letter. */
  EXACT = 'Exact',
  /** As the controller sees fit. */
  IMPLEMENTATION_SPECIFIC = 'ImplementationSpecific',
}

/** Where the certificate of an Ingress comes from. */
export class IngressTls implements Checked {
  /** A Secret of type kubernetes.io/tls that exists. @param name its name. */
  static secret(name: string): IngressTls {
    return new IngressTls(name, {});
  }

  /**
   * A certificate that cert-manager gets from a ClusterIssuer and keeps in a Secret.
   *
   * @param clusterIssuer name of the ClusterIssuer.
   * @param secretName name of the Secret that cert-manager makes.
   * @see https://cert-manager.io/docs/usage/ingress/
   */
  static certManager(clusterIssuer: string, secretName: string): IngressTls {
    return new IngressTls(secretName, { 'cert-manager.io/cluster-issuer': clusterIssuer });
  }

  private constructor(
    /** The Secret that holds the certificate. */
    readonly secretName: string,
    /** Annotations that the Ingress gets for it. */
    readonly annotations: { readonly [key: string]: string },
  ) {}

  /** @internal */
  _check(at: Problems): void {
    dnsSubdomain.test(this.secretName, at.at('secretName'));
    Object.values(this.annotations).forEach((issuer) => dnsSubdomain.test(issuer, at.at('clusterIssuer')));
  }
}

/** How a workload is reached over HTTP from outside of the cluster. */
export interface IngressOptions {
  /** Host names, such as `shop.example.com` or `*.example.com`. */
  readonly hosts: readonly string[];
  /** Path that leads to the workload. @default '/' */
  readonly path?: string;
  /** How the path is compared. @default PathType.PREFIX */
  readonly pathType?: PathType;
  /** Number or name of the Service's port. @default - its first port */
  readonly port?: number | string;
  /** Class of the controller that serves it, such as `traefik`. @default - not said: the cluster's default class */
  readonly className?: string;
  /** Certificate for the hosts. @default - no TLS */
  readonly tls?: IngressTls;
  /** Name of the Ingress. @default - the workload's name */
  readonly name?: string;
  /** Labels of the Ingress alone. @default - none beside those of all objects */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the Ingress. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** @internal */
export const ingressOptions: Shape<IngressOptions> = {
  hosts: required(listOf(hostName, 1)),
  path: absolutePath,
  pathType: oneOf(Object.values(PathType)),
  port: portReference,
  className: dnsSubdomain,
  tls: instance(IngressTls, 'IngressTls.secret(name), IngressTls.certManager(issuer, secretName)'),
  name: dnsSubdomain,
  labels,
  annotations,
};
