import { dnsSubdomain, listOf, struct, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, type Shape } from '../../core/shape';
import { ipAddress, oneOfEachVersion } from './cloud-address';
import { LoadBalancerScope, type LoadBalancerRequest, type LoadBalancerWords } from './cloud-load-balancer';
import {
  CloudFeature,
  cloudOptions,
  lookUp,
  namesOf,
  omissible,
  storageOf,
  type CloudOptions,
  type CloudProvider,
  type Lack,
} from './cloud-provider';

/** The pools of addresses that stand for who can reach a load balancer. */
export interface AddressPools {
  /** Pool of LoadBalancerScope.INTERNAL. @default - none: such a load balancer is an error */
  readonly internal?: string;
  /** Pool of LoadBalancerScope.PUBLIC. @default - none: such a load balancer is an error */
  readonly public?: string;
}

/** What the target `bareMetal` can be told: machines of one's own, whose load balancers are MetalLB's. */
export interface BareMetalTargetOptions extends CloudOptions {
  /** Static addresses by the names that stacks use: an IPv4 address, an IPv6 address or one of each. @default - none */
  readonly addresses?: { readonly [name: string]: readonly string[] };
  /** Pools of MetalLB by who can reach their addresses. @default - none */
  readonly addressPools?: AddressPools;
  /** Class of the load balancers, where MetalLB serves only one. @default - not said */
  readonly loadBalancerClass?: string;
  /** What stacks ask for and do without here: CloudFeature.TLS and, of public load balancers without a pool, CloudFeature.SCOPE. @default - nothing: asking for it is an error */
  readonly omits?: readonly CloudFeature[];
}

const addressPools: Shape<AddressPools> = { internal: dnsSubdomain, public: dnsSubdomain };

/** @internal */
export const bareMetalTargetOptions: Shape<BareMetalTargetOptions> = {
  ...cloudOptions,
  addresses: namesOf(
    field((value, at) => {
      const before = at.count;
      listOf(ipAddress, 1).test(value, at);
      if (at.count === before && !oneOfEachVersion(value as readonly string[])) {
        at.mustBe('an IPv4 address, an IPv6 address or one of each', value);
      }
    }),
  ),
  addressPools: struct(() => addressPools),
  loadBalancerClass: text,
  omits: omissible(CloudFeature.SCOPE, CloudFeature.TLS),
};

/**
 * Machines of one's own, with MetalLB.
 *
 * @see https://metallb.io/usage/
 * @internal
 */
export function bareMetalProvider(options: BareMetalTargetOptions): CloudProvider {
  return {
    name: 'bareMetal',
    storage: storageOf(options, {}),
    acmeSolver: options.acmeSolver,
    acmeFix: 'CloudTarget.bareMetal({ acmeSolver: AcmeSolver.http01Ingress() })',
    omits: options.omits ?? [],
    lacks: (request) => [...withoutPool(options, request), tls],
    words: (request, at) => ({
      annotations: {
        ...poolWords(options, request),
        ...addressWords(options, request, at),
      },
      loadBalancerClass: options.loadBalancerClass,
    }),
  };
}

const tls: Lack = {
  feature: CloudFeature.TLS,
  why: 'MetalLB passes on what it gets as it is',
  fix: 'end TLS in the pods or at an Ingress or Gateway, with a Certificate',
};

function withoutPool({ addressPools: pools }: BareMetalTargetOptions, { scope }: LoadBalancerRequest): readonly Lack[] {
  if (scope === undefined || pools?.[scope] !== undefined) return [];
  return [
    {
      feature: CloudFeature.SCOPE,
      why: `it was told no pool of ${scope} addresses`,
      fix: `name one, as in CloudTarget.bareMetal({ addressPools: { ${scope}: 'pool' } })`,
      // MetalLB would take an address of any pool, also of one that the internet reaches.
      neverOmitted: scope === LoadBalancerScope.INTERNAL,
    },
  ];
}

type Annotations = LoadBalancerWords['annotations'];

function poolWords({ addressPools: pools }: BareMetalTargetOptions, { scope }: LoadBalancerRequest): Annotations {
  const pool = scope === undefined ? undefined : pools?.[scope];
  return pool === undefined ? {} : { 'metallb.io/address-pool': pool };
}

function addressWords(
  { addresses }: BareMetalTargetOptions,
  { address }: LoadBalancerRequest,
  at: Problems,
): Annotations {
  if (address === undefined) return {};
  const how = `CloudTarget.bareMetal({ addresses: { ${JSON.stringify(address)}: ['192.0.2.10'] } })`;
  const found = lookUp(addresses, address, how, at.at('address'));
  return found === undefined ? {} : { 'metallb.io/loadBalancerIPs': found.join(',') };
}
