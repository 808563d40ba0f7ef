import type { Size } from 'cdk8s';
import { integer, mapOf, quantity, struct, text } from '../../core/fields';
import type { Shape } from '../../core/shape';
import { resourceList, toQuantity, toResourceMap, type ResourceList } from './resources';

/** How much all that is in a namespace may use together. @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export interface NamespaceQuota {
  /** What all containers may request together. @default - no bound */
  readonly requests?: ResourceList;
  /** What the limits of all containers may be together. @default - no bound */
  readonly limits?: ResourceList;
  /** Storage that all claims may request together: `"100Gi"`. @default - no bound */
  readonly storage?: string | Size;
  /** Pods that have not ended. @default - no bound */
  readonly pods?: number;
  /** PersistentVolumeClaims. @default - no bound */
  readonly persistentVolumeClaims?: number;
  /** Services. @default - no bound */
  readonly services?: number;
  /** Services of type LoadBalancer. @default - no bound */
  readonly loadBalancers?: number;
  /** Services with a port on every node. @default - no bound */
  readonly nodePorts?: number;
  /** ConfigMaps. @default - no bound */
  readonly configMaps?: number;
  /** Secrets. @default - no bound */
  readonly secrets?: number;
  /** Bounds of other resources by name, such as `count/jobs.batch`. @default - none */
  readonly others?: { readonly [resource: string]: string };
}

/** @internal */
export const namespaceQuota: Shape<NamespaceQuota> = {
  requests: struct(() => resourceList),
  limits: struct(() => resourceList),
  storage: quantity,
  pods: integer(0),
  persistentVolumeClaims: integer(0),
  services: integer(0),
  loadBalancers: integer(0),
  nodePorts: integer(0),
  configMaps: integer(0),
  secrets: integer(0),
  others: mapOf(text, quantity),
};

const counts = {
  pods: 'pods',
  persistentVolumeClaims: 'persistentvolumeclaims',
  services: 'services',
  loadBalancers: 'services.loadbalancers',
  nodePorts: 'services.nodeports',
  configMaps: 'configmaps',
  secrets: 'secrets',
} as const;

/** The bounds by the resource names of the API. @internal */
export function toHardQuota(quota: NamespaceQuota): { readonly [resource: string]: string } {
  const under = (prefix: string, list?: ResourceList): [string, string][] =>
    Object.entries(toResourceMap(list)).map(([name, amount]) => [`${prefix}.${name}`, amount]);
  return Object.fromEntries([
    ...under('requests', quota.requests),
    ...under('limits', quota.limits),
    ...(quota.storage === undefined ? [] : [['requests.storage', toQuantity(quota.storage)]]),
    ...(Object.keys(counts) as (keyof typeof counts)[]).flatMap((prop) =>
      quota[prop] === undefined ? [] : [[counts[prop], String(quota[prop])]],
    ),
    ...Object.entries(quota.others ?? {}),
  ]) as { readonly [resource: string]: string };
}
