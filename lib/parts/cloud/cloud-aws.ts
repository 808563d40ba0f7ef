import { flag, listOf, oneOf, pattern } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Shape } from '../../core/shape';
import { AcmeSolver } from './acme-solver';
import { ipVersion } from './cloud-address';
import { LoadBalancerScope, type LoadBalancerRequest, type LoadBalancerWords } from './cloud-load-balancer';
import {
  cloudOptions,
  lookUp,
  namesOf,
  needsScope,
  storageOf,
  type CloudOptions,
  type CloudProvider,
} from './cloud-provider';
import { StorageProvisioner } from '../storage/storage-provisioner';

/** Where a Network Load Balancer sends what it gets. */
export enum AwsTargetType {
  /** To the pods themselves, which need addresses of the VPC. */
  IP = 'ip',
  /** To a port of the nodes. */
  INSTANCE = 'instance',
}

/** What the target `aws` can be told: Amazon EKS, or another cluster with the AWS Load Balancer Controller. */
export interface AwsTargetOptions extends CloudOptions {
  /**
   * Static addresses by the names that stacks use: for public load balancers the allocation ids of elastic addresses
   * (`eipalloc-…`), for internal ones addresses of the subnets (IPv4); one for each subnet. @default - none
   */
  readonly addresses?: { readonly [name: string]: readonly string[] };
  /** Certificates of the AWS Certificate Manager by the names that stacks use, as ARNs. @default - none */
  readonly certificates?: { readonly [name: string]: string };
  /** Where load balancers send what they get. @default - not said: to the nodes */
  readonly targetType?: AwsTargetType;
  /** Whether the cluster is in EKS Auto Mode, which has load balancers and volumes of its own. @default false */
  readonly autoMode?: boolean;
}

const addressForm = pattern(
  /^(eipalloc-[0-9a-f]+|\d{1,3}(\.\d{1,3}){3})$/,
  64,
  'the allocation id of an elastic address (eipalloc-…) or an IPv4 address',
);

const arn = pattern(
  /^arn:aws[a-z-]*:(acm|iam):\S+$/,
  2048,
  'the ARN of a certificate, such as "arn:aws:acm:eu-central-1:111122223333:certificate/…"',
);

/** @internal */
export const awsTargetOptions: Shape<AwsTargetOptions> = {
  ...cloudOptions,
  addresses: namesOf(listOf(addressForm, 1)),
  certificates: namesOf(arn),
  targetType: oneOf(Object.values(AwsTargetType)),
  autoMode: flag,
};

const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';

/**
 * Amazon Web Services.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 * @internal
 */
export function awsProvider(options: AwsTargetOptions): CloudProvider {
  const auto = options.autoMode === true;
  const disks = (parameters: { readonly [name: string]: string }): StorageProvisioner =>
    StorageProvisioner.of(auto ? 'ebs.csi.eks.amazonaws.com' : 'ebs.csi.aws.com', { ...parameters, encrypted: 'true' });
  return {
    name: 'aws',
    storage: storageOf(options, {
      standard: disks({ type: 'gp3' }),
      // Of a small volume the operations that its size allows are fewer than the least that AWS sells.
      fast: disks({ type: 'io2', iopsPerGB: '50', allowAutoIOPSPerGBIncrease: 'true' }),
    }),
    acmeSolver: options.acmeSolver ?? AcmeSolver.route53(),
    acmeFix: '',
    omits: [],
    lacks: () => [],
    words: (request, at) => {
      const { targetType } = options;
      const annotations = {
        ...(request.scope === undefined ? {} : { [`${prefix}scheme`]: schemes[request.scope] }),
        ...(targetType === undefined ? {} : { [`${prefix}nlb-target-type`]: targetType }),
        ...addressWords(options, request, at),
        ...tlsWords(options, request, at),
      };
      // Without the class, the cloud's older controller takes the Service and reads other annotations.
      const loadBalancerClass = auto ? 'eks.amazonaws.com/nlb' : 'service.k8s.aws/nlb';
      return Object.keys(annotations).length === 0 ? { annotations } : { annotations, loadBalancerClass };
    },
  };
}

const schemes = { [LoadBalancerScope.INTERNAL]: 'internal', [LoadBalancerScope.PUBLIC]: 'internet-facing' } as const;

type Annotations = LoadBalancerWords['annotations'];

function addressWords({ addresses }: AwsTargetOptions, request: LoadBalancerRequest, at: Problems): Annotations {
  const { address, scope } = request;
  if (address === undefined || needsScope(request, at)) return {};
  const how = `CloudTarget.aws({ addresses: { ${JSON.stringify(address)}: ['eipalloc-…'] } })`;
  const found = lookUp(addresses, address, how, at.at('address'));
  if (found === undefined) return {};
  const isPublic = scope === LoadBalancerScope.PUBLIC;
  const wrong = found.find((each) => (ipVersion(each) === undefined) !== isPublic);
  if (wrong !== undefined) {
    at.at('address').add(
      `is ${JSON.stringify(address)}, which the cloud target has as ${wrong}; ${isPublic ? 'a public load balancer takes allocation ids of elastic addresses' : 'an internal load balancer takes addresses of its subnets'}`,
      isPublic
        ? 'name eipalloc-… in CloudTarget.aws, or say LoadBalancerScope.INTERNAL'
        : 'name IPv4 addresses in CloudTarget.aws, or say LoadBalancerScope.PUBLIC',
    );
  }
  return { [`${prefix}${isPublic ? 'eip-allocations' : 'private-ipv4-addresses'}`]: found.join(',') };
}

function tlsWords({ certificates }: AwsTargetOptions, { tls }: LoadBalancerRequest, at: Problems): Annotations {
  if (tls === undefined) return {};
  const how = `CloudTarget.aws({ certificates: { ${JSON.stringify(tls.certificate)}: 'arn:aws:acm:…' } })`;
  const certificate = lookUp(certificates, tls.certificate, how, at.at('tls').at('certificate'));
  return certificate === undefined
    ? {}
    : {
        [`${prefix}ssl-cert`]: certificate,
        ...(tls.ports === undefined ? {} : { [`${prefix}ssl-ports`]: tls.ports.join(',') }),
      };
}
