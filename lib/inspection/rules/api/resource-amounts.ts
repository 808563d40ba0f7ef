import type { PodContainer } from '../../model/pod';
import { parseQuantity } from '../../schema/quantity';
import type { Quantity } from '../../schema/wire-types';

/** An amount of a resource that a container asks for, or is limited to. */
export interface ResourceAmount {
  readonly list: 'requests' | 'limits';
  readonly name: string;
  readonly text: Quantity;
  readonly value: number;
}

/** Every amount in the resources of a container; one that is no quantity is left to the schema. */
export function amountsOf({ container }: PodContainer): readonly ResourceAmount[] {
  const amounts: ResourceAmount[] = [];
  for (const list of lists) {
    const resources = container.resources?.[list];
    for (const name of resources === undefined ? [] : Object.keys(resources)) {
      const text = resources?.[name];
      const value = parseQuantity(text);
      if (text !== undefined && value !== undefined) {
        amounts.push({ list, name, text, value });
      }
    }
  }
  return amounts;
}

const lists = ['requests', 'limits'] as const;

/** The limit of a resource; undefined where there is none. */
export function limitOf({ container }: PodContainer, name: string): Quantity | undefined {
  const limits = container.resources?.limits ?? {};
  return Object.hasOwn(limits, name) ? limits[name] : undefined;
}

/** Compares two quantities, as written: below 0, 0 or above. Those that differ by a rounding error are equal. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const left = parseQuantity(a) ?? 0;
  const right = parseQuantity(b) ?? 0;
  const tolerance = Math.max(Math.abs(left), Math.abs(right)) * 1e-12;
  return Math.abs(left - right) <= tolerance ? 0 : left - right;
}

/** Whether the name is that of a huge page size, as `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether a resource is Kubernetes' own: one without a domain, or of kubernetes.io. */
export function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** Whether a resource cannot be shared, so that the request must equal the limit. */
export function isExclusive(name: string): boolean {
  return !isNative(name) || isHugePages(name);
}
