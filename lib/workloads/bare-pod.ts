import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { defineService, dnsNameOf } from '../companions/service';
import { refuse } from '../core/errors';
import { instance, oneOf, seconds, struct } from '../core/fields';
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
import { RestartPolicy } from '../parts/scheduling/restart-policy';
import { isIdentified, metadataOfIdentified } from '../pod/identification';
import { checkPod, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import {
  checkOverrides,
  override,
  type NetworkPolicyOverride,
  type PodOverride,
  type ServiceOverride,
} from './overrides';
import type { IWorkload } from './workload';

/** What is merged into the objects of a BarePod at the very end. */
export interface BarePodOverride {
  /** Into the Pod. @default - nothing */
  readonly pod?: PodOverride;
  /** Into the Service. @default - nothing */
  readonly service?: ServiceOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
}

const barePodOverride: Shape<BarePodOverride> = { pod: override, service: override, networkPolicy: override };

/** What a BarePod can say. */
export interface BarePodProps extends WorkloadProps {
  /** What happens when a container ends. @default - Kubernetes': it is started again */
  readonly restartPolicy?: RestartPolicy;
  /** Time after which the pod is ended and has failed, at least 1 s. @default - none */
  readonly activeDeadline?: Duration;
  /** How the pod is reached. @default Exposure.none() */
  readonly exposure?: Exposure;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: BarePodOverride;
}

const barePodProps: Shape<BarePodProps> = {
  ...workloadProps,
  restartPolicy: oneOf(Object.values(RestartPolicy)),
  activeDeadline: seconds(1),
  exposure: instance(Exposure, 'Exposure.clusterIp(), Exposure.nodePort({ … }), …'),
  networkPolicy: struct(() => networkAccess),
  override: struct(() => barePodOverride),
};

/**
 * A Pod without a controller and, on request, the Service that leads to it, NetworkPolicy and ConfigMaps.
 *
 * Nothing starts it again on another node when its own is gone, and hardly anything of it can be changed in a cluster:
 * for what should stay, a WebService is the better answer, for what should end, a BatchJob. In the plain profile it
 * carries the labels of `identity` only where that is given or a Service or NetworkPolicy selects it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export class BarePod extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What it is known by. */
  readonly identity: Identity;
  /** The Pod. */
  readonly pod: Manifest;
  /** The Service, where there is one. */
  readonly service?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: BarePodProps) {
    super(scope, id);
    checkProps(this, props, barePodProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;

    const ports = portsOf(props);
    if (props.networkPolicy !== undefined) {
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, ports.all, props.override?.networkPolicy);
      this.networkPolicy = this.access.object;
    }
    const exposure = props.exposure ?? Exposure.none();
    const identified = isIdentified(context, props, exposure._defined || props.networkPolicy !== undefined);
    const { restartPolicy, activeDeadline } = props;
    this.pods = new PodTemplate(context, props, {
      identified,
      replaced: false,
      fields: {
        ...(restartPolicy === undefined ? {} : { restartPolicy }),
        ...(activeDeadline === undefined ? {} : { activeDeadlineSeconds: activeDeadline.toSeconds() }),
      },
    });
    if (exposure._defined) {
      this.service = defineService(context, 'service', exposure, ports, { override: props.override?.service });
    }
    const metadata = metadataOfIdentified(context, identified);
    const { labels, annotations } = this.pods.toMetadata();
    this.pod = defineObject(
      this,
      'pod',
      'Pod',
      {
        ...metadata,
        labels: { ...metadata.labels, ...labels },
        annotations: { ...annotations, ...props.annotations },
      },
      () => ({ spec: this.pods.toSpec() }),
      props.override?.pod,
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

function checkTogether(props: BarePodProps, at: Problems): void {
  checkPod(props, props.name, at);
  props.exposure?._checkTargets(portsOf(props), at.at('exposure'));
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { service: props.exposure?._defined === true, networkPolicy: props.networkPolicy !== undefined },
    at.at('override'),
  );
}
