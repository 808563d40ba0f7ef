import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { defineMonitor } from '../companions/monitor';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { defineService, dnsNameOf } from '../companions/service';
import { refuse } from '../core/errors';
import { flag, instance, integer, oneOf, seconds, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, field, type Shape } from '../core/shape';
import { DaemonRollout } from '../parts/release/daemon-rollout';
import type { EnvValue } from '../parts/configuration/env-value';
import { Exposure } from '../parts/routing/exposure';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { Scrape } from '../parts/observability/scrape';
import { checkPod, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { metadataOfWorkload, workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import {
  checkOverrides,
  override,
  type DaemonSetOverride,
  type MonitorOverride,
  type NetworkPolicyOverride,
  type ServiceOverride,
} from './overrides';
import type { IWorkload } from './workload';

/** Whom a pod asks for names. */
export enum DnsPolicy {
  /** The cluster, and for other names the node's servers; on the node's network the node's servers alone. */
  CLUSTER_FIRST = 'ClusterFirst',
  /** The cluster also on the node's network. */
  CLUSTER_FIRST_WITH_HOST_NET = 'ClusterFirstWithHostNet',
  /** The node's servers. */
  DEFAULT = 'Default',
}

/** What is merged into the objects of a NodeAgent at the very end. */
export interface NodeAgentOverride {
  /** Into the DaemonSet. @default - nothing */
  readonly daemonSet?: DaemonSetOverride;
  /** Into the Service. @default - nothing */
  readonly service?: ServiceOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
  /** Into the ServiceMonitor or PodMonitor. @default - nothing */
  readonly monitor?: MonitorOverride;
}

const nodeAgentOverride: Shape<NodeAgentOverride> = {
  daemonSet: override,
  service: override,
  networkPolicy: override,
  monitor: override,
};

/** What a NodeAgent can say. */
export interface NodeAgentProps extends WorkloadProps {
  /** How new pods take the place of the old ones. @default - not said: rolling, one node at a time */
  readonly rollout?: DaemonRollout;
  /** Time that a pod must have been ready before it counts as available. @default - Kubernetes': none */
  readonly minReady?: Duration;
  /** Old versions that are kept for going back, from 0. @default - Kubernetes': 10 */
  readonly revisionHistoryLimit?: number;
  /** Whether the pods use the network of their node; Pod Security "baseline" and "restricted" refuse it. @default - not said: they do not */
  readonly hostNetwork?: boolean;
  /** Whether the pods see the processes of their node; Pod Security "baseline" and "restricted" refuse it. @default - not said: they do not */
  readonly hostPid?: boolean;
  /** Whom the pods ask for names. @default - not said: CLUSTER_FIRST */
  readonly dnsPolicy?: DnsPolicy;
  /** How the pods are reached. @default Exposure.none() */
  readonly exposure?: Exposure;
  /** Who may connect to it, and where it may connect to; not with `hostNetwork`. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** How Prometheus finds it. @default - it is not scraped */
  readonly scrape?: Scrape;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: NodeAgentOverride;
}

const nodeAgentProps: Shape<NodeAgentProps & { readonly replicas?: never }> = {
  ...workloadProps,
  rollout: instance(DaemonRollout, 'DaemonRollout.rolling(), DaemonRollout.surging(1), DaemonRollout.onDelete()'),
  minReady: seconds(0),
  revisionHistoryLimit: integer(0),
  hostNetwork: flag,
  hostPid: flag,
  dnsPolicy: oneOf(Object.values(DnsPolicy)),
  exposure: instance(Exposure, 'Exposure.clusterIp(), Exposure.headless({ … }), …'),
  networkPolicy: struct(() => networkAccess),
  scrape: instance(Scrape, 'Scrape.service(), Scrape.podMonitor(), …'),
  override: struct(() => nodeAgentOverride),
  // The one prop of its siblings that cannot be: to say why helps more than a list of the others.
  replicas: field((value, at) =>
    at.add(
      `may not be given, got ${JSON.stringify(value)}: there is one pod on every node`,
      "choose the nodes by 'nodeSelector', 'affinity' and 'tolerations', or use a WebService",
    ),
  ),
};

/**
 * A pod on every node: a DaemonSet and, on request, the Service that leads to the pods, NetworkPolicy and ConfigMaps.
 *
 * Paths of the node come by `volumeMounts` with `Volume.hostPath`. A namespace for pods that use them, the network or
 * the processes of their node must have the label `pod-security.kubernetes.io/enforce: privileged`, where Pod Security
 * is enforced at all.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeAgent extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The DaemonSet. */
  readonly daemonSet: Manifest;
  /** The Service, where there is one. */
  readonly service?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;
  /** The ServiceMonitor or PodMonitor, where there is one. */
  readonly monitor?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id);
    checkProps(this, props, nodeAgentProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;

    const ports = portsOf(props);
    if (props.networkPolicy !== undefined) {
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, ports.all, props.override?.networkPolicy);
      this.networkPolicy = this.access.object;
    }
    const { hostNetwork, hostPid, dnsPolicy } = props;
    this.pods = new PodTemplate(context, props, {
      fields: {
        ...(hostNetwork === undefined ? {} : { hostNetwork }),
        ...(hostPid === undefined ? {} : { hostPID: hostPid }),
        ...(dnsPolicy === undefined ? {} : { dnsPolicy }),
      },
    });
    this.pods.addAnnotations(props.scrape?._annotations('pods'));
    if (props.exposure?._defined === true) {
      this.service = defineService(context, 'service', props.exposure, ports, {
        labels: props.scrape?._serviceLabels(context.identity.selector),
        annotations: props.scrape?._annotations('service'),
        override: props.override?.service,
      });
    }
    this.daemonSet = defineObject(
      this,
      'daemon-set',
      'DaemonSet',
      metadataOfWorkload(context, props.annotations),
      () => ({
        spec: {
          ...(props.revisionHistoryLimit === undefined ? {} : { revisionHistoryLimit: props.revisionHistoryLimit }),
          ...(props.minReady === undefined ? {} : { minReadySeconds: props.minReady.toSeconds() }),
          ...(props.rollout === undefined ? {} : { updateStrategy: props.rollout._toWire() }),
          selector: { matchLabels: context.identity.selector },
          template: this.pods.toTemplate(),
        },
      }),
      props.override?.daemonSet,
    );
    this.monitor = defineMonitor(context, props.scrape, ports, props.override?.monitor);
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

function checkTogether(props: NodeAgentProps, at: Problems): void {
  checkPod(props, props.name, at);
  const ports = portsOf(props);
  props.exposure?._checkTargets(ports, at.at('exposure'));
  props.rollout?._checkPorts(props.hostNetwork === true, ports.all, at.at('rollout'));
  if (props.hostNetwork === true) checkHostNetwork(props, at);
  props.scrape?._checkUse(ports, props.exposure?._defined === true, at.at('scrape'));
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    {
      service: props.exposure?._defined === true,
      networkPolicy: props.networkPolicy !== undefined,
      monitor: props.scrape?._monitor(ports) !== undefined,
    },
    at.at('override'),
  );
}

function checkHostNetwork(props: NodeAgentProps, at: Problems): void {
  if (props.networkPolicy !== undefined) {
    at.at('networkPolicy').add(
      "has no effect on pods with 'hostNetwork', whose traffic is the node's",
      'drop one of them',
    );
  }
  const lists = [
    { ports: props.ports ?? [], place: at.at('ports') },
    ...(props.sidecars ?? []).map(({ ports }, i) => ({
      ports: ports ?? [],
      place: at.at('sidecars').at(i).at('ports'),
    })),
  ];
  const taken = new Set<string>();
  for (const { ports, place } of lists) {
    ports.forEach(({ containerPort, hostPort, protocol }, i) => {
      if (hostPort !== undefined && hostPort !== containerPort) {
        place
          .at(i)
          .at('hostPort')
          .mustBe(`the containerPort (${containerPort}) with 'hostNetwork'`, hostPort, 'leave it out');
      }
      const key = `${containerPort}/${protocol ?? 'TCP'}`;
      if (taken.has(key)) place.at(i).add(`is taken by a container before it, got ${containerPort} again`);
      taken.add(key);
    });
  }
}
