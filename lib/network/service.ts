import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dnsNameOf } from '../companions/service';
import { instance, serviceName } from '../core/fields';
import { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { Exposure } from '../parts/routing/exposure';
import type { IServiceName } from '../parts/routing/service-backend';
import { override, type ServiceOverride } from '../workloads/overrides';

/** What a Service can say. */
export interface ServiceProps extends ObjectProps {
  /** The pods that it leads to: those with the labels that select of this identity. */
  readonly selects: Identity;
  /** Its type and its ports, with their target ports where these have other numbers. */
  readonly exposure: Exposure;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ServiceOverride;
}

const serviceProps: Shape<ServiceProps> = {
  ...objectProps,
  name: required(serviceName),
  selects: required(instance(Identity, 'Identity.of({ name }), Identity.labels({ … })')),
  exposure: required(instance(Exposure, 'Exposure.clusterIp({ ports }), Exposure.nodePort({ ports }), …')),
  override,
};

/** Nothing is known of the containers. */
const noPorts = { main: [], all: [] };

/**
 * A Service that stands alone, for pods that others run; a workload of this package brings its own.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class Service extends ChartConstruct implements IServiceName {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Service. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    checkProps(this, props, serviceProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const exposure = props.exposure._on(this, noPorts, 'exposure');
    const { labels, annotations } = exposure._options;
    this.object = defineObject(
      this,
      'service',
      'Service',
      metadataOfObject({
        ...props,
        labels: { ...props.labels, ...labels },
        annotations: { ...props.annotations, ...annotations },
      }),
      () => ({ spec: exposure._toWire(props.selects.selector, noPorts) }),
      props.override,
    );
  }

  /**
   * The name by which others in the cluster reach it.
   *
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   */
  dnsName(from?: string): string {
    return dnsNameOf(this, this.name, this.namespace, from);
  }
}

function checkTogether(props: ServiceProps, at: Problems): void {
  const place = at.at('exposure');
  if (!props.exposure._defined) return place.add('is none', 'choose another, or leave the Service out');
  if (props.exposure._options.name !== undefined)
    place.at('name').add("is given by the Service's own 'name'", 'drop it');
  if (props.exposure._options.ports === undefined) {
    place.at('ports').add('is required: the ports of the pods are not known here', 'for example [{ port: 80 }]');
  }
}
