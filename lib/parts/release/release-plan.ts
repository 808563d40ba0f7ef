import type { ReleaseOptions } from './release-options';
import { FullShift, PartialShift, type ReleaseStage } from './release-stage';
import type { CookieMatch, HeaderMatch } from './request-match';
import { Color, type BlueGreenOptions } from './strategy-options';
import type { GatewayRouter, NginxRouter, TraefikRouter } from './traffic-router';

/** How many pods a track has: as many as the workload is to have, or a number of its own; 0 rests. */
export type TrackSize = 'all' | number;

/** One of the two versions of a workload at a stage of its release. */
export interface TrackPlan {
  /** Value of the label `track`, and end of the Deployment's name. */
  readonly track: string;
  /** Whether it runs the version of the workload's props, or that of the release. */
  readonly version: 'current' | 'next';
  readonly size: TrackSize;
  /** Share of the requests in percent, where it is known. */
  readonly share?: number;
}

/** Which requests go to the new version. */
export interface TrafficSplit {
  readonly weight?: number;
  readonly header?: HeaderMatch;
  readonly cookie?: CookieMatch;
}

/** What runs at a stage of a release, and where requests go. */
export interface ReleasePlan {
  /** The two tracks, in the order of the output. */
  readonly tracks: readonly TrackPlan[];
  /** The track that stands for the workload. */
  readonly main: string;
  /** The track that the Service leads to. @default - both */
  readonly served?: string;
  /** The Service beside it: the track that it leads to, and its name where the caller gives one. */
  readonly second?: { readonly id: string; readonly track: string; readonly name?: string };
  /** What shares requests out; without a split all go to the Service. */
  readonly route?: {
    readonly router: GatewayRouter | TraefikRouter | NginxRouter;
    /** Whether it goes by shares, and not by what requests have. */
    readonly weighs: boolean;
    readonly split?: TrafficSplit;
  };
  /** The new version, where one is on its way. */
  readonly next?: ReleaseOptions;
}

type Release = ReleaseStage | FullShift | PartialShift | undefined;
type Stage = 'steady' | 'start' | 'shift' | 'promote' | 'abort';

function stageOf(release: Release): Stage {
  if (release === undefined) return 'steady';
  return release instanceof FullShift || release instanceof PartialShift ? 'shift' : release._stage;
}

function next(release: Release): { readonly next?: ReleaseOptions } {
  return release === undefined ? {} : { next: release._version };
}

/** Two colors: the live one goes on in full until the other one is promoted. */
export function planBlueGreen({ live, release, previewName }: BlueGreenOptions): ReleasePlan {
  const stage = stageOf(release);
  const other = live === Color.BLUE ? Color.GREEN : Color.BLUE;
  const served = stage === 'shift' || stage === 'promote' ? other : live;
  const plans: Readonly<Record<string, Pick<TrackPlan, 'version' | 'size'>>> = {
    [live]: { version: 'current', size: stage === 'promote' ? 0 : 'all' },
    [other]: stage === 'steady' ? { version: 'current', size: 0 } : { version: 'next', size: 'all' },
  };
  return {
    tracks: [Color.BLUE, Color.GREEN].map((track) => ({
      track,
      ...(plans[track] ?? { version: 'current', size: 0 }),
      share: track === served ? 100 : 0,
    })),
    main: served,
    served,
    second: {
      id: 'preview-service',
      track: served === live ? other : live,
      ...(previewName === undefined ? {} : { name: previewName }),
    },
    ...next(release),
  };
}

/** The pods of a canary beside so many of the old version, for a share of all; 0 where it is less than half a pod. */
export function canaryPods(stable: number, percent: number): number {
  return Math.round((stable * percent) / (100 - percent));
}

/** The old version has all its pods until the new one is promoted; the canary's come on top of them. */
export function planCanaryByReplicas(release: ReleaseStage | PartialShift | undefined, replicas: number): ReleasePlan {
  const stage = stageOf(release);
  const shifted = release instanceof PartialShift ? canaryPods(replicas, release._percent) : 1;
  const canary = stage === 'steady' || stage === 'abort' ? 0 : shifted;
  const share = (100 * canary) / (replicas + canary);
  return {
    tracks: [
      { track: 'stable', version: stage === 'promote' ? 'next' : 'current', size: 'all', share: 100 - share },
      { track: 'canary', version: stage === 'steady' ? 'current' : 'next', size: canary, share },
    ],
    main: 'stable',
    ...next(release),
  };
}

/** What the plans of a canary by weight and of an A/B test have in common. */
export interface RoutedRelease {
  readonly router: GatewayRouter | TraefikRouter | NginxRouter;
  readonly release?: ReleaseStage | FullShift | PartialShift;
  /** Pods of the new version. @default - as many as of the old one */
  readonly replicas?: number;
  /** What the tracks are called: that of the old version, that of the new one. */
  readonly names: { readonly first: string; readonly second: string };
  /** Whether the router goes by shares, and not by what requests have. */
  readonly weighs: boolean;
  /** Which requests go to the new version while it is shifted. */
  readonly split: TrafficSplit;
}

/**
 * Both versions in full, and a route before them.
 *
 * The route names the new version only while it is shifted: a router may take a route out of service altogether when one
 * of its Services has no pods, whatever its weight.
 *
 * @see https://github.com/traefik/traefik/issues/9158
 */
export function planRouted({ router, release, replicas, names, weighs, split }: RoutedRelease): ReleasePlan {
  const stage = stageOf(release);
  const shifted = stage === 'shift';
  const shares = (second: boolean): { readonly share?: number } => {
    if (!shifted) return { share: second ? 0 : 100 };
    if (split.weight === undefined) return {};
    return { share: second ? split.weight : 100 - split.weight };
  };
  return {
    tracks: [
      { track: names.first, version: stage === 'promote' ? 'next' : 'current', size: 'all', ...shares(false) },
      stage === 'steady'
        ? { track: names.second, version: 'current', size: 0, ...shares(true) }
        : { track: names.second, version: 'next', size: replicas ?? 'all', ...shares(true) },
    ],
    main: names.first,
    served: names.first,
    second: { id: `${names.second}-service`, track: names.second },
    route: { router, weighs, ...(shifted ? { split } : {}) },
    ...next(release),
  };
}
