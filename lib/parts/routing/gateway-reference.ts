import { dnsLabel, dnsSubdomain } from '../../core/fields';
import { required, type Shape } from '../../core/shape';

/** The Gateway that a route attaches to. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;
  /** Namespace of the Gateway. @default - that of the route */
  readonly namespace?: string;
  /** One of its listeners. @default - all */
  readonly sectionName?: string;
}

/** @internal */
export const gatewayReference: Shape<GatewayReference> = {
  name: required(dnsSubdomain),
  namespace: dnsLabel,
  sectionName: dnsSubdomain,
};
