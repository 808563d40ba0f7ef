import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { checkAutoscaling, defineHorizontalPodAutoscaler } from '../companions/horizontal-pod-autoscaler';
import { checkIngress, defineIngress } from '../companions/ingress';
import { defineMonitor } from '../companions/monitor';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { definePodDisruptionBudget } from '../companions/pod-disruption-budget';
import { defineService, dnsNameOf } from '../companions/service';
import { refuse } from '../core/errors';
import { instance, integer, seconds, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import type { Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, type Shape } from '../core/shape';
import { autoscaling, type Autoscaling } from '../parts/scheduling/autoscaling';
import { Disruption } from '../parts/scheduling/disruption';
import type { EnvValue } from '../parts/configuration/env-value';
import { Exposure } from '../parts/routing/exposure';
import { ingressOptions, type IngressOptions } from '../parts/routing/ingress-options';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { Scrape } from '../parts/observability/scrape';
import { Strategy } from '../parts/release/strategy';
import { checkPod, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import {
  checkOverrides,
  override,
  type DeploymentOverride,
  type HorizontalPodAutoscalerOverride,
  type IngressOverride,
  type MonitorOverride,
  type NetworkPolicyOverride,
  type PodDisruptionBudgetOverride,
  type ServiceOverride,
} from './overrides';
import type { Track } from './track';
import { checkTracks } from './track-checks';
import { defineTracks } from './tracks';
import { defineDeployment } from './web-service-deployment';
import type { IWorkload } from './workload';

/** What is merged into the objects of a WebService at the very end. */
export interface WebServiceOverride {
  /** Into the Deployment; of two tracks into both. @default - nothing */
  readonly deployment?: DeploymentOverride;
  /** Into the Service. @default - nothing */
  readonly service?: ServiceOverride;
  /** Into the Ingress. @default - nothing */
  readonly ingress?: IngressOverride;
  /** Into the HorizontalPodAutoscaler; of two tracks into both. @default - nothing */
  readonly horizontalPodAutoscaler?: HorizontalPodAutoscalerOverride;
  /** Into the PodDisruptionBudget. @default - nothing */
  readonly podDisruptionBudget?: PodDisruptionBudgetOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
  /** Into the ServiceMonitor or PodMonitor. @default - nothing */
  readonly monitor?: MonitorOverride;
}

const webServiceOverride: Shape<WebServiceOverride> = {
  deployment: override,
  service: override,
  ingress: override,
  horizontalPodAutoscaler: override,
  podDisruptionBudget: override,
  networkPolicy: override,
  monitor: override,
};

/** What a WebService can say. */
export interface WebServiceProps extends WorkloadProps {
  /** Number of pods, from 0; not together with `autoscaling`. @default - not said: 1 */
  readonly replicas?: number;
  /** How a new version takes the place of the old one. @default - not said: rolling */
  readonly strategy?: Strategy;
  /** Time that a pod must have been ready before it counts as available. @default - Kubernetes': none */
  readonly minReady?: Duration;
  /** Time after which a rollout that makes no progress has failed. @default - Kubernetes': 600 s */
  readonly progressDeadline?: Duration;
  /** Old versions that are kept for going back, from 0. @default - Kubernetes': 10 */
  readonly revisionHistoryLimit?: number;
  /** How the pods are reached inside of the cluster and from outside. @default - Exposure.clusterIp() where the container has ports, else none */
  readonly exposure?: Exposure;
  /** How it is reached over HTTP by host name. @default - it is not */
  readonly ingress?: IngressOptions;
  /** Between how many replicas it is scaled, and by what. @default - it is not scaled */
  readonly autoscaling?: Autoscaling;
  /** How many pods may be missing while nodes are drained. @default - not said: all */
  readonly disruption?: Disruption;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** How Prometheus finds it. @default - it is not scraped */
  readonly scrape?: Scrape;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: WebServiceOverride;
}

/** @internal */
export const webServiceProps: Shape<WebServiceProps> = {
  ...workloadProps,
  replicas: integer(0),
  strategy: instance(Strategy, 'Strategy.rolling({ … }), Strategy.blueGreen({ … }), …'),
  minReady: seconds(0),
  progressDeadline: seconds(1),
  revisionHistoryLimit: integer(0),
  exposure: instance(Exposure, 'Exposure.clusterIp(), Exposure.nodePort({ … }), …'),
  ingress: struct(() => ingressOptions),
  autoscaling: struct(() => autoscaling),
  disruption: instance(Disruption, 'Disruption.maxUnavailable(1), Disruption.minAvailable(…)'),
  networkPolicy: struct(() => networkAccess),
  scrape: instance(Scrape, 'Scrape.service(), Scrape.serviceMonitor(), …'),
  override: struct(() => webServiceOverride),
};

/**
 * A service without state of its own: a Deployment, the Service that leads to it and, on request, NetworkPolicy,
 * PodDisruptionBudget, ConfigMaps, HorizontalPodAutoscaler and Ingress.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class WebService extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The Deployment; of two tracks that of the one which stands for the workload: the live color, stable, a. */
  readonly deployment: Manifest;
  /** The Service, where there is one. */
  readonly service?: Manifest;
  /** The Service beside it, where the strategy has one: that of the color that is not live, of the canary, of b. */
  readonly secondService?: Manifest;
  /** The two versions, where the strategy has tracks; else none. */
  readonly tracks: readonly Track[];
  /** The objects by which the strategy's router shares requests out, where it has one; else none. */
  readonly routes: readonly Manifest[];
  /** The Ingress, where there is one. */
  readonly ingress?: Manifest;
  /** The HorizontalPodAutoscaler, where there is one. */
  readonly horizontalPodAutoscaler?: Manifest;
  /** The PodDisruptionBudget, where there is one. */
  readonly podDisruptionBudget?: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;
  /** The ServiceMonitor or PodMonitor, where there is one. */
  readonly monitor?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    checkProps(this, props, webServiceProps, (at) => checkTogether(props, at));
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
    this.pods = new PodTemplate(context, props);
    this.pods.addAnnotations(props.scrape?._annotations('pods'));
    const exposure = exposureOf(props);
    const plan = props.strategy?._plan(props.replicas ?? 1);
    if (plan !== undefined) {
      const tracked = defineTracks(context, plan, props, exposure, ports, this.pods);
      this.service = tracked.service;
      this.secondService = tracked.secondService;
      this.tracks = tracked.tracks;
      this.routes = tracked.routes;
      this.deployment = tracked.main.deployment;
      this.horizontalPodAutoscaler = tracked.main.horizontalPodAutoscaler;
    } else {
      this.tracks = [];
      this.routes = [];
      if (exposure._defined) {
        this.service = defineService(context, 'service', exposure, ports, {
          labels: props.scrape?._serviceLabels(context.identity.selector),
          annotations: props.scrape?._annotations('service'),
          override: props.override?.service,
        });
      }
      this.deployment = defineDeployment(context, props, props.replicas, () => this.pods);
      if (props.autoscaling !== undefined) {
        this.horizontalPodAutoscaler = defineHorizontalPodAutoscaler(
          context,
          props.autoscaling,
          this.deployment,
          props.override?.horizontalPodAutoscaler,
        );
      }
    }
    if (props.ingress !== undefined && this.service !== undefined) {
      const service = { name: this.service.name, ports: exposure._ports(ports) };
      this.ingress = defineIngress(context, props.ingress, service, props.override?.ingress);
    }
    this.monitor = defineMonitor(context, props.scrape, ports, props.override?.monitor);
  }

  /**
   * The name by which others in the cluster reach the Service.
   *
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   * @throws DrydockError when there is no Service
   */
  dnsName(from?: string): string {
    if (this.service === undefined)
      refuse(this, "has no DNS name, because it has no Service; choose another 'exposure'");
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

function exposureOf(props: WebServiceProps): Exposure {
  return props.exposure ?? ((props.ports ?? []).length === 0 ? Exposure.none() : Exposure.clusterIp());
}

function checkTogether(props: WebServiceProps, at: Problems): void {
  checkPod(props, props.name, at);
  const exposure = exposureOf(props);
  const ports = portsOf(props);
  exposure._checkTargets(ports, at.at('exposure'));
  if (props.ingress !== undefined) {
    checkIngress(props.ingress, exposure._defined ? exposure._ports(ports) : undefined, at.at('ingress'));
  }
  if (props.autoscaling !== undefined) checkAutoscaling(props.autoscaling, props, at.at('autoscaling'));
  const [replicas, prop] =
    props.autoscaling === undefined
      ? [props.replicas ?? 1, 'replicas']
      : [props.autoscaling.minReplicas ?? 1, 'autoscaling.minReplicas'];
  props.disruption?._checkReplicas(replicas, prop, at.at('disruption'));
  props.scrape?._checkUse(ports, exposure._defined, at.at('scrape'));
  if (props.strategy !== undefined) checkTracks(props.strategy, props, exposure, ports, at);
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    {
      service: exposure._defined,
      ingress: props.ingress !== undefined,
      horizontalPodAutoscaler: props.autoscaling !== undefined,
      podDisruptionBudget: props.disruption !== undefined,
      networkPolicy: props.networkPolicy !== undefined,
      monitor: props.scrape?._monitor(ports) !== undefined,
    },
    at.at('override'),
  );
}
