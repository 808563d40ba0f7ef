import type { Shape } from '../../core/shape';
import { LoadBalancerScope } from './cloud-load-balancer';
import {
  CloudFeature,
  cloudOptions,
  omissible,
  storageOf,
  type CloudOptions,
  type CloudProvider,
} from './cloud-provider';
import { StorageProvisioner } from '../storage/storage-provisioner';

/** What the target `local` can be told: a cluster on one's own machine, such as kind, minikube or k3d. */
export interface LocalTargetOptions extends CloudOptions {
  /** What stacks ask for and do without here, as it has none: any CloudFeature. @default - nothing: asking for it is an error */
  readonly omits?: readonly CloudFeature[];
}

/** @internal */
export const localTargetOptions: Shape<LocalTargetOptions> = {
  ...cloudOptions,
  omits: omissible(...Object.values(CloudFeature)),
};

/**
 * A cluster on one's own machine.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-host-path
 * @internal
 */
export function localProvider(options: LocalTargetOptions): CloudProvider {
  const directory = StorageProvisioner.csiHostPath();
  return {
    name: 'local',
    storage: storageOf(options, { standard: directory, fast: directory }),
    acmeSolver: options.acmeSolver,
    acmeFix:
      'CloudTarget.local({ acmeSolver: AcmeSolver.http01Ingress() }), or take IssuerSource.selfSigned() where nobody outside reaches the cluster',
    omits: options.omits ?? [],
    lacks: ({ scope }) => [
      // Internal it is in any case.
      ...(scope === LoadBalancerScope.PUBLIC
        ? [
            {
              feature: CloudFeature.SCOPE,
              why: 'nobody outside reaches it',
              fix: 'say LoadBalancerScope.INTERNAL',
            },
          ]
        : []),
      {
        feature: CloudFeature.ADDRESS,
        why: 'its load balancers have the addresses that the machine gives them',
        fix: 'take CloudTarget.bareMetal where it runs MetalLB',
      },
      {
        feature: CloudFeature.TLS,
        why: 'its load balancers pass on what they get as it is',
        fix: 'end TLS in the pods or at an Ingress or Gateway, with a Certificate',
      },
    ],
    words: () => ({ annotations: {} }),
  };
}
