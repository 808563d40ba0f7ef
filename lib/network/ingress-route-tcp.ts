import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { either, flag, instance, listOf, oneOf, struct, text, hostName } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { ServiceBackend } from '../parts/routing/service-backend';
import { TraefikTls } from '../parts/routing/traefik-tls';
import { override } from '../workloads/overrides';

/** A part of an IngressRouteTCP, merged into it at the end; `null` removes a field. */
export type IngressRouteTcpOverride = CustomOverrideOf<'IngressRouteTCP'>;

/** Where some connections go to. */
export interface IngressRouteTcpRule {
  /** Host name that the client asks for by TLS (SNI), or `*` for all; without TLS only `*` works. */
  readonly host: string;
  /** The Services that take them, all or none with a weight. */
  readonly backends: readonly ServiceBackend[];
}

/** What an IngressRouteTcp can say. */
export interface IngressRouteTcpProps extends ObjectProps {
  /** Where connections go to. */
  readonly routes: readonly IngressRouteTcpRule[];
  /** Entry points of Traefik that they come in by, such as `mongo`. */
  readonly entryPoints: readonly string[];
  /** TLS, which Traefik terminates. @default - none */
  readonly tls?: TraefikTls;
  /** Whether TLS goes through to the pods, unopened; not together with `tls`. @default false */
  readonly tlsPassthrough?: boolean;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: IngressRouteTcpOverride;
}

const ingressRouteTcpRule: Shape<IngressRouteTcpRule> = {
  host: required(either((value) => value === '*', oneOf(['*']), hostName)),
  backends: required(listOf(instance(ServiceBackend, 'ServiceBackend.of(service, port)'), 1)),
};

const ingressRouteTcpProps: Shape<IngressRouteTcpProps> = {
  ...objectProps,
  routes: required(
    listOf(
      struct(() => ingressRouteTcpRule),
      1,
    ),
  ),
  entryPoints: required(listOf(text, 1)),
  tls: instance(TraefikTls, 'TraefikTls.secret(name), TraefikTls.certResolver(name), TraefikTls.default()'),
  tlsPassthrough: flag,
  override,
};

/**
 * TCP from outside to Services, such as a database: an IngressRouteTCP of Traefik.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tcp/ingressroutetcp/
 */
export class IngressRouteTcp extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The IngressRouteTCP. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: IngressRouteTcpProps) {
    super(scope, id);
    checkProps(this, props, ingressRouteTcpProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { entryPoints, routes, tls, tlsPassthrough } = props;
    this.object = defineCustomObject(
      this,
      'ingress-route-tcp',
      'IngressRouteTCP',
      metadataOfObject(props),
      () => ({
        spec: {
          entryPoints,
          routes: routes.map(({ host, backends }) => ({
            match: `HostSNI(\`${host}\`)`,
            services: backends.map(({ service, port, weight }) => ({
              name: service,
              port,
              ...(weight === undefined ? {} : { weight }),
            })),
          })),
          ...(tls === undefined ? {} : { tls: tls._toWire() }),
          ...(tlsPassthrough === true ? { tls: { passthrough: true } } : {}),
        },
      }),
      props.override,
    );
  }
}

function checkTogether(props: IngressRouteTcpProps, at: Problems): void {
  if (props.tls !== undefined && props.tlsPassthrough === true) {
    at.at('tlsPassthrough').add("may not be given together with 'tls', which opens it", 'drop one of them');
  }
  const plain = props.tls === undefined && props.tlsPassthrough !== true;
  props.routes.forEach(({ host, backends }, i) => {
    const place = at.at('routes').at(i);
    if (plain && host !== '*') {
      place
        .at('host')
        .mustBe("'*' where there is no TLS, which tells the host", host, "give 'tls' or 'tlsPassthrough'");
    }
    if (host.startsWith('*.')) place.at('host').mustBe("one host, or '*' for all", host);
    const weighed = backends.filter((backend) => backend.weight !== undefined).length;
    if (weighed > 0 && weighed < backends.length) {
      place.at('backends').add('must all have a weight, or none', `${backends.length - weighed} of them have none`);
    }
  });
}
