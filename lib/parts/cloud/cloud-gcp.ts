import { listOf, pattern } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, type Shape } from '../../core/shape';
import { LoadBalancerScope, type LoadBalancerRequest, type LoadBalancerWords } from './cloud-load-balancer';
import {
  CloudFeature,
  cloudOptions,
  lookUp,
  namesOf,
  needsScope,
  omissible,
  storageOf,
  type CloudOptions,
  type CloudProvider,
} from './cloud-provider';
import { StorageProvisioner } from '../storage/storage-provisioner';

/** What the target `gcp` can be told: Google Kubernetes Engine. */
export interface GcpTargetOptions extends CloudOptions {
  /** Static addresses by the names that stacks use: the names of regional addresses, one IPv4 and one IPv6 at most. @default - none */
  readonly addresses?: { readonly [name: string]: readonly string[] };
  /** What stacks ask for and do without here, as it has none: CloudFeature.TLS. @default - nothing: asking for it is an error */
  readonly omits?: readonly CloudFeature[];
}

const addressName = pattern(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
  'the name of a reserved regional address: lower-case letters, digits and "-", beginning with a letter',
);

/** @internal */
export const gcpTargetOptions: Shape<GcpTargetOptions> = {
  ...cloudOptions,
  addresses: namesOf(
    field((value, at) => {
      listOf(addressName, 1).test(value, at);
      if (Array.isArray(value) && value.length > 2) {
        at.add(`must have at most 2 elements, one IPv4 and one IPv6, got ${value.length}`);
      }
    }),
  ),
  omits: omissible(CloudFeature.TLS),
};

/**
 * Google Cloud.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver
 * @internal
 */
export function gcpProvider(options: GcpTargetOptions): CloudProvider {
  return {
    name: 'gcp',
    storage: storageOf(options, {
      standard: StorageProvisioner.googlePersistentDisk(),
      fast: StorageProvisioner.googlePersistentDisk('pd-ssd'),
    }),
    acmeSolver: options.acmeSolver,
    acmeFix: "CloudTarget.gcp({ acmeSolver: AcmeSolver.cloudDns('project') })",
    omits: options.omits ?? [],
    lacks: () => [
      {
        feature: CloudFeature.TLS,
        why: 'its network load balancers pass on what they get as it is',
        fix: 'end TLS in the pods or at an Ingress or Gateway, with a Certificate',
      },
    ],
    words: (request, at) => ({
      annotations: {
        // A public one is what there is when nothing is said.
        ...(request.scope === LoadBalancerScope.INTERNAL ? { 'networking.gke.io/load-balancer-type': 'Internal' } : {}),
        ...addressWords(options, request, at),
      },
    }),
  };
}

function addressWords(
  { addresses }: GcpTargetOptions,
  request: LoadBalancerRequest,
  at: Problems,
): LoadBalancerWords['annotations'] {
  const { address, scope } = request;
  if (address === undefined || needsScope(request, at)) return {};
  const how = `CloudTarget.gcp({ addresses: { ${JSON.stringify(address)}: ['name-of-the-address'] } })`;
  const found = lookUp(addresses, address, how, at.at('address'));
  return found === undefined
    ? {}
    : {
        // Of public load balancers, only those of this kind have addresses by name.
        ...(scope === LoadBalancerScope.PUBLIC ? { 'cloud.google.com/l4-rbs': 'enabled' } : {}),
        'networking.gke.io/load-balancer-ip-addresses': found.join(','),
      };
}
