import { listOf, pattern, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, type Shape } from '../../core/shape';
import { ipVersion, oneOfEachVersion } from './cloud-address';
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

/** What the target `azure` can be told: Azure Kubernetes Service, or another cluster with Azure's cloud provider. */
export interface AzureTargetOptions extends CloudOptions {
  /**
   * Static addresses by the names that stacks use: for public load balancers the names of public IP addresses, first
   * that of IPv4 and then that of IPv6; for internal ones addresses of the subnet. @default - none
   */
  readonly addresses?: { readonly [name: string]: readonly string[] };
  /** Resource group of the public IP addresses. @default - that of the nodes */
  readonly addressResourceGroup?: string;
  /** What stacks ask for and do without here, as it has none: CloudFeature.TLS. @default - nothing: asking for it is an error */
  readonly omits?: readonly CloudFeature[];
}

const address = pattern(
  /^([A-Za-z0-9]([\w.-]*\w)?|[0-9a-fA-F:.]+)$/,
  80,
  'the name of a public IP address, or an address of the subnet',
);

/** @internal */
export const azureTargetOptions: Shape<AzureTargetOptions> = {
  ...cloudOptions,
  addresses: namesOf(
    field((value, at) => {
      listOf(address, 1).test(value, at);
      if (Array.isArray(value) && value.length > 2) {
        at.add(`must have at most 2 elements, one IPv4 and one IPv6, got ${value.length}`);
      }
    }),
  ),
  addressResourceGroup: text,
  omits: omissible(CloudFeature.TLS),
};

const prefix = 'service.beta.kubernetes.io/azure-';

/**
 * Microsoft Azure.
 *
 * @see https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 * @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
 * @internal
 */
export function azureProvider(options: AzureTargetOptions): CloudProvider {
  return {
    name: 'azure',
    storage: storageOf(options, {
      standard: StorageProvisioner.azureDisk(),
      fast: StorageProvisioner.azureDisk('Premium_LRS'),
    }),
    acmeSolver: options.acmeSolver,
    acmeFix: "CloudTarget.azure({ acmeSolver: AcmeSolver.azureDns({ subscriptionId: '…', resourceGroupName: '…' }) })",
    omits: options.omits ?? [],
    lacks: () => [
      {
        feature: CloudFeature.TLS,
        why: 'its load balancers pass on what they get as it is',
        fix: 'end TLS in the pods or at an Ingress or Gateway, with a Certificate',
      },
    ],
    words: (request, at) => ({
      annotations: {
        ...(request.scope === undefined
          ? {}
          : { [`${prefix}load-balancer-internal`]: String(request.scope === LoadBalancerScope.INTERNAL) }),
        ...addressWords(options, request, at),
      },
    }),
  };
}

function addressWords(
  { addresses, addressResourceGroup }: AzureTargetOptions,
  request: LoadBalancerRequest,
  at: Problems,
): LoadBalancerWords['annotations'] {
  const name = request.address;
  if (name === undefined || needsScope(request, at)) return {};
  const how = `CloudTarget.azure({ addresses: { ${JSON.stringify(name)}: ['name-of-the-public-ip'] } })`;
  const found = lookUp(addresses, name, how, at.at('address'));
  if (found === undefined) return {};
  const isPublic = request.scope === LoadBalancerScope.PUBLIC;
  const wrong = found.find((each) => (ipVersion(each) === undefined) !== isPublic);
  if (wrong !== undefined || (!isPublic && !oneOfEachVersion(found))) {
    at.at('address').add(
      `is ${JSON.stringify(name)}, which the cloud target has as ${found.join(', ')}; ${isPublic ? 'a public load balancer takes the names of public IP addresses' : 'an internal load balancer takes an IPv4 address of its subnet, an IPv6 address or one of each'}`,
      isPublic
        ? 'name them in CloudTarget.azure, or say LoadBalancerScope.INTERNAL'
        : 'name addresses in CloudTarget.azure, or say LoadBalancerScope.PUBLIC',
    );
    return {};
  }
  if (!isPublic) {
    return Object.fromEntries(found.map((each) => [`${prefix}load-balancer-ipv${ipVersion(each)}`, each]));
  }
  const [first, second] = found;
  return {
    ...(first === undefined ? {} : { [`${prefix}pip-name`]: first }),
    ...(second === undefined ? {} : { [`${prefix}pip-name-ipv6`]: second }),
    ...(addressResourceGroup === undefined ? {} : { [`${prefix}load-balancer-resource-group`]: addressResourceGroup }),
  };
}
