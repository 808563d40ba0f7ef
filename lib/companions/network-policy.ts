import type { IConstruct } from 'constructs';
import type { k8s } from 'cdk8s-plus-27';
import { checkArguments } from '../core/arguments';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { Problems } from '../core/problems';
import { checkStruct } from '../core/shape';
import type { Wire } from '../core/wire';
import {
  egressAccess,
  ingressAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
  type NetworkPeer,
  type NetworkPort,
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
    private readonly context: WorkloadContext,
    access: NetworkAccess,
    private readonly ports: readonly ContainerPort[],
    override?: OverrideOf<'NetworkPolicy'>,
  ) {
    this.sources = [...(access.ingress ?? [])];
    this.destinations = access.egress === undefined ? undefined : [...access.egress];
    const problems = Problems.root();
    this.sources.forEach((source, i) => this.checkPorts(source, problems.at('networkPolicy').at('ingress').at(i)));
    problems.refuseIfAny(context.owner);
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
    checkArguments(this.context.owner, 'allowFrom', (at) => this.checkPorts(access, at.at('access')));
    this.sources.push(access);
  }

  /** Lets the workload connect to a peer, where its destinations are restricted at all. */
  allowTo(access: EgressAccess): void {
    this.destinations?.push(access);
  }

  /** A name that no port of the pods has lets nobody in. */
  private checkPorts({ ports = [] }: IngressAccess, at: Problems): void {
    const names = this.ports.flatMap(({ name }) => (name === undefined ? [] : [name]));
    ports.forEach(({ port }, i) => {
      if (typeof port !== 'string' || names.includes(port)) return;
      const known = names.length === 0 ? 'none of its ports has a name' : `known are ${names.join(', ')}`;
      at.at('ports')
        .at(i)
        .at('port')
        .add(`names no port of the workload, got ${JSON.stringify(port)}`, known);
    });
  }

  private toSpec(selector: { readonly [key: string]: string }): Wire<k8s.NetworkPolicySpec> {
    return {
      podSelector: { matchLabels: selector },
      policyTypes: this.destinations === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: this.toIngress(),
      egress:
        this.destinations === undefined ? undefined : toEgressRules(this.destinations, true, this.context.namespace),
    };
  }

  private toIngress(): readonly Wire<k8s.NetworkPolicyIngressRule>[] | undefined {
    const own = this.ports.map(({ containerPort, protocol }) => ({
      port: containerPort,
      protocol,
    }));
    return toIngressRules(this.sources, own, this.context.namespace);
  }
}

/** Lets a peer connect to a workload, where a policy restricts who may. @throws DrydockError when the access is not sound */
export function allowFrom(owner: IConstruct, policy: WorkloadNetworkPolicy | undefined, access: IngressAccess): void {
  checkArguments(owner, 'allowFrom', (at) => checkStruct(access, ingressAccess, at.at('access')));
  policy?.allowFrom(access);
}

/** Lets a workload connect to a peer, where a policy restricts where it may. @throws DrydockError when the access is not sound */
export function allowTo(owner: IConstruct, policy: WorkloadNetworkPolicy | undefined, access: EgressAccess): void {
  checkArguments(owner, 'allowTo', (at) => checkStruct(access, egressAccess, at.at('access')));
  policy?.allowTo(access);
}

/**
 * A rule for each set of ports, with all that may connect to it; undefined where nobody may. The API server drops an empty
 * list, so that with one every apply, and every `kubectl diff`, would find a change; `policyTypes` says enough.
 *
 * @param own the ports of an access that names none.
 * @param namespace that of the policy.
 */
export function toIngressRules(
  sources: readonly IngressAccess[],
  own: readonly NetworkPort[],
  namespace: string | undefined,
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
    const from = distinct(rule.from.map((peer) => peer._toWire(namespace)));
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
  namespace: string | undefined,
): readonly Wire<k8s.NetworkPolicyEgressRule>[] | undefined {
  const rules = [...(dns ? [dnsRule] : []), ...destinations.map((rule) => toEgress(rule, namespace))];
  return rules.length === 0 ? undefined : rules;
}

/** Where pods may connect to. */
function toEgress(rule: EgressAccess, namespace: string | undefined): Wire<k8s.NetworkPolicyEgressRule> {
  const to = rule.to._toWire(namespace);
  return { to: to === undefined ? undefined : [to], ports: rule.ports };
}
