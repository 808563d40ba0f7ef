import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { defineService, dnsNameOf } from '../companions/service';
import { refuse } from '../core/errors';
import { instance, integer, seconds, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, type Shape } from '../core/shape';
import type { EnvValue } from '../parts/configuration/env-value';
import { Exposure } from '../parts/routing/exposure';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { checkPod, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { metadataOfWorkload, workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import {
  checkOverrides,
  override,
  type NetworkPolicyOverride,
  type ReplicaSetOverride,
  type ServiceOverride,
} from './overrides';
import type { IWorkload } from './workload';

/** What is merged into the objects of a BareReplicaSet at the very end. */
export interface BareReplicaSetOverride {
  /** Into the ReplicaSet. @default - nothing */
  readonly replicaSet?: ReplicaSetOverride;
  /** Into the Service. @default - nothing */
  readonly service?: ServiceOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
}

const bareReplicaSetOverride: Shape<BareReplicaSetOverride> = {
  replicaSet: override,
  service: override,
  networkPolicy: override,
};

/** What a BareReplicaSet can say. */
export interface BareReplicaSetProps extends WorkloadProps {
  /** Number of pods, from 0. @default - not said: 1 */
  readonly replicas?: number;
  /** Time that a pod must have been ready before it counts as available. @default - Kubernetes': none */
  readonly minReady?: Duration;
  /** How the pods are reached. @default Exposure.none() */
  readonly exposure?: Exposure;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: BareReplicaSetOverride;
}

const bareReplicaSetProps: Shape<BareReplicaSetProps> = {
  ...workloadProps,
  replicas: integer(0),
  minReady: seconds(0),
  exposure: instance(Exposure, 'Exposure.clusterIp(), Exposure.nodePort({ … }), …'),
  networkPolicy: struct(() => networkAccess),
  override: struct(() => bareReplicaSetOverride),
};

/**
 * A ReplicaSet without a Deployment and, on request, the Service that leads to its pods, NetworkPolicy and ConfigMaps.
 *
 * A WebService is the better answer: its Deployment makes the same ReplicaSet, and a new one for every change. A bare
 * ReplicaSet keeps its old pods when its template changes.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export class BareReplicaSet extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The ReplicaSet. */
  readonly replicaSet: Manifest;
  /** The Service, where there is one. */
  readonly service?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: BareReplicaSetProps) {
    super(scope, id);
    checkProps(this, props, bareReplicaSetProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;

    const ports = portsOf(props);
    if (props.networkPolicy !== undefined) {
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, ports.all, props.override?.networkPolicy);
      this.networkPolicy = this.access.object;
    }
    this.pods = new PodTemplate(context, props, { replaced: false });
    if (props.exposure?._defined === true) {
      this.service = defineService(context, 'service', props.exposure, ports, { override: props.override?.service });
    }
    this.replicaSet = defineObject(
      this,
      'replica-set',
      'ReplicaSet',
      metadataOfWorkload(context, props.annotations),
      () => ({
        spec: {
          ...(props.replicas === undefined ? {} : { replicas: props.replicas }),
          ...(props.minReady === undefined ? {} : { minReadySeconds: props.minReady.toSeconds() }),
          selector: { matchLabels: context.identity.selector },
          template: this.pods.toTemplate(),
        },
      }),
      props.override?.replicaSet,
    );
  }

  /**
   * The name by which others in the cluster reach the Service.
   *
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   * @throws DrydockError when there is no Service
   */
  dnsName(from?: string): string {
    if (this.service === undefined) refuse(this, "has no DNS name, because it has no Service; give it an 'exposure'");
    return dnsNameOf(this, this.service.name, this.namespace, from);
  }

  /** Adds an environment variable to the main container. @throws DrydockError when it is there with another value */
  addEnv(name: string, value: string | EnvValue): void {
    this.pods.addEnv(name, value);
  }

  /** Lets a peer connect to it, where `networkPolicy` restricts who may. @throws DrydockError when the access is not sound */
  allowFrom(access: IngressAccess): void {
    allowFrom(this, this.access, access);
  }

  /** Lets it connect to a peer, where `networkPolicy` restricts where it may. @throws DrydockError when the access is not sound */
  allowTo(access: EgressAccess): void {
    allowTo(this, this.access, access);
  }
}

function checkTogether(props: BareReplicaSetProps, at: Problems): void {
  checkPod(props, props.name, at);
  props.exposure?._checkTargets(portsOf(props), at.at('exposure'));
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { service: props.exposure?._defined === true, networkPolicy: props.networkPolicy !== undefined },
    at.at('override'),
  );
}
