import type { k8s } from 'cdk8s-plus-27';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Wire } from '../core/wire';
import type {
  EgressAccess,
  IngressAccess,
  NetworkAccess,
  NetworkPeer,
  NetworkPort,
} from '../parts/routing/network-peer';
import { Protocol, type ContainerPort } from '../parts/routing/port';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Port of the DNS servers, which every restricted workload may ask. */
const dnsPort = 53;

/** The NetworkPolicy of a workload: what the caller allows, and what bindings add to it. */
export class WorkloadNetworkPolicy {
  /** The object. */
  readonly object: Manifest;

  private readonly sources: IngressAccess[];
  private readonly destinations: EgressAccess[] | undefined;

  constructor(
    context: WorkloadContext,
    access: NetworkAccess,
    private readonly ports: readonly ContainerPort[],
    override?: OverrideOf<'NetworkPolicy'>,
  ) {
    this.sources = [...(access.ingress ?? [])];
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

  /** Lets a peer connect to the workload. */
  allowFrom(access: IngressAccess): void {
    this.sources.push(access);
  }

  /** Lets the workload connect to a peer, where its destinations are restricted at all. */
  allowTo(access: EgressAccess): void {
    this.destinations?.push(access);
  }

  private toSpec(selector: { readonly [key: string]: string }): Wire<k8s.NetworkPolicySpec> {
    return {
      podSelector: { matchLabels: selector },
      policyTypes: this.destinations === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: this.toIngress(),
      egress: this.destinations === undefined ? undefined : toEgressRules(this.destinations, true),
    };
  }

  private toIngress(): readonly Wire<k8s.NetworkPolicyIngressRule>[] | undefined {
    const own = this.ports.map(({ containerPort, protocol }) => ({
      port: containerPort,
      protocol,
    }));
    return toIngressRules(this.sources, own);
  }
}

/**
 * A rule for each set of ports, with all that may connect to it; undefined where nobody may. The API server drops an empty
 * list, so that with one every apply, and every `kubectl diff`, would find a change; `policyTypes` says enough.
 *
 * @param own the ports of an access that names none.
 */
export function toIngressRules(
  sources: readonly IngressAccess[],
  own: readonly NetworkPort[],
): readonly Wire<k8s.NetworkPolicyIngressRule>[] | undefined {
  if (sources.length === 0) return undefined;
  const rules = new Map<string, { readonly ports: readonly NetworkPort[]; readonly from: NetworkPeer[] }>();
  for (const { from, ports = own } of sources) {
    const key = JSON.stringify(ports);
    const rule = rules.get(key) ?? { ports, from: [] as NetworkPeer[] };
    rule.from.push(from);
    rules.set(key, rule);
  }
  return [...rules.values()].map((rule) => {
    const from = distinct(rule.from.map((peer) => peer._toWire()));
    return { from, ...(rule.ports.length === 0 ? {} : { ports: rule.ports }) };
  });
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

/** Lets pods ask the DNS servers, wherever these are. */
export const dnsRule: Wire<k8s.NetworkPolicyEgressRule> = {
  ports: [
    { port: dnsPort, protocol: Protocol.UDP },
    { port: dnsPort, protocol: Protocol.TCP },
  ],
};

/** A rule for each destination; undefined where there is none, as with `toIngressRules`. */
export function toEgressRules(
  destinations: readonly EgressAccess[],
  dns: boolean,
): readonly Wire<k8s.NetworkPolicyEgressRule>[] | undefined {
  const rules = [...(dns ? [dnsRule] : []), ...destinations.map(toEgress)];
  return rules.length === 0 ? undefined : rules;
}

/** Where pods may connect to. */
function toEgress(rule: EgressAccess): Wire<k8s.NetworkPolicyEgressRule> {
  const to = rule.to._toWire();
  return { to: to === undefined ? undefined : [to], ports: rule.ports };
}
