import { ChartConstruct } from '../core/chart-construct';
import { defineHorizontalPodAutoscaler } from '../companions/horizontal-pod-autoscaler';
import type { Manifest } from '../core/manifest';
import type { Autoscaling } from '../parts/scheduling/autoscaling';
import type { ReleaseOptions } from '../parts/release/release-options';
import type { TrackPlan } from '../parts/release/release-plan';
import type { PodTemplate } from '../pod/pod-template';
import type { WorkloadContext } from '../pod/workload-context';
import type { HorizontalPodAutoscalerOverride } from './overrides';
import { defineDeployment, type DeploymentOptions } from './web-service-deployment';

/** What all tracks of a workload have in common. @internal */
export interface TrackProps extends DeploymentOptions {
  readonly replicas?: number;
  readonly autoscaling?: Autoscaling;
  readonly override?: DeploymentOptions['override'] & {
    readonly horizontalPodAutoscaler?: HorizontalPodAutoscalerOverride;
  };
}

/** One of the two versions of a WebService whose Strategy has tracks: a Deployment, and what scales it. */
export class Track extends ChartConstruct {
  /** Its name, the value of the label `track`: blue or green, stable or canary, a or b. */
  readonly name: string;
  /** The Deployment. */
  readonly deployment: Manifest;
  /** The HorizontalPodAutoscaler, where the WebService is scaled and the track does not rest. */
  readonly horizontalPodAutoscaler?: Manifest;
  /** Number of its pods, 0 while it rests; not known where it is scaled. */
  readonly replicas?: number;
  /** Its share of the requests in percent, after rounding to whole pods where these decide; not known where a match decides. */
  readonly share?: number;

  /** @internal */
  constructor(
    context: WorkloadContext,
    plan: TrackPlan,
    props: TrackProps,
    pods: PodTemplate,
    version: ReleaseOptions | undefined,
  ) {
    super(context.owner, plan.track);
    const labels = { track: plan.track };
    const own: WorkloadContext = {
      ...context,
      owner: this,
      name: `${context.name}-${plan.track}`,
      identity: context.identity.with(labels),
    };
    this.name = plan.track;
    this.share = plan.share;
    const all = props.autoscaling === undefined ? (props.replicas ?? 1) : undefined;
    this.replicas = plan.size === 'all' ? all : plan.size;
    this.deployment = defineDeployment(own, props, this.replicas, () =>
      pods.vary(labels, plan.version === 'next' ? version : undefined),
    );
    if (props.autoscaling !== undefined && plan.size === 'all') {
      this.horizontalPodAutoscaler = defineHorizontalPodAutoscaler(
        own,
        props.autoscaling,
        this.deployment,
        props.override?.horizontalPodAutoscaler,
      );
    }
  }
}
