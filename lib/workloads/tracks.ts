import { defineService } from '../companions/service';
import { defineTrafficRoute } from '../companions/traffic-route';
import { refuse } from '../core/errors';
import type { Manifest } from '../core/manifest';
import { Exposure } from '../parts/routing/exposure';
import type { PodPorts } from '../parts/routing/port';
import type { ReleasePlan } from '../parts/release/release-plan';
import type { Scrape } from '../parts/observability/scrape';
import type { PodTemplate } from '../pod/pod-template';
import type { WorkloadContext } from '../pod/workload-context';
import type { ServiceOverride } from './overrides';
import { Track, type TrackProps } from './track';

/** What the objects of two tracks are made from. */
export interface TracksProps extends TrackProps {
  readonly scrape?: Scrape;
  readonly override?: TrackProps['override'] & { readonly service?: ServiceOverride };
}

/** What a workload with two tracks consists of. */
export interface Tracks {
  readonly service: Manifest;
  readonly secondService?: Manifest;
  readonly tracks: readonly Track[];
  /** The track that stands for the workload. */
  readonly main: Track;
  readonly routes: readonly Manifest[];
}

/** Defines the Services, the Deployments and the routes of a workload that has two versions. */
export function defineTracks(
  context: WorkloadContext,
  plan: ReleasePlan,
  props: TracksProps,
  exposure: Exposure,
  ports: PodPorts,
  pods: PodTemplate,
): Tracks {
  const { selector } = context.identity;
  const marks = {
    labels: props.scrape?._serviceLabels(selector),
    annotations: props.scrape?._annotations('service'),
  };
  const service = defineService(context, 'service', exposure, ports, {
    ...marks,
    selector: plan.served === undefined ? selector : { ...selector, track: plan.served },
    override: props.override?.service,
  });
  const { second } = plan;
  const suffix = plan.route === undefined ? 'preview' : (second?.track ?? '');
  const secondService =
    second === undefined
      ? undefined
      : defineService(context, second.id, inside(exposure, ports), ports, {
          ...marks,
          name: second.name ?? `${service.name}-${suffix}`,
          selector: { ...selector, track: second.track },
        });
  const tracks = plan.tracks.map((track) => new Track(context, track, props, pods, plan.next));
  const main = tracks.find(({ name }) => name === plan.main);
  const other = tracks.find(({ name }) => name !== plan.main);
  if (main === undefined || other === undefined) {
    return refuse(context.owner, `has no two tracks of which one is "${plan.main}"`);
  }
  const routes =
    plan.route === undefined || secondService === undefined
      ? []
      : defineTrafficRoute(context, {
          ...plan.route,
          first: service.name,
          second: secondService.name,
          ports: exposure._ports(ports),
          secondOwner: other,
          suffix,
        });
  return { service, ...(secondService === undefined ? {} : { secondService }), tracks, main, routes };
}

/** The same ports inside of the cluster alone. */
function inside(exposure: Exposure, ports: PodPorts): Exposure {
  return Exposure.clusterIp({
    ports: exposure._ports(ports).map(({ name, port, protocol, targetPort, appProtocol }) => ({
      port,
      ...(name === undefined ? {} : { name }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(targetPort === undefined ? {} : { targetPort }),
      ...(appProtocol === undefined ? {} : { appProtocol }),
    })),
  });
}
