import { either, listOf, oneOf, portName, portNumber, portReference, struct, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, required, type Field, type Shape } from '../../core/shape';

/** Protocol of a port. */
export enum Protocol {
  /** Transmission Control Protocol. */
  TCP = 'TCP',
  /** User Datagram Protocol. */
  UDP = 'UDP',
  /** Stream Control Transmission Protocol. */
  SCTP = 'SCTP',
}

/** A port that a container listens on. */
export interface ContainerPort {
  /** Number, from 1 to 65535. */
  readonly containerPort: number;
  /** Name, unique in the pod, of at most 15 characters: what a Service and a probe can refer to. @default - none */
  readonly name?: string;
  /** Protocol. @default - not said: TCP */
  readonly protocol?: Protocol;
  /** Port of the node that leads to it; Pod Security allows none. @default - none */
  readonly hostPort?: number;
}

/** A port of a Service. */
export interface ServicePort {
  /** Port of the Service, from 1 to 65535. */
  readonly port: number;
  /** Name; needed where the Service has several ports. @default - none */
  readonly name?: string;
  /** Number or name of the container's port. @default - the container's port of the same name, or of the same number, or its only one */
  readonly targetPort?: number | string;
  /** Protocol. @default - not said: TCP */
  readonly protocol?: Protocol;
  /** Port of every node, for NodePort and LoadBalancer: from 30000 to 32767. @default - the cluster chooses one */
  readonly nodePort?: number;
  /** Protocol of the application, such as `kubernetes.io/h2c`. @default - none */
  readonly appProtocol?: string;
}

/** The ports that a Service can lead to. */
export interface PodPorts {
  /** Those of the main container, which a Service has when nothing else is said. */
  readonly main: readonly ContainerPort[];
  /** Those of all containers. */
  readonly all: readonly ContainerPort[];
}

/** @internal */
export const protocol = oneOf(Object.values(Protocol));

/** @internal */
export const containerPort: Shape<ContainerPort> = {
  containerPort: required(portNumber),
  name: portName,
  protocol,
  hostPort: portNumber,
};

const containerPortField = struct(() => containerPort);
const portExample = (value: unknown): string => `{ containerPort: ${typeof value === 'number' ? value : 8080} }`;

/** The ports of a container: of a plain number it is said how it is given. @internal */
export const containerPorts: Field<false> = either(
  Array.isArray,
  listOf(
    field((value, at) => {
      if (typeof value === 'number') return at.mustBe('an object', value, `for example ${portExample(value)}`);
      containerPortField.test(value, at);
    }),
  ),
  field((value, at) => at.mustBe('a list', value, `for example [${portExample(value)}]`)),
);

/** @internal */
export const servicePort: Shape<ServicePort> = {
  port: required(portNumber),
  name: portName,
  targetPort: portReference,
  protocol,
  nodePort: portNumber,
  appProtocol: text,
};

/** Finds two ports of one name. @internal */
export function checkPortNames(ports: readonly { readonly name?: string }[], at: Problems): void {
  const seen = new Map<string, number>();
  ports.forEach(({ name }, i) => {
    if (name === undefined) return;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, i);
    else
      at.at(i)
        .at('name')
        .add(`must be unique, got "${name}", which is also the name of [${first}]`, 'rename one of them');
  });
}
