import { checkTrafficRoute } from '../companions/traffic-route';
import type { Identity } from '../core/identity';
import type { Problems } from '../core/problems';
import type { Autoscaling } from '../parts/scheduling/autoscaling';
import type { Exposure } from '../parts/routing/exposure';
import type { IngressOptions } from '../parts/routing/ingress-options';
import type { PodPorts } from '../parts/routing/port';
import { checkDifference } from '../parts/release/release-options';
import { PartialShift } from '../parts/release/release-stage';
import type { Strategy } from '../parts/release/strategy';
import type { PodOptions } from '../pod/pod-options';

/** What a strategy with two tracks has to fit. */
interface Tracked extends PodOptions {
  readonly name: string;
  readonly identity?: Identity;
  readonly labels?: { readonly [key: string]: string };
  readonly replicas?: number;
  readonly autoscaling?: Autoscaling;
  readonly ingress?: IngressOptions;
}

const maximumName = 63;

/** A canary by replicas comes on top of the old version: beyond this share it would need more pods than that. */
const maximumShare = 50;

/** Finds what two tracks cannot do together with what else is said. */
export function checkTracks(
  strategy: Strategy,
  props: Tracked,
  exposure: Exposure,
  ports: PodPorts,
  at: Problems,
): void {
  const place = at.at('strategy');
  const replicas = props.replicas ?? 1;
  const plan = strategy._plan(replicas);
  if (plan === undefined) return;
  if (!exposure._defined) {
    place.add('needs a Service, and there is none', "give the container 'ports', or choose another 'exposure'");
  }
  if (props.replicas === 0) at.at('replicas').mustBe('at least 1 with two tracks, one of which answers', 0);
  for (const { track } of plan.tracks) checkName(`${props.name}-${track}`, props.name, at);
  for (const labels of ['labels', 'podLabels'] as const) {
    if (props[labels]?.track !== undefined) {
      at.at(labels).at('track').add('is the label by which the strategy tells its pods apart', 'choose another key');
    }
  }
  if (props.identity?.labels.track !== undefined) {
    at.at('identity').add("may not have the label 'track', by which the strategy tells its pods apart", 'rename it');
  }
  if (plan.route !== undefined) {
    if (props.ingress !== undefined) {
      at.at('ingress').add("would lead past the strategy's router", 'drop it, and give the router its hosts');
    }
    checkTrafficRoute(plan.route.router, exposure._defined ? exposure._ports(ports) : undefined, place.at('router'));
  }
  checkScaling(strategy, props, place);
  const release = strategy._release;
  if (release !== undefined) checkDifference(props, release._version, place.at('release'));
  if (strategy._kind === 'canaryByReplicas' && release instanceof PartialShift) {
    checkShare(release._percent, plan.tracks[1]?.size, replicas, place.at('release'));
  }
}

function checkName(name: string, given: string, at: Problems): void {
  if (name.length <= maximumName) return;
  const maximum = maximumName - (name.length - given.length);
  at.at('name').mustBe(`at most ${maximum} characters, because a Deployment is called "${name}"`, given);
}

function checkScaling(strategy: Strategy, props: Tracked, at: Problems): void {
  if (props.autoscaling === undefined) return;
  if (strategy._kind === 'canaryByReplicas') {
    at.add(
      "shares requests out by the number of pods, which 'autoscaling' changes",
      "drop 'autoscaling', or use Strategy.canaryByWeight",
    );
  } else if (strategy._ownReplicas !== undefined) {
    const name = strategy._kind === 'canaryByWeight' ? 'canaryReplicas' : 'trialReplicas';
    at.at(name).add(
      "may not be given together with 'autoscaling', which changes the number of pods",
      'drop one of them',
    );
  }
}

function checkShare(percent: number, canary: unknown, replicas: number, at: Problems): void {
  const place = at.at('percent');
  const total = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
  if (percent > maximumShare) {
    const fix = 'go on with promote(), or use Strategy.canaryByWeight';
    place.mustBe(
      `at most ${maximumShare}: beside ${total} that stay, more needs more than ${replicas} others`,
      percent,
      fix,
    );
  } else if (canary === 0) {
    const one = Math.round(1000 / (replicas + 1)) / 10;
    place.add(
      `comes to less than half a pod beside ${total}, got ${percent}`,
      `one pod is ${one} percent: shift to ${Math.ceil(one)}, raise 'replicas', or use Strategy.canaryByWeight`,
    );
  }
}
