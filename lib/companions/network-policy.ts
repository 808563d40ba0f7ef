import type { k8s } from 'cdk8s-plus-27';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Wire } from '../core/wire';
import type { EgressRule, NetworkAccess, NetworkPeer } from '../parts/network-peer';
import { Protocol, type ContainerPort } from '../parts/port';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Port of the DNS servers, which every restricted workload may ask. */
const dnsPort = 53;

/** The NetworkPolicy of a workload: what the caller allows, and what bindings add to it. */
export class WorkloadNetworkPolicy {
  /** The object. */
  readonly object: Manifest;

  private readonly peers: NetworkPeer[];
  private readonly destinations: EgressRule[] | undefined;

  constructor(
    context: WorkloadContext,
    access: NetworkAccess,
    private readonly ports: readonly ContainerPort[],
    override?: OverrideOf<'NetworkPolicy'>,
  ) {
    this.peers = [...(access.ingress ?? [])];
    this.destinations = access.egress === undefined ? undefined : [...access.egress];
    this.object = defineObject(
      context.owner,
      'network-policy',
      'NetworkPolicy',
      metadataOf(context),
      () => ({ spec: this.toSpec(context.identity.selector) }),
      override,
    );
  }

  /** Lets a peer connect to the workload's ports. */
  allowFrom(peer: NetworkPeer): void {
    this.peers.push(peer);
  }

  /** Lets the workload connect to a peer, where its destinations are restricted at all. */
  allowTo(rule: EgressRule): void {
    this.destinations?.push(rule);
  }

  private toSpec(selector: { readonly [key: string]: string }): Wire<k8s.NetworkPolicySpec> {
    return {
      podSelector: { matchLabels: selector },
      policyTypes: this.destinations === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: this.toIngress(),
      ...(this.destinations === undefined ? {} : { egress: [dnsRule, ...this.destinations.map(toEgress)] }),
    };
  }

  private toIngress(): readonly Wire<k8s.NetworkPolicyIngressRule>[] {
    if (this.peers.length === 0) return [];
    const ports = this.ports.map(({ containerPort, protocol }) => ({
      port: containerPort,
      ...(protocol === undefined ? {} : { protocol }),
    }));
    const from = distinct(this.peers.map((peer) => peer._toWire()));
    return [{ ...(from === undefined ? {} : { from }), ...(ports.length === 0 ? {} : { ports }) }];
  }
}

/** The peers without repetition, or nothing where one of them is anyone. */
function distinct(
  peers: readonly (Wire<k8s.NetworkPolicyPeer> | undefined)[],
): readonly Wire<k8s.NetworkPolicyPeer>[] | undefined {
  const known = new Map<string, Wire<k8s.NetworkPolicyPeer>>();
  for (const peer of peers) {
    if (peer === undefined) return undefined;
    known.set(JSON.stringify(peer), peer);
  }
  return [...known.values()];
}

const dnsRule: Wire<k8s.NetworkPolicyEgressRule> = {
  ports: [
    { port: dnsPort, protocol: Protocol.UDP },
    { port: dnsPort, protocol: Protocol.TCP },
  ],
};

function toEgress(rule: EgressRule): Wire<k8s.NetworkPolicyEgressRule> {
  const to = rule.to._toWire();
  return { ...(to === undefined ? {} : { to: [to] }), ...(rule.ports === undefined ? {} : { ports: rule.ports }) };
}
