import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { quantity, struct } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { quantityValue, resourceList, toQuantity, toResourceMap, type ResourceList } from './resources';

/** What a container of a namespace may ask for, and what it gets when it does not ask. */
export interface ContainerLimits {
  /** Limits of a container that says none. @default - none */
  readonly default?: ResourceList;
  /** Requests of a container that says none. @default - Kubernetes': its limits */
  readonly defaultRequest?: ResourceList;
  /** What it must request at least. @default - no bound */
  readonly min?: ResourceList;
  /** What its limits may be at most. @default - no bound */
  readonly max?: ResourceList;
}

/** What a pod of a namespace may ask for, all its containers together. */
export interface PodLimits {
  /** What it must request at least. @default - no bound */
  readonly min?: ResourceList;
  /** What its limits may be at most. @default - no bound */
  readonly max?: ResourceList;
}

/** How large a claim of a namespace may be. */
export interface ClaimLimits {
  /** At least. @default - no bound */
  readonly min?: string | Size;
  /** At most. @default - no bound */
  readonly max?: string | Size;
}

/** Bounds of single objects of a namespace. @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
export interface NamespaceLimits {
  /** Of a container. @default - none */
  readonly container?: ContainerLimits;
  /** Of a pod. @default - none */
  readonly pod?: PodLimits;
  /** Of a PersistentVolumeClaim. @default - none */
  readonly persistentVolumeClaim?: ClaimLimits;
}

const list = struct(() => resourceList);
const containerLimits: Shape<ContainerLimits> = { default: list, defaultRequest: list, min: list, max: list };
const podLimits: Shape<PodLimits> = { min: list, max: list };
const claimLimits: Shape<ClaimLimits> = { min: quantity, max: quantity };

/** @internal */
export const namespaceLimits: Shape<NamespaceLimits> = {
  container: struct(() => containerLimits),
  pod: struct(() => podLimits),
  persistentVolumeClaim: struct(() => claimLimits),
};

/** Finds bounds that cross: Kubernetes wants min ≤ defaultRequest ≤ default ≤ max. @internal */
export function checkLimits(limits: NamespaceLimits, at: Problems): void {
  for (const item of toLimitItems(limits)) {
    const place = at.at(
      item.type === 'Container' ? 'container' : item.type === 'Pod' ? 'pod' : 'persistentVolumeClaim',
    );
    const order = (['min', 'defaultRequest', 'default', 'max'] as const).filter((each) => item[each] !== undefined);
    if (order.length === 0) place.add('says nothing', 'give a bound, or leave it out');
    order.forEach((lower, i) => {
      for (const upper of order.slice(i + 1)) {
        for (const [resource, low] of Object.entries(item[lower] ?? {})) {
          const high = item[upper]?.[resource];
          if (high === undefined || quantityValue(String(low)) <= quantityValue(String(high))) continue;
          place.at(lower).at(resource).add(`must be at most '${upper}' (${high}), got ${low}`, 'lower it');
        }
      }
    });
  }
}

/** The bounds as the API has them. @internal */
export function toLimitItems(limits: NamespaceLimits): readonly Wire<k8s.LimitRangeItem>[] {
  const { container, pod, persistentVolumeClaim: claim } = limits;
  return [
    ...(container === undefined ? [] : [{ type: 'Container', ...lists({ ...container }) }]),
    ...(pod === undefined ? [] : [{ type: 'Pod', ...lists({ ...pod }) }]),
    ...(claim === undefined
      ? []
      : [
          {
            type: 'PersistentVolumeClaim',
            ...(claim.min === undefined ? {} : { min: { storage: toQuantity(claim.min) } }),
            ...(claim.max === undefined ? {} : { max: { storage: toQuantity(claim.max) } }),
          },
        ]),
  ];
}

function lists(limits: { readonly [bound: string]: ResourceList | undefined }): {
  readonly [bound: string]: { readonly [resource: string]: string };
} {
  return Object.fromEntries(
    Object.entries(limits).flatMap(([bound, value]) => (value === undefined ? [] : [[bound, toResourceMap(value)]])),
  );
}
