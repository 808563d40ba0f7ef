import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { defineMonitor } from '../companions/monitor';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { definePodDisruptionBudget } from '../companions/pod-disruption-budget';
import { defineService, dnsNameOf } from '../companions/service';
import { instance, integer, listOf, oneOf, seconds, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkArguments } from '../core/arguments';
import { checkProps, type Shape } from '../core/shape';
import {
  claimRetentionPolicy,
  claimTemplate,
  type ClaimRetentionPolicy,
  type ClaimTemplate,
} from '../parts/storage/claim-template';
import { Disruption } from '../parts/scheduling/disruption';
import type { EnvValue } from '../parts/configuration/env-value';
import { Exposure, type HeadlessOptions } from '../parts/routing/exposure';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { StatefulRollout } from '../parts/release/rollout';
import { Scrape } from '../parts/observability/scrape';
import { checkPod, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { metadataOfWorkload, workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import {
  checkOverrides,
  override,
  type MonitorOverride,
  type NetworkPolicyOverride,
  type PodDisruptionBudgetOverride,
  type ServiceOverride,
  type StatefulSetOverride,
} from './overrides';
import type { IWorkload } from './workload';

/** In which order the replicas are started and ended. */
export enum PodManagementPolicy {
  /** One after the other, each when the one before it is ready. */
  ORDERED_READY = 'OrderedReady',
  /** All at once. */
  PARALLEL = 'Parallel',
}

/** What is merged into the objects of a StatefulService at the very end. */
export interface StatefulServiceOverride {
  /** Into the StatefulSet. @default - nothing */
  readonly statefulSet?: StatefulSetOverride;
  /** Into the headless Service. @default - nothing */
  readonly headlessService?: ServiceOverride;
  /** Into the client Service. @default - nothing */
  readonly clientService?: ServiceOverride;
  /** Into the PodDisruptionBudget. @default - nothing */
  readonly podDisruptionBudget?: PodDisruptionBudgetOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
  /** Into the ServiceMonitor or PodMonitor. @default - nothing */
  readonly monitor?: MonitorOverride;
}

const statefulServiceOverride: Shape<StatefulServiceOverride> = {
  statefulSet: override,
  headlessService: override,
  clientService: override,
  podDisruptionBudget: override,
  networkPolicy: override,
  monitor: override,
};

/** What a StatefulService can say. */
export interface StatefulServiceProps extends WorkloadProps {
  /** Number of pods, from 0. @default - not said: 1 */
  readonly replicas?: number;
  /** Volumes that each replica gets as its own. @default - none */
  readonly claims?: readonly ClaimTemplate[];
  /** What becomes of the claims. @default - not said: they stay */
  readonly claimRetention?: ClaimRetentionPolicy;
  /** How new pods take the place of the old ones. @default - not said: one after the other */
  readonly rollout?: StatefulRollout;
  /** In which order the replicas are started and ended. @default - not said: one after the other */
  readonly podManagement?: PodManagementPolicy;
  /** Time that a pod must have been ready before it counts as available. @default - Kubernetes': none */
  readonly minReady?: Duration;
  /** Old versions that are kept for going back, from 0. @default - Kubernetes': 10 */
  readonly revisionHistoryLimit?: number;
  /** The headless Service, by which DNS names each replica. @default - the workload's name, a port for each of the container's */
  readonly headless?: HeadlessOptions;
  /** A second Service, for those that want any ready replica. @default - none */
  readonly clientService?: Exposure;
  /** How many pods may be missing while nodes are drained. @default - not said: all */
  readonly disruption?: Disruption;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** How Prometheus finds it. @default - it is not scraped */
  readonly scrape?: Scrape;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: StatefulServiceOverride;
}

/** @internal */
export const statefulServiceProps: Shape<StatefulServiceProps> = {
  ...workloadProps,
  replicas: integer(0),
  claims: listOf(struct(() => claimTemplate)),
  claimRetention: struct(() => claimRetentionPolicy),
  rollout: instance(StatefulRollout, 'StatefulRollout.rolling(), StatefulRollout.onDelete()'),
  podManagement: oneOf(Object.values(PodManagementPolicy)),
  minReady: seconds(0),
  revisionHistoryLimit: integer(0),
  // Its fields are checked as those of the Exposure that it becomes.
  headless: { required: false, test: (value, at) => Exposure.headless(value as HeadlessOptions)._check(at) },
  clientService: instance(Exposure, 'Exposure.clusterIp(), Exposure.loadBalancer({ … }), …'),
  disruption: instance(Disruption, 'Disruption.maxUnavailable(1), Disruption.minAvailable(…)'),
  networkPolicy: struct(() => networkAccess),
  scrape: instance(Scrape, 'Scrape.service(), Scrape.podMonitor(), …'),
  override: struct(() => statefulServiceOverride),
};

/**
 * A service whose replicas have state and a name each: a StatefulSet with a claim of its own for each replica, the
 * headless Service that names them and, on request, a client Service, NetworkPolicy, PodDisruptionBudget and ConfigMaps.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulService extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The StatefulSet. */
  readonly statefulSet: Manifest;
  /** The headless Service. */
  readonly headlessService: Manifest;
  /** The client Service, where there is one. */
  readonly clientService?: Manifest;
  /** The PodDisruptionBudget, where there is one. */
  readonly podDisruptionBudget?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;
  /** The ServiceMonitor or PodMonitor, where there is one. */
  readonly monitor?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    checkProps(this, props, statefulServiceProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;
    const ports = portsOf(props);

    if (props.networkPolicy !== undefined) {
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, ports.all, props.override?.networkPolicy);
      this.networkPolicy = this.access.object;
    }
    if (props.disruption !== undefined) {
      this.podDisruptionBudget = definePodDisruptionBudget(
        context,
        props.disruption,
        props.override?.podDisruptionBudget,
      );
    }
    this.pods = new PodTemplate(context, props, { claims: props.claims });
    this.pods.addAnnotations(props.scrape?._annotations('pods'));
    // One of the two Services is scraped: the one that every StatefulService has.
    this.headlessService = defineService(context, 'headless-service', Exposure.headless(props.headless), ports, {
      labels: props.scrape?._serviceLabels(context.identity.selector),
      annotations: props.scrape?._annotations('service'),
      override: props.override?.headlessService,
    });
    if (props.clientService !== undefined) {
      this.clientService = defineService(context, 'client-service', props.clientService, ports, {
        name: `${props.name}-client`,
        prop: 'clientService',
        override: props.override?.clientService,
      });
    }
    this.statefulSet = defineObject(
      this,
      'stateful-set',
      'StatefulSet',
      metadataOfWorkload(context, props.annotations),
      () => ({
        spec: {
          serviceName: this.headlessService.name,
          replicas: props.replicas,
          podManagementPolicy: props.podManagement,
          revisionHistoryLimit: props.revisionHistoryLimit,
          minReadySeconds: props.minReady?.toSeconds(),
          updateStrategy: props.rollout?._toWire(),
          persistentVolumeClaimRetentionPolicy: props.claimRetention,
          selector: { matchLabels: context.identity.selector },
          template: this.pods.toTemplate(),
          ...(props.claims === undefined || props.claims.length === 0
            ? {}
            : { volumeClaimTemplates: this.pods.toClaims() }),
        },
      }),
      props.override?.statefulSet,
    );
    this.monitor = defineMonitor(context, props.scrape, ports, props.override?.monitor);
  }

  /**
   * The name by which others in the cluster reach it: that of the client Service, or of the headless one where there is
   * no other.
   *
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   */
  dnsName(from?: string): string {
    return dnsNameOf(this, (this.clientService ?? this.headlessService).name, this.namespace, from);
  }

  /**
   * The name of one replica, such as `mongo-0.mongo`.
   *
   * @param ordinal number of the replica, from 0.
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   */
  replicaDnsName(ordinal: number, from?: string): string {
    checkArguments(this, 'replicaDnsName', (at) => integer(0).test(ordinal, at.at('ordinal')));
    return `${this.name}-${ordinal}.${dnsNameOf(this, this.headlessService.name, this.namespace, from)}`;
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

function checkTogether(props: StatefulServiceProps, at: Problems): void {
  checkPod(props, props.name, at);
  const ports = portsOf(props);
  Exposure.headless(props.headless)._checkTargets(ports, at.at('headless'));
  const client = props.clientService;
  client?._checkTargets(ports, at.at('clientService'));
  if (client?._defined === false) at.at('clientService').add('is none', 'leave it out');
  const names = [props.headless?.name ?? props.name, client?._options.name ?? `${props.name}-client`];
  if (client !== undefined && names[0] === names[1]) {
    at.at('clientService').at('name').add(`must differ from the headless Service's, got "${names[1]}" for both`);
  }
  checkClaims(props, at);
  props.disruption?._checkReplicas(props.replicas ?? 1, 'replicas', at.at('disruption'));
  props.scrape?._checkUse(ports, true, at.at('scrape'));
  if (client !== undefined && props.scrape?._monitor(ports)?.kind === 'ServiceMonitor') {
    at.at('scrape').add(
      "by a ServiceMonitor would find the pods twice, behind the headless Service and 'clientService'",
      'use Scrape.podMonitor()',
    );
  }
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    {
      clientService: client !== undefined,
      podDisruptionBudget: props.disruption !== undefined,
      networkPolicy: props.networkPolicy !== undefined,
      monitor: props.scrape?._monitor(ports) !== undefined,
    },
    at.at('override'),
  );
}

function checkClaims(props: StatefulServiceProps, at: Problems): void {
  const claims = props.claims ?? [];
  const mounted = new Set((props.volumeMounts ?? []).map((mount) => mount.mountPath));
  claims.forEach((claim, i) => {
    const place = at.at('claims').at(i);
    if (claims.findIndex((other) => other.name === claim.name) < i) {
      place.at('name').add(`must be unique, got "${claim.name}" again`);
    }
    if (mounted.has(claim.mountPath))
      place.at('mountPath').add(`must be unique in the container, got "${claim.mountPath}" again`);
    mounted.add(claim.mountPath);
    const modes = claim.accessModes ?? [];
    if (modes.length > 1 && modes.some((mode) => (mode as string) === 'ReadWriteOncePod')) {
      place.at('accessModes').add('may not have ReadWriteOncePod beside other modes', 'drop one of them');
    }
  });
  if (props.claimRetention !== undefined && claims.length === 0) {
    at.at('claimRetention').add("is about claims, and there are none in 'claims'", 'drop it');
  }
}
