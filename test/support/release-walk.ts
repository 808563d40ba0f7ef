import {
  Color,
  Exposure,
  Release,
  Strategy,
  TraefikMatch,
  TrafficRouter,
  WebService,
  type FullShift,
  type PartialShift,
  type ReleaseStage,
  type RollingOptions,
  type WebServiceProps,
} from '../../lib';
import { inspect } from '../../lib/inspection/engine/engine';
import { ModelCluster, missing } from './cluster';
import { destinations, type ModelRequest } from './routing';
import { at, synthesize, type Synthesized } from './synthesize';

/** What a stage of a test is called: a shift may say its percent behind it. */
export type StageName = 'steady' | 'start' | 'shift' | 'promote' | 'abort' | `shift ${number}`;

/** A stage on the way from a version to the next one: `[1, 'start']` starts version 2 beside version 1. */
export type Step = readonly [version: number, stage: StageName];

/** A strategy with its router, as a function of what changes from stage to stage. */
export interface WalkedStrategy {
  readonly name: string;
  /** Whether its shift is by shares. */
  readonly byShares: boolean;
  /** Whether it may be scaled. */
  readonly scales: boolean;
  /** The requests that tell versions apart, where some do. */
  readonly matching?: ModelRequest;
  readonly strategy: (
    stage: ReleaseStage | FullShift | PartialShift | undefined,
    live: Color,
    rolling?: RollingOptions,
  ) => Strategy;
}

const routers = {
  gateway: TrafficRouter.gateway({ gateways: [{ name: 'edge' }], hostnames: ['shop.example.com'] }),
  traefik: TrafficRouter.traefik({ match: TraefikMatch.host('shop.example.com') }),
  nginx: TrafficRouter.nginx({ hosts: ['shop.example.com'] }),
};
const header = { name: 'x-trial', value: 'yes' };
const byCookie: ModelRequest = { headers: { Cookie: 'theme=dark; trial=always; lang=en' } };

// The types know which stage fits which strategy; here one function serves all of them.
type Any = { readonly release?: ReleaseStage & FullShift & PartialShift; readonly rolling?: RollingOptions };
function options(stage: unknown, rolling: RollingOptions | undefined): Any {
  return {
    ...(stage === undefined ? {} : { release: stage as Required<Any>['release'] }),
    ...(rolling === undefined ? {} : { rolling }),
  };
}

/** Every strategy that has tracks, with every router that it can have. */
export const walkedStrategies: readonly WalkedStrategy[] = [
  {
    name: 'blue/green',
    byShares: false,
    scales: true,
    strategy: (stage, live, rolling) => Strategy.blueGreen({ live, ...options(stage, rolling) }),
  },
  {
    name: 'canary by replicas',
    byShares: true,
    scales: false,
    strategy: (stage, _, rolling) => Strategy.canaryByReplicas(options(stage, rolling)),
  },
  ...(['gateway', 'traefik', 'nginx'] as const).flatMap((name): readonly WalkedStrategy[] => [
    {
      name: `canary by weight, ${name}`,
      byShares: true,
      scales: true,
      strategy: (stage, _, rolling) => Strategy.canaryByWeight({ router: routers[name], ...options(stage, rolling) }),
    },
    {
      name: `A/B test by header, ${name}`,
      byShares: false,
      scales: true,
      matching: { headers: { [header.name]: header.value } },
      strategy: (stage, _, rolling) =>
        Strategy.abTestByHeader({ router: routers[name], header, ...options(stage, rolling) }),
    },
  ]),
  ...(['traefik', 'nginx'] as const).map((name): WalkedStrategy => ({
    name: `A/B test by cookie, ${name}`,
    byShares: false,
    scales: true,
    matching: byCookie,
    strategy: (stage, _, rolling) =>
      Strategy.abTestByCookie({ router: routers[name], cookie: { name: 'trial' }, ...options(stage, rolling) }),
  })),
];

/** How a walk is made, beside its steps. */
export interface WalkOptions {
  readonly replicas: number;
  readonly rolling?: RollingOptions;
  /** Whether a HorizontalPodAutoscaler has the number of pods. @default false */
  readonly scaled?: boolean;
  /** Whether objects that a stage lacks are taken away. @default false */
  readonly prune?: boolean;
  /** In which order the objects of a stage are applied. @default - that of the output */
  readonly order?: (objects: readonly Synthesized[]) => readonly Synthesized[];
}

/** The image of a version. */
export function imageOf(version: number): string {
  return `ghcr.io/acme/web:${version}`;
}

/** The objects of a stage. */
export function objectsAt(
  walked: WalkedStrategy,
  [version, stage]: Step,
  options: WalkOptions,
): readonly Synthesized[] {
  const release = Release.of({ image: imageOf(version + 1) });
  const stages = {
    steady: () => undefined,
    start: () => release.start(),
    shift: () => (walked.byShares ? release.shiftTo(25) : release.shift()),
    promote: () => release.promote(),
    abort: () => release.abort(),
  };
  const [name, percent] = stage.split(' ') as [keyof typeof stages, string | undefined];
  const at = percent === undefined ? stages[name]() : release.shiftTo(Number(percent));
  const props: WebServiceProps = {
    name: 'web',
    image: imageOf(version),
    ports: [{ name: 'http', containerPort: 8080 }],
    exposure: Exposure.clusterIp({ ports: [{ name: 'http', port: 80 }] }),
    resources: { requests: { cpu: '10m' } },
    ...(options.scaled === true
      ? { autoscaling: { minReplicas: options.replicas, maxReplicas: options.replicas + 5 } }
      : { replicas: options.replicas }),
    strategy: walked.strategy(at, version % 2 === 1 ? Color.BLUE : Color.GREEN, options.rolling),
  };
  return synthesize((chart) => new WebService(chart, 'web', props));
}

/**
 * Walks through the stages in a cluster that does its worst, and looks at it after every single object.
 *
 * @returns what went wrong on the way, of each a line that says at which stage and behind which object.
 */
export function walk(walked: WalkedStrategy, steps: readonly Step[], options: WalkOptions): readonly string[] {
  const cluster = new ModelCluster();
  const found: string[] = [];
  let previous: readonly Synthesized[] | undefined;
  for (const step of steps) {
    const [version, stage] = step;
    const place = `${version} ${stage}`;
    const objects = objectsAt(walked, step, options);
    for (const finding of changesOf(previous ?? objects, objects)) found.push(`${place}: ${finding}`);
    for (const object of options.order?.(objects) ?? objects) {
      cluster.apply(object);
      if (previous === undefined) continue;
      const where = `${place}, behind ${object.kind} ${object.metadata.name}`;
      for (const each of looksAt(cluster, walked, step, options)) found.push(`${where}: ${each}`);
    }
    if (options.prune === true) cluster.prune(objects);
    cluster.settle();
    for (const each of [...looksAt(cluster, walked, step, options), ...comesTo(cluster, walked, step, options)]) {
      found.push(`${place}: ${each}`);
    }
    previous = objects;
  }
  return found;
}

function requestsOf({ matching }: WalkedStrategy): readonly (readonly [string, ModelRequest])[] {
  const plain = ['a request', { headers: {} }] as const;
  return matching === undefined ? [plain] : [plain, ['a request that matches', matching]];
}

/** What must hold at any time. */
function looksAt(
  cluster: ModelCluster,
  walked: WalkedStrategy,
  [version, stage]: Step,
  options: WalkOptions,
): string[] {
  const found: string[] = [];
  for (const [name, request] of requestsOf(walked)) {
    const to = destinations(cluster, request, 'web');
    if (to.every(({ weight }) => weight === 0)) found.push(`${name} goes nowhere`);
    for (const { service } of to) {
      if (cluster.behind(service).length === 0)
        found.push(`${name} comes to the Service ${service}, which has no ready pods`);
    }
  }
  const old = cluster.ready(imageOf(version)).length;
  if (stage !== 'promote' && old < options.replicas)
    found.push(`${old} of ${options.replicas} pods of the old version are ready`);
  const [deployment] = cluster.ofKind('Deployment');
  const spec = deployment?.spec as Parameters<typeof missing>[0] | undefined;
  const allowed = options.replicas - missing(spec ?? {}, options.replicas);
  const answering = destinations(cluster, { headers: {} }, 'web').flatMap(({ service }) => cluster.behind(service));
  if (answering.length < allowed) found.push(`${answering.length} pods answer, and ${allowed} must`);
  return found;
}

/** What must hold when a stage is over. */
function comesTo(
  cluster: ModelCluster,
  walked: WalkedStrategy,
  [version, stage]: Step,
  options: WalkOptions,
): string[] {
  const found: string[] = [];
  const imagesFor = (request: ModelRequest): readonly string[] => {
    const pods = destinations(cluster, request, 'web').flatMap(({ service }) => cluster.behind(service));
    return [...new Set(pods.map(({ image }) => image))].sort();
  };
  const [old, next] = [imageOf(version), imageOf(version + 1)];
  const byPods = walked.name === 'canary by replicas';
  const expected: Readonly<Record<string, readonly string[]>> = {
    steady: [old],
    start: byPods ? [old, next] : [old],
    shift: walked.byShares ? [old, next] : walked.matching === undefined ? [next] : [old],
    promote: [next],
    abort: [old],
  };
  const [name = ''] = stage.split(' ');
  for (const [which, request] of requestsOf(walked)) {
    const matched = name === 'shift' && request === walked.matching ? [next] : expected[name];
    const images = imagesFor(request);
    if (images.join() !== matched?.join())
      found.push(`${which} is answered by ${images.join(' and ')}, not ${matched?.join(' and ')}`);
  }
  const pods = cluster.applied.filter(({ kind }) => kind === 'Deployment').map((each) => at(each, 'spec.replicas'));
  if (name === 'steady' && !pods.includes(0)) found.push('no track rests');
  if (name === 'shift' && options.scaled !== true && pods.includes(0)) found.push('a track rests');
  return found;
}

/** What the cluster would refuse of a change. */
export function changesOf(before: readonly Synthesized[], after: readonly Synthesized[]): readonly string[] {
  const sources = (objects: readonly Synthesized[]): { manifest: object }[] =>
    objects.map((manifest) => ({ manifest }));
  return inspect({ sources: sources(after), previous: sources(before) })
    .findings.filter(({ rule }) => rule.startsWith('change/'))
    .map(({ rule, object, path }) => `${rule} ${object.kind} ${object.name} ${path}`);
}
