import type { IConstruct } from 'constructs';
import { refuse, show } from '../../core/errors';
import { Inherited } from '../../core/inherited';
import type { Problems } from '../../core/problems';
import { checkOptions } from '../../core/shape';
import type { AcmeSolver } from './acme-solver';
import { awsProvider, awsTargetOptions, type AwsTargetOptions } from './cloud-aws';
import { azureProvider, azureTargetOptions, type AzureTargetOptions } from './cloud-azure';
import { bareMetalProvider, bareMetalTargetOptions, type BareMetalTargetOptions } from './cloud-bare-metal';
import { gcpProvider, gcpTargetOptions, type GcpTargetOptions } from './cloud-gcp';
import type { LoadBalancerRequest, LoadBalancerWords } from './cloud-load-balancer';
import { localProvider, localTargetOptions, type LocalTargetOptions } from './cloud-local';
import type { CloudFeature, CloudProvider } from './cloud-provider';
import type { StorageProvisioner } from '../storage/storage-provisioner';

/**
 * Where a stack runs: what says in a provider's words what the stack says without naming one. Set it on an app, a chart
 * or any construct by CloudTargets.
 */
export class CloudTarget {
  /**
   * Amazon Web Services, with the AWS Load Balancer Controller and the EBS driver.
   *
   * @throws DrydockError that names every option that is not sound
   */
  static aws(options: AwsTargetOptions = {}): CloudTarget {
    checkOptions('CloudTarget.aws', options, awsTargetOptions);
    return new CloudTarget(awsProvider(options));
  }

  /**
   * Google Cloud: Google Kubernetes Engine.
   *
   * @throws DrydockError that names every option that is not sound
   */
  static gcp(options: GcpTargetOptions = {}): CloudTarget {
    checkOptions('CloudTarget.gcp', options, gcpTargetOptions);
    return new CloudTarget(gcpProvider(options));
  }

  /**
   * Microsoft Azure: Azure Kubernetes Service.
   *
   * @throws DrydockError that names every option that is not sound
   */
  static azure(options: AzureTargetOptions = {}): CloudTarget {
    checkOptions('CloudTarget.azure', options, azureTargetOptions);
    return new CloudTarget(azureProvider(options));
  }

  /**
   * Machines of one's own, with MetalLB.
   *
   * @throws DrydockError that names every option that is not sound
   */
  static bareMetal(options: BareMetalTargetOptions = {}): CloudTarget {
    checkOptions('CloudTarget.bareMetal', options, bareMetalTargetOptions);
    return new CloudTarget(bareMetalProvider(options));
  }

  /**
   * A cluster on one's own machine, such as kind, minikube or k3d.
   *
   * @throws DrydockError that names every option that is not sound
   */
  static local(options: LocalTargetOptions = {}): CloudTarget {
    checkOptions('CloudTarget.local', options, localTargetOptions);
    return new CloudTarget(localProvider(options));
  }

  private constructor(
    /** @internal */
    readonly _provider: CloudProvider,
  ) {}

  /** Its name: `aws`, `gcp`, `azure`, `bareMetal` or `local`. */
  get name(): string {
    return this._provider.name;
  }
}

const inherited = new Inherited<CloudTarget>('cloud-target');

/** The cloud target of a part of the construct tree. */
export class CloudTargets {
  /**
   * Sets the target of a construct and all below it, unless it is set again there.
   *
   * @param scope an app, a chart or any construct, with nothing below it yet.
   * @param target the target.
   * @throws DrydockError when it is no target, or when constructs below have been made by another one
   */
  static set(scope: IConstruct, target: CloudTarget): void {
    inherited.checkScope(scope);
    if (!(target instanceof CloudTarget)) {
      refuse(
        scope,
        `the cloud target must be a CloudTarget (CloudTarget.aws(), CloudTarget.gcp(), …), got ${show(target)}`,
      );
    }
    const [first] = scope.node.children;
    if (first !== undefined) {
      refuse(
        scope,
        `the cloud target must be set before anything is added, got "${target.name}" after "${first.node.id}"; set it first`,
      );
    }
    inherited.set(scope, target);
  }

  /** The target that holds for a construct: the nearest that was set, if any. */
  static of(scope: IConstruct): CloudTarget | undefined {
    return inherited.find(scope);
  }

  private constructor() {}
}

const setOne = 'set one before anything is added, as in CloudTargets.set(app, CloudTarget.aws())';

/** The driver of a StorageClass: that of the target where it asks for this. @throws DrydockError where there is none @internal */
export function provisionerOf(
  scope: IConstruct,
  asked: StorageProvisioner,
): { readonly name: string; readonly parameters: StorageProvisioner['parameters'] } {
  const { name, parameters, tier } = asked;
  if (name !== undefined) return { name, parameters };
  const target = CloudTargets.of(scope)?._provider;
  if (target === undefined) {
    refuse(scope, `'provisioner' is that of the cloud target, and none is set; ${setOne}, or name a driver`);
  }
  const found = tier === undefined ? undefined : target.storage[tier];
  if (found?.name === undefined) {
    refuse(
      scope,
      `'provisioner' is that of the cloud target "${target.name}", which has none for the tier "${tier}"; tell it one, as in CloudTarget.${target.name}({ storage: { ${tier}: StorageProvisioner.of('…') } })`,
    );
  }
  return { name: found.name, parameters: found.parameters };
}

/** The solver of an issuer: that of the target where it asks for this; reports where there is none. @internal */
export function solverOf(scope: IConstruct, asked: AcmeSolver, at: Problems): AcmeSolver {
  if (!asked._ofTarget) return asked;
  const target = CloudTargets.of(scope)?._provider;
  if (target === undefined) {
    at.add('is that of the cloud target, and none is set', `${setOne}, or name a solver`);
    return asked;
  }
  if (target.acmeSolver === undefined) {
    at.add(
      `is that of the cloud target "${target.name}", which does not know how names are shown to be one's own`,
      `tell it, as in ${target.acmeFix}`,
    );
    return asked;
  }
  return asked._from(target.acmeSolver);
}

/** What the target says of a load balancer; reports what it lacks or does not know. @internal */
export function loadBalancerWords(scope: IConstruct, asked: LoadBalancerRequest, at: Problems): LoadBalancerWords {
  const none = { annotations: {} };
  const features = (['scope', 'address', 'tls'] as const).filter((feature) => asked[feature] !== undefined);
  const target = CloudTargets.of(scope)?._provider;
  if (target === undefined) {
    for (const feature of features) {
      at.at(feature).add(
        'needs a cloud target, whose provider has its own words for it, and none is set',
        `${setOne}, or write the provider's annotations yourself`,
      );
    }
    return none;
  }
  const lacks = target.lacks(asked).filter(({ feature }) => asked[feature] !== undefined);
  const before = at.count;
  for (const { feature, why, fix, neverOmitted } of lacks) {
    if (neverOmitted !== true && target.omits.includes(feature)) continue;
    const omit = `, or do without it there: CloudTarget.${target.name}({ omits: [CloudFeature.${feature.toUpperCase()}] })`;
    at.at(feature).add(
      `cannot be had of the cloud target "${target.name}", because ${why}`,
      `${fix}${neverOmitted === true ? '' : omit}`,
    );
  }
  return at.count > before
    ? none
    : target.words(
        without(
          asked,
          lacks.map(({ feature }) => feature),
        ),
        at,
      );
}

function without(asked: LoadBalancerRequest, features: readonly CloudFeature[]): LoadBalancerRequest {
  const omitted = new Set<string>(features);
  return Object.fromEntries(Object.entries(asked).filter(([feature]) => !omitted.has(feature)));
}
