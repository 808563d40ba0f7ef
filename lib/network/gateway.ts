import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsSubdomain, instance, listOf, oneOf, portNumber, struct, hostName } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { AllowedRoutes } from '../parts/routing/allowed-routes';
import { override } from '../workloads/overrides';

/** A part of a Gateway, merged into it at the end; `null` removes a field. */
export type GatewayOverride = CustomOverrideOf<'Gateway'>;

/** What a listener of a Gateway speaks. */
export enum GatewayProtocol {
  /** HTTP without TLS. */
  HTTP = 'HTTP',
  /** HTTP over TLS, which the Gateway terminates. */
  HTTPS = 'HTTPS',
}

/** A port on which a Gateway listens. */
export interface GatewayListener {
  /** Name, unique in the Gateway, which routes can give in `sectionName`. */
  readonly name: string;
  /** Port, from 1 to 65535. */
  readonly port: number;
  /** What it speaks. */
  readonly protocol: GatewayProtocol;
  /** Host name that it is for, such as `*.example.com`. @default - all */
  readonly hostname?: string;
  /** Names of the Secrets with its certificates; needed for HTTPS. @default - none */
  readonly certificateSecretNames?: readonly string[];
  /** The namespaces whose routes it takes. @default - not said: its own */
  readonly allowedRoutes?: AllowedRoutes;
}

/** What a Gateway can say. */
export interface GatewayProps extends ObjectProps {
  /** Class of the controller that serves it, such as `traefik`. */
  readonly gatewayClassName: string;
  /** The ports on which it listens. */
  readonly listeners: readonly GatewayListener[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: GatewayOverride;
}

const gatewayListener: Shape<GatewayListener> = {
  name: required(dnsSubdomain),
  port: required(portNumber),
  protocol: required(oneOf(Object.values(GatewayProtocol))),
  hostname: hostName,
  certificateSecretNames: listOf(dnsSubdomain, 1),
  allowedRoutes: instance(AllowedRoutes, 'AllowedRoutes.sameNamespace(), AllowedRoutes.allNamespaces(), …'),
};

const gatewayProps: Shape<GatewayProps> = {
  ...objectProps,
  gatewayClassName: required(dnsSubdomain),
  listeners: required(
    listOf(
      struct(() => gatewayListener),
      1,
    ),
  ),
  override,
};

/**
 * Where HTTP comes in from outside, with its certificates: a Gateway of the Gateway API, which HttpRoutes attach to.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class Gateway extends ChartConstruct {
  /** Its name, for the `gateways` of a route. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Gateway. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    checkProps(this, props, gatewayProps, (at) => checkListeners(props.listeners, at.at('listeners')));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'gateway',
      'Gateway',
      metadataOfObject(props),
      () => ({
        spec: {
          gatewayClassName: props.gatewayClassName,
          listeners: props.listeners.map(
            ({ name, port, protocol, hostname, certificateSecretNames, allowedRoutes }) => ({
              name,
              ...(hostname === undefined ? {} : { hostname }),
              port,
              protocol,
              ...(certificateSecretNames === undefined
                ? {}
                : { tls: { certificateRefs: certificateSecretNames.map((secret) => ({ name: secret })) } }),
              ...(allowedRoutes === undefined ? {} : { allowedRoutes: { namespaces: allowedRoutes._toWire() } }),
            }),
          ),
        },
      }),
      props.override,
    );
  }
}

function checkListeners(listeners: readonly GatewayListener[], at: Problems): void {
  const place = ({ port, protocol, hostname }: GatewayListener): string => `${port} ${protocol} ${hostname ?? ''}`;
  listeners.forEach((listener, i) => {
    const here = at.at(i);
    if (listeners.findIndex((other) => other.name === listener.name) < i) {
      here.at('name').add(`must be unique in the Gateway, got "${listener.name}" again`, 'rename one of them');
    }
    const same = listeners.findIndex((other) => place(other) === place(listener));
    if (same < i) here.add(`has port, protocol and hostname of [${same}]`, 'change one of them');
    const secure = listener.protocol === GatewayProtocol.HTTPS;
    if (secure && listener.certificateSecretNames === undefined) {
      here.at('certificateSecretNames').add('is required for HTTPS', 'name a Secret, such as a Certificate makes');
    }
    if (!secure && listener.certificateSecretNames !== undefined) {
      here.at('certificateSecretNames').add('may be given for HTTPS only', 'change the protocol, or leave it out');
    }
  });
}
