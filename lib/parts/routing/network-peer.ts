import type { k8s } from 'cdk8s-plus-27';
import { dnsLabel, integer, labels, listOf, portReference, struct, instance } from '../../core/fields';
import { Identity } from '../../core/identity';
import type { Problems } from '../../core/problems';
import { required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { cidr } from './exposure';
import { protocol, type Protocol } from './port';

/** Label that the API server sets on every namespace. */
const namespaceName = 'kubernetes.io/metadata.name';

/** Whoever is known by an identity: every workload. */
export interface IIdentified {
  /** What its pods are known by. */
  readonly identity: Identity;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
}

/** Who is at the other end of a connection. */
export class NetworkPeer implements Checked {
  /** Anybody, also from outside of the cluster. */
  static anyone(): NetworkPeer {
    return new NetworkPeer(undefined, () => undefined);
  }

  /** All pods of the same namespace. */
  static sameNamespace(): NetworkPeer {
    return new NetworkPeer({ podSelector: {} }, () => undefined);
  }

  /**
   * The pods of a workload.
   *
   * @param workload the workload, or its identity.
   * @param namespace its namespace. @default - that of the workload; of an identity, that of the policy
   */
  static workload(workload: Identity | IIdentified, namespace?: string): NetworkPeer {
    const identity = workload instanceof Identity ? workload : workload?.identity;
    const home = workload instanceof Identity || namespace !== undefined ? undefined : workload?.namespace;
    return new NetworkPeer(
      { ...(namespace === undefined ? {} : inNamespace(namespace)), podSelector: { matchLabels: identity?.selector } },
      (at) => {
        const known = instance(Identity, 'Identity.of({ name }), or a workload such as a WebService');
        if (identity === undefined) known.test(workload, at.at('workload'));
        else known.test(identity, at.at(workload instanceof Identity ? 'workload' : 'workload.identity'));
        if (namespace !== undefined) dnsLabel.test(namespace, at.at('namespace'));
      },
      home,
    );
  }

  /** All pods of a namespace. @param name its name. */
  static namespace(name: string): NetworkPeer {
    return new NetworkPeer(inNamespace(name), (at) => dnsLabel.test(name, at.at('name')));
  }

  /** All pods of the namespaces with some labels. @param selector the labels. */
  static namespacesWith(selector: { readonly [key: string]: string }): NetworkPeer {
    return new NetworkPeer({ namespaceSelector: { matchLabels: selector } }, (at) => labels.test(selector, at));
  }

  /** A range of addresses. @param range such as `10.0.0.0/8`. @param except ranges inside of it that are left out. */
  static addresses(range: string, ...except: string[]): NetworkPeer {
    return new NetworkPeer({ ipBlock: { cidr: range, ...(except.length === 0 ? {} : { except }) } }, (at) => {
      cidr.test(range, at.at('range'));
      listOf(cidr).test(except, at.at('except'));
    });
  }

  private constructor(
    private readonly peer: Wire<k8s.NetworkPolicyPeer> | undefined,
    private readonly check: (at: Problems) => void,
    /** Its namespace, where that may be another than that of the policy. */
    private readonly home?: string,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** The peer, or nothing where it is anyone. @param own namespace of the policy. @internal */
  _toWire(own: string | undefined): Wire<k8s.NetworkPolicyPeer> | undefined {
    return this.home === undefined || this.home === own ? this.peer : { ...inNamespace(this.home), ...this.peer };
  }
}

function inNamespace(name: string): { readonly namespaceSelector: Wire<k8s.LabelSelector> } {
  return { namespaceSelector: { matchLabels: { [namespaceName]: name } } };
}

/** A port at the other end of a connection. */
export interface NetworkPort {
  /** Number or name of the pods' port. */
  readonly port: number | string;
  /** Last port of a range that begins with `port`. @default - one port */
  readonly endPort?: number;
  /** Protocol. @default - not said: TCP */
  readonly protocol?: Protocol;
}

/** Who may connect to a workload. */
export interface IngressAccess {
  /** The other end. */
  readonly from: NetworkPeer;
  /** Ports of the workload. @default - those of its containers */
  readonly ports?: readonly NetworkPort[];
}

/** Where a workload may connect to. */
export interface EgressAccess {
  /** The other end. */
  readonly to: NetworkPeer;
  /** Its ports. @default - every port */
  readonly ports?: readonly NetworkPort[];
}

/** Who may connect to a workload, and where it may connect to. */
export interface NetworkAccess {
  /** Who may connect to it. @default - nobody but those that are bound to the workload */
  readonly ingress?: readonly IngressAccess[];
  /** Where the workload may connect to, beside DNS and what it is bound to. @default - everywhere */
  readonly egress?: readonly EgressAccess[];
}

const peer = instance(NetworkPeer, 'NetworkPeer.namespace(…), NetworkPeer.workload(…), …');

const networkPort: Shape<NetworkPort> = { port: required(portReference), endPort: integer(1, 65535), protocol };

/** @internal */
export const ingressAccess: Shape<IngressAccess> = {
  from: required(peer),
  ports: listOf(
    struct(() => networkPort),
    1,
  ),
};

/** @internal */
export const egressAccess: Shape<EgressAccess> = {
  to: required(peer),
  ports: listOf(
    struct(() => networkPort),
    1,
  ),
};

/** @internal */
export const networkAccess: Shape<NetworkAccess> = {
  ingress: listOf(struct(() => ingressAccess)),
  egress: listOf(struct(() => egressAccess)),
};
