import type { k8s } from 'cdk8s-plus-27';
import type { Problems } from '../../core/problems';
import { checkStruct, type Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { planBlueGreen, planCanaryByReplicas, planRouted, type ReleasePlan } from './release-plan';
import { PartialShift, type FullShift, type ReleaseStage } from './release-stage';
import { checkRolling, toRollingUpdate, type RollingOptions } from './rolling-options';
import {
  abTestByCookieOptions,
  abTestByHeaderOptions,
  blueGreenOptions,
  canaryByReplicasOptions,
  canaryByWeightOptions,
  checkAbTest,
  type AbTestByCookieOptions,
  type AbTestByHeaderOptions,
  type BlueGreenOptions,
  type CanaryByReplicasOptions,
  type CanaryByWeightOptions,
  type TrackOptions,
} from './strategy-options';

/** How a strategy is called, for messages. */
type Kind =
  'recreate' | 'rolling' | 'blueGreen' | 'canaryByReplicas' | 'canaryByWeight' | 'abTestByHeader' | 'abTestByCookie';

/** What a strategy with two tracks is made of. */
interface Tracks extends TrackOptions {
  readonly release?: ReleaseStage | FullShift | PartialShift;
  readonly canaryReplicas?: number;
  readonly trialReplicas?: number;
}

/**
 * How a new version takes the place of the old one.
 *
 * `recreate` and `rolling` are those of a Deployment: a new version is applied, and Kubernetes does the rest. The others
 * have two tracks, each a Deployment of its own, and go by the stages of a Release; all their objects are in the output at
 * every stage, so that `kubectl apply` gets from one to the next.
 */
export class Strategy implements Checked {
  /** The old pods are taken away first: what a Deployment on a ReadWriteOnce claim needs. */
  static recreate(): Strategy {
    return new Strategy('recreate', {}, () => undefined);
  }

  /** New pods are made while the old ones are taken away, a few at a time. */
  static rolling(options: RollingOptions = {}): Strategy {
    return new Strategy('rolling', { rolling: options }, (at) => checkRolling(options, at));
  }

  /**
   * The new version stands complete beside the old one, and the Service turns from one to the other at once.
   *
   * @param options which color is live, and the release.
   */
  static blueGreen(options: BlueGreenOptions): Strategy {
    return new Strategy(
      'blueGreen',
      options,
      (at) => checkStruct(options, blueGreenOptions, at),
      () => planBlueGreen(options),
    );
  }

  /**
   * The new version gets a share of the pods, and with it about that share of the requests; any Service can do it.
   *
   * @param options the release.
   */
  static canaryByReplicas(options: CanaryByReplicasOptions = {}): Strategy {
    return new Strategy(
      'canaryByReplicas',
      options,
      (at) => checkStruct(options, canaryByReplicasOptions, at),
      (replicas) => planCanaryByReplicas(options.release, replicas),
    );
  }

  /**
   * The new version gets a share of the requests, whatever the number of its pods; needs a router.
   *
   * @param options the router and the release.
   */
  static canaryByWeight(options: CanaryByWeightOptions): Strategy {
    return new Strategy(
      'canaryByWeight',
      options,
      (at) => checkStruct(options, canaryByWeightOptions, at),
      () => {
        const { router, release, canaryReplicas } = options;
        return planRouted({
          router,
          ...(release === undefined ? {} : { release }),
          ...(canaryReplicas === undefined ? {} : { replicas: canaryReplicas }),
          names: { first: 'stable', second: 'canary' },
          weighs: true,
          split: release instanceof PartialShift ? { weight: release._percent } : {},
        });
      },
    );
  }

  /**
   * Another version answers the requests that have a header; needs a router.
   *
   * @param options the router, the header and the release.
   */
  static abTestByHeader(options: AbTestByHeaderOptions): Strategy {
    return Strategy.abTest('abTestByHeader', options, (at) => checkStruct(options, abTestByHeaderOptions, at), {
      header: options?.header,
    });
  }

  /**
   * Another version answers the requests that have a cookie; needs a router that knows cookies.
   *
   * @param options the router, the cookie and the release.
   */
  static abTestByCookie(options: AbTestByCookieOptions): Strategy {
    return Strategy.abTest('abTestByCookie', options, (at) => checkStruct(options, abTestByCookieOptions, at), {
      cookie: options?.cookie,
    });
  }

  private static abTest(
    kind: Kind,
    options: AbTestByHeaderOptions | AbTestByCookieOptions,
    check: (at: Problems) => void,
    split: Pick<Partial<AbTestByHeaderOptions & AbTestByCookieOptions>, 'header' | 'cookie'>,
  ): Strategy {
    return new Strategy(
      kind,
      options,
      (at) => {
        const before = at.count;
        check(at);
        if (at.count === before) checkAbTest(options, at);
      },
      () => {
        const { router, release, trialReplicas } = options;
        return planRouted({
          router,
          ...(release === undefined ? {} : { release }),
          ...(trialReplicas === undefined ? {} : { replicas: trialReplicas }),
          names: { first: 'a', second: 'b' },
          weighs: false,
          split,
        });
      },
    );
  }

  private constructor(
    /** How it is called. @internal */
    readonly _kind: Kind,
    private readonly options: Tracks,
    private readonly check: (at: Problems) => void,
    private readonly plan?: (replicas: number) => ReleasePlan,
  ) {}

  /** The stage of the release, where one is on its way. @internal */
  get _release(): ReleaseStage | FullShift | PartialShift | undefined {
    return this.options.release;
  }

  /** The number of pods that the new version is to have, where it is given one. @internal */
  get _ownReplicas(): number | undefined {
    return this.options.canaryReplicas ?? this.options.trialReplicas;
  }

  /** What runs and where requests go, for a workload of so many pods; nothing where there are no tracks. @internal */
  _plan(replicas: number): ReleasePlan | undefined {
    return this.plan?.(replicas);
  }

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** How the pods of one Deployment are replaced. @internal */
  _toWire(): Wire<k8s.DeploymentStrategy> | undefined {
    if (this._kind === 'recreate') return { type: 'Recreate' };
    return this.options.rolling === undefined ? undefined : toRollingUpdate(this.options.rolling);
  }
}
