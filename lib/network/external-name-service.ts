import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dnsNameOf } from '../companions/service';
import { listOf, pattern, serviceName, struct } from '../core/fields';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { checkPortNames, servicePort, type ServicePort } from '../parts/routing/port';
import type { IServiceName } from '../parts/routing/service-backend';
import { override, type ServiceOverride } from '../workloads/overrides';

/** What an ExternalNameService can say. */
export interface ExternalNameServiceProps extends ObjectProps {
  /** Host name outside of the cluster, such as `db.example.com`; an address does not work. */
  readonly externalName: string;
  /** Ports, for an Ingress that leads to it. @default - none: the name alone */
  readonly ports?: readonly ServicePort[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ServiceOverride;
}

const externalNameServiceProps: Shape<ExternalNameServiceProps> = {
  ...objectProps,
  name: required(serviceName),
  externalName: required(
    pattern(
      /^(?!\d+(\.\d+){3}\.?$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/,
      253,
      'a host name in lower case, such as db.example.com, not an address',
    ),
  ),
  ports: listOf(
    struct(() => servicePort),
    1,
  ),
  override,
};

/**
 * A name in the cluster for a host outside of it: a Service of type ExternalName, which DNS answers with a CNAME.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#externalname
 */
export class ExternalNameService extends ChartConstruct implements IServiceName {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Service. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ExternalNameServiceProps) {
    super(scope, id);
    checkProps(this, props, externalNameServiceProps, (at) => checkPorts(props.ports ?? [], at.at('ports')));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { externalName, ports } = props;
    this.object = defineObject(
      this,
      'service',
      'Service',
      metadataOfObject(props),
      () => ({ spec: { type: 'ExternalName', externalName, ...(ports === undefined ? {} : { ports }) } }),
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

function checkPorts(ports: readonly ServicePort[], at: Problems): void {
  checkPortNames(ports, at);
  ports.forEach((port, i) => {
    const place = at.at(i);
    if (ports.length > 1 && port.name === undefined) {
      place.at('name').add('is required where a Service has several ports');
    }
    const key = (each: ServicePort): string => `${each.port}/${each.protocol ?? 'TCP'}`;
    const first = ports.findIndex((other) => key(other) === key(port));
    if (first < i) place.at('port').add(`must be unique, got ${key(port)}, which [${first}] has`, 'drop one of them');
    if (port.nodePort !== undefined) place.at('nodePort').add('may not be given for an ExternalName', 'leave it out');
    if (port.targetPort !== undefined && port.targetPort !== port.port) {
      place
        .at('targetPort')
        .add(`has no effect: a name leads to the host, and to ${port.port} of it`, 'leave it out, or change the port');
    }
  });
}
