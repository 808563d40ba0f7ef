import type { CustomBody } from '../core/custom-kinds';
import type { ServiceBackend } from '../parts/routing/service-backend';

/** What a TraefikService says: Services and their shares. */
export function toTraefikService({
  backends,
  stickyCookie,
}: {
  readonly backends: readonly ServiceBackend[];
  readonly stickyCookie?: string;
}): CustomBody<'TraefikService'> {
  return {
    spec: {
      weighted: {
        services: backends.map(({ service, port, weight }) => ({ name: service, port, weight })),
        ...(stickyCookie === undefined ? {} : { sticky: { cookie: { name: stickyCookie } } }),
      },
    },
  };
}
