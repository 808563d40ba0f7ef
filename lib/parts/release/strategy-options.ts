import { integer, oneOf, serviceName, struct } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, required, type Checked, type Field, type Shape } from '../../core/shape';
import { FullShift, PartialShift, ReleaseStage } from './release-stage';
import { cookieMatch, headerMatch, type CookieMatch, type HeaderMatch } from './request-match';
import { checkRolling, type RollingOptions } from './rolling-options';
import { GatewayRouter, NginxRouter, TraefikRouter } from './traffic-router';

/** The two tracks of a blue/green release: each is the live one in its turn. */
export enum Color {
  /** Blue. */
  BLUE = 'blue',
  /** Green. */
  GREEN = 'green',
}

/** What every strategy with two tracks can say. */
export interface TrackOptions {
  /** How the pods of one track are replaced when its own template changes. @default - Kubernetes': 25% missing, 25% too many */
  readonly rolling?: RollingOptions;
}

/** Two versions side by side, of which one answers all requests. */
export interface BlueGreenOptions extends TrackOptions {
  /** The color that runs the version of the workload's props. After a release it is the other one. */
  readonly live: Color;
  /** The new version, and how far it is: `Release.of({ image }).start()`. @default - none is on its way */
  readonly release?: ReleaseStage | FullShift;
  /** Name of the Service that leads to the color that is not live. @default - the Service's name and "-preview" */
  readonly previewName?: string;
}

/** A few pods of the new version among the old ones. */
export interface CanaryByReplicasOptions extends TrackOptions {
  /** The new version, and how far it is: `Release.of({ image }).shiftTo(25)`. @default - none is on its way */
  readonly release?: ReleaseStage | PartialShift;
}

/** A share of the requests for the new version. */
export interface CanaryByWeightOptions extends TrackOptions {
  /** What shares the requests out. */
  readonly router: GatewayRouter | TraefikRouter | NginxRouter;
  /** The new version, and how far it is: `Release.of({ image }).shiftTo(25)`. @default - none is on its way */
  readonly release?: ReleaseStage | PartialShift;
  /** Pods of the new version, from 1; not together with `autoscaling`. @default - as many as of the old one */
  readonly canaryReplicas?: number;
}

/** The requests of some clients for another version. */
export interface AbTestOptions extends TrackOptions {
  /** The other version, and how far it is: `Release.of({ env }).shift()`. @default - there is none */
  readonly release?: ReleaseStage | FullShift;
  /** Pods of the other version, from 1; not together with `autoscaling`. @default - as many as of the first one */
  readonly trialReplicas?: number;
}

/** The requests with a header for another version. */
export interface AbTestByHeaderOptions extends AbTestOptions {
  /** What tells the requests apart. */
  readonly router: GatewayRouter | TraefikRouter | NginxRouter;
  /** The header that requests for the other version have. */
  readonly header: HeaderMatch;
}

/** The requests with a cookie for another version. */
export interface AbTestByCookieOptions extends AbTestOptions {
  /** What tells the requests apart; the Gateway API knows no cookies. */
  readonly router: TraefikRouter | NginxRouter;
  /** The cookie that requests for the other version have. */
  readonly cookie: CookieMatch;
}

/** One of some classes, whichever it is; what else is given is refused with the fix. */
function anyOf(classes: readonly { [Symbol.hasInstance](value: unknown): boolean }[], allowed: string): Field<false> {
  return field((value, at) => {
    if (classes.some((each) => value instanceof each)) (value as Checked)._check(at);
    else at.mustBe(allowed, value);
  });
}

const track: Shape<TrackOptions> = { rolling: field((value, at) => checkRolling(value as RollingOptions, at)) };

const full = anyOf(
  [ReleaseStage, FullShift],
  'a stage of a release without shares (Release.of({ … }).start(), .shift(), .promote(), .abort())',
);
const partial = anyOf(
  [ReleaseStage, PartialShift],
  'a stage of a release by shares (Release.of({ … }).start(), .shiftTo(percent), .promote(), .abort())',
);
const router = required(
  anyOf(
    [GatewayRouter, TraefikRouter, NginxRouter],
    'a router (TrafficRouter.gateway({ … }), TrafficRouter.traefik({ … }), TrafficRouter.nginx({ … }))',
  ),
);
const cookieRouter = required(
  anyOf(
    [TraefikRouter, NginxRouter],
    'a router that knows cookies (TrafficRouter.traefik({ … }), TrafficRouter.nginx({ … }))',
  ),
);

/** @internal */
export const blueGreenOptions: Shape<BlueGreenOptions> = {
  ...track,
  live: required(oneOf(Object.values(Color))),
  release: full,
  previewName: serviceName,
};

/** @internal */
export const canaryByReplicasOptions: Shape<CanaryByReplicasOptions> = { ...track, release: partial };

/** @internal */
export const canaryByWeightOptions: Shape<CanaryByWeightOptions> = {
  ...track,
  router,
  release: partial,
  canaryReplicas: integer(1),
};

/** @internal */
export const abTestByHeaderOptions: Shape<AbTestByHeaderOptions> = {
  ...track,
  router,
  header: required(struct(() => headerMatch)),
  release: full,
  trialReplicas: integer(1),
};

/** @internal */
export const abTestByCookieOptions: Shape<AbTestByCookieOptions> = {
  ...track,
  router: cookieRouter,
  cookie: required(struct(() => cookieMatch)),
  release: full,
  trialReplicas: integer(1),
};

/** Finds what a router cannot do with the requests that it is to tell apart. @internal */
export function checkAbTest(options: AbTestByHeaderOptions | AbTestByCookieOptions, at: Problems): void {
  if (options.router instanceof TraefikRouter && options.router._options.stickyCookie !== undefined) {
    at.at('router')
      .at('stickyCookie')
      .add('keeps clients with a share, and here a match decides', 'leave it out, or use Strategy.canaryByWeight');
  }
  if (!(options.router instanceof NginxRouter)) return;
  if ('cookie' in options) {
    if ((options.cookie.value ?? 'always') !== 'always') {
      at.at('cookie')
        .at('value')
        .mustBe('"always" with nginx, which knows no other', options.cookie.value, 'leave it out');
    }
    nginxText('name', options.cookie.name, at.at('cookie'));
  } else {
    nginxText('value', options.header.value, at.at('header'));
  }
}

/** ingress-nginx ignores an annotation of which it does not know the signs. */
function nginxText(name: string, value: string, at: Problems): void {
  if (!/^[-._~a-zA-Z0-9/:]*$/.test(value)) {
    at.at(name).mustBe("letters, digits, '-', '.', '_', '~', '/' and ':' with nginx", value);
  }
}
