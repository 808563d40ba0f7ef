import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { toEgressRules, toIngressRules } from '../companions/network-policy';
import { flag, instance } from '../core/fields';
import { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, type Shape } from '../core/shape';
import { networkAccess, type EgressAccess, type IngressAccess } from '../parts/routing/network-peer';
import { override, type NetworkPolicyOverride } from '../workloads/overrides';

/** What a NetworkPolicy can say. */
export interface NetworkPolicyProps extends ObjectProps {
  /** The pods that it is about: those with the labels that select of this identity. @default - all of the namespace */
  readonly selects?: Identity;
  /** Who may connect to them, to every port where an entry names none; with an empty list nobody. @default - not restricted by this policy */
  readonly ingress?: readonly IngressAccess[];
  /** Where they may connect to; with an empty list nowhere. @default - not restricted by this policy */
  readonly egress?: readonly EgressAccess[];
  /** Whether they may ask the DNS servers, where `egress` restricts them. @default true */
  readonly dns?: boolean;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: NetworkPolicyOverride;
}

const networkPolicyProps: Shape<NetworkPolicyProps> = {
  ...objectProps,
  selects: instance(Identity, 'Identity.of({ name }), Identity.labels({ … })'),
  ingress: networkAccess.ingress,
  egress: networkAccess.egress,
  dns: flag,
  override,
};

/**
 * Which connections pods of a namespace may have: a NetworkPolicy that stands alone. That of one workload is its
 * `networkPolicy`. Policies add up: what one of them allows is allowed.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The NetworkPolicy. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id);
    checkProps(this, props, networkPolicyProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { selects, ingress, egress, dns = true } = props;
    this.object = defineObject(
      this,
      'network-policy',
      'NetworkPolicy',
      metadataOfObject(props),
      () => ({
        spec: {
          podSelector: selects === undefined ? {} : { matchLabels: selects.selector },
          policyTypes: [...(ingress === undefined ? [] : ['Ingress']), ...(egress === undefined ? [] : ['Egress'])],
          ingress: ingress === undefined ? undefined : toIngressRules(ingress, [], this.namespace),
          egress: egress === undefined ? undefined : toEgressRules(egress, dns, this.namespace),
        },
      }),
      props.override,
    );
  }
}

function checkTogether(props: NetworkPolicyProps, at: Problems): void {
  if (props.ingress === undefined && props.egress === undefined) {
    at.add("restricts nothing: give 'ingress' or 'egress'", '[] allows nothing');
  }
  if (props.dns !== undefined && props.egress === undefined) {
    at.at('dns').add("is about what 'egress' restricts, and it restricts nothing", 'leave it out');
  }
}
