import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { toTraefikService } from '../companions/traefik-service';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { instance, listOf } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { cookieName } from '../parts/routing/cookie-name';
import { ServiceBackend } from '../parts/routing/service-backend';
import { override } from '../workloads/overrides';

/** A part of a TraefikService, merged into it at the end; `null` removes a field. */
export type TraefikServiceOverride = CustomOverrideOf<'TraefikService'>;

/** What a TraefikService can say. */
export interface TraefikServiceProps extends ObjectProps {
  /** The Services, each with its share of the requests: `ServiceBackend.of('shop', 80).weighing(9)`. */
  readonly backends: readonly ServiceBackend[];
  /** Name of a cookie that keeps a client with the Service that answered it first. @default - none: any answers */
  readonly stickyCookie?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: TraefikServiceOverride;
}

const traefikServiceProps: Shape<TraefikServiceProps> = {
  ...objectProps,
  backends: required(listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port).weighing(weight)'), 1)),
  stickyCookie: cookieName,
  override,
};

/**
 * Requests shared out between Services by weight: a TraefikService, which an IngressRoute leads to.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/traefikservice/
 */
export class TraefikService extends ChartConstruct {
  /** Its name, for the `traefikService` of a route. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The TraefikService. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: TraefikServiceProps) {
    super(scope, id);
    checkProps(this, props, traefikServiceProps, (at) => checkWeights(props.backends, at.at('backends')));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'traefik-service',
      'TraefikService',
      metadataOfObject(props),
      () => toTraefikService(props),
      props.override,
    );
  }
}

function checkWeights(backends: readonly ServiceBackend[], at: Problems): void {
  backends.forEach((backend, i) => {
    if (backend.weight === undefined) at.at(i).add('needs a share of the requests', 'add .weighing(1)');
  });
  if (backends.every((backend) => backend.weight === 0)) at.add('all have the weight 0, so that nothing answers');
}
