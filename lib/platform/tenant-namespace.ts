import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dnsRule } from '../companions/network-policy';
import { dnsLabel, flag, struct } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, metadataOfObject, type ClusterObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { checkLimits, namespaceLimits, toLimitItems, type NamespaceLimits } from '../parts/scheduling/limit-range';
import { namespaceQuota, toHardQuota, type NamespaceQuota } from '../parts/scheduling/namespace-quota';
import { podSecurity, podSecurityLabels, PodSecurityLevel, type PodSecurity } from '../parts/access/pod-security';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import { checkOverrides, override, type NetworkPolicyOverride } from '../workloads/overrides';

/** A part of a Namespace, merged into it at the end; `null` removes a field. */
export type NamespaceOverride = OverrideOf<'Namespace'>;
/** A part of a ResourceQuota, merged into it at the end; `null` removes a field. */
export type ResourceQuotaOverride = OverrideOf<'ResourceQuota'>;
/** A part of a LimitRange, merged into it at the end; `null` removes a field. */
export type LimitRangeOverride = OverrideOf<'LimitRange'>;

/** What is merged into the objects of a TenantNamespace at the very end. */
export interface TenantNamespaceOverride {
  /** Into the Namespace. @default - nothing */
  readonly namespace?: NamespaceOverride;
  /** Into the ResourceQuota. @default - nothing */
  readonly resourceQuota?: ResourceQuotaOverride;
  /** Into the LimitRange. @default - nothing */
  readonly limitRange?: LimitRangeOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
}

const tenantNamespaceOverride: Shape<TenantNamespaceOverride> = {
  namespace: override,
  resourceQuota: override,
  limitRange: override,
  networkPolicy: override,
};

/** What a TenantNamespace can say. */
export interface TenantNamespaceProps extends ClusterObjectProps {
  /** Which pods it admits. @default - enforces the level of the security profile that holds here; not said in the plain profile */
  readonly podSecurity?: PodSecurity;
  /** How much all that is in it may use together. @default - no bound */
  readonly quota?: NamespaceQuota;
  /** Bounds of single containers, pods and claims, and the defaults of containers. @default - none */
  readonly limits?: NamespaceLimits;
  /** Whether nothing may connect to its pods, and they to nothing but DNS, unless another NetworkPolicy allows it. @default false */
  readonly denyTraffic?: boolean;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: TenantNamespaceOverride;
}

const tenantNamespaceProps: Shape<TenantNamespaceProps> = {
  ...clusterObjectProps,
  name: required(dnsLabel),
  podSecurity: struct(() => podSecurity),
  quota: struct(() => namespaceQuota),
  limits: struct(() => namespaceLimits),
  denyTraffic: flag,
  override: struct(() => tenantNamespaceOverride),
};

/**
 * A namespace for a team or an application: the Namespace with its Pod Security labels and, on request, ResourceQuota,
 * LimitRange and a NetworkPolicy that denies what no other allows.
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export class TenantNamespace extends ChartConstruct {
  /** Its name, for the `namespace` of what is in it. */
  readonly name: string;
  /** The Namespace. */
  readonly object: Manifest;
  /** The ResourceQuota, where there is one. */
  readonly resourceQuota?: Manifest;
  /** The LimitRange, where there is one. */
  readonly limitRange?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    checkProps(this, props, tenantNamespaceProps, (at) => checkTogether(props, at));
    this.name = props.name;
    const { quota, limits } = props;
    const security = props.podSecurity ?? levelOf(SecurityProfiles.of(this));
    this.object = defineObject(
      this,
      'namespace',
      'Namespace',
      metadataOfObject(props, { labels: podSecurityLabels(security) }),
      () => ({}),
      props.override?.namespace,
    );
    const inside = {
      ...metadataOfObject({ name: props.name, namespace: props.name, identity: props.identity, labels: props.labels }),
    };
    if (quota !== undefined) {
      this.resourceQuota = defineObject(
        this,
        'resource-quota',
        'ResourceQuota',
        inside,
        () => ({ spec: { hard: toHardQuota(quota) } }),
        props.override?.resourceQuota,
      );
    }
    if (limits !== undefined) {
      this.limitRange = defineObject(
        this,
        'limit-range',
        'LimitRange',
        inside,
        () => ({ spec: { limits: toLimitItems(limits) } }),
        props.override?.limitRange,
      );
    }
    if (props.denyTraffic === true) {
      this.networkPolicy = defineObject(
        this,
        'network-policy',
        'NetworkPolicy',
        { ...inside, name: 'default-deny' },
        () => ({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [dnsRule] } }),
        props.override?.networkPolicy,
      );
    }
  }
}

/** The level of Pod Security that the pods of a profile keep to. */
function levelOf(profile: SecurityProfile): PodSecurity {
  if (profile === SecurityProfile.PLAIN) return {};
  return {
    enforce: profile === SecurityProfile.BASELINE ? PodSecurityLevel.BASELINE : PodSecurityLevel.RESTRICTED,
  };
}

function checkTogether(props: TenantNamespaceProps, at: Problems): void {
  const { podSecurity: security, quota, limits } = props;
  if (security?.version !== undefined && Object.keys(podSecurityLabels(security)).length === 0) {
    at.at('podSecurity').add('has a version and no level', "give 'enforce', 'audit' or 'warn'");
  }
  if (quota !== undefined && Object.keys(toHardQuota(quota)).length === 0) {
    at.at('quota').add('says nothing', 'give a bound, or leave it out');
  }
  if (limits !== undefined) {
    checkLimits(limits, at.at('limits'));
    if (toLimitItems(limits).length === 0) at.at('limits').add('says nothing', 'give a bound, or leave it out');
  }
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { resourceQuota: quota !== undefined, limitRange: limits !== undefined, networkPolicy: props.denyTraffic === true },
    at.at('override'),
  );
}
