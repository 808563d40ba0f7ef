import { parseQuantity } from '../schema/quantity';
import type { Container, LimitRange, LimitRangeItem, Quantity, ResourceRequirements } from '../schema/wire-types';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';

/** Amounts by the name of the resource: `cpu` in cores, `memory` in bytes. */
export type Amounts = Readonly<Record<string, number>>;

/** What something asks for, and what it may use at the most. */
export interface ResourceAmounts {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** Quantities as amounts; those that are none are left out. */
export function amountsOf(quantities: Readonly<Record<string, Quantity>> = {}): Amounts {
  const amounts: Record<string, number> = {};
  for (const [name, value] of Object.entries(quantities)) {
    const amount = parseQuantity(value);
    if (amount !== undefined) {
      amounts[name] = amount;
    }
  }
  return amounts;
}

/** The limits of the LimitRanges of a namespace, of one type: `Container`, `Pod` or `PersistentVolumeClaim`. */
export function limitRanges(set: ManifestSet, namespace: string, type: string): readonly LimitRangeItem[] {
  return set
    .ofKind<LimitRange>('LimitRange')
    .filter((object) => object.wellFormed && object.namespace === namespace)
    .flatMap(({ manifest }) => manifest.spec?.limits ?? [])
    .filter((item) => item.type === type);
}

/**
 * What a container gets: a limit that is no request is one too, and what it leaves out comes from the LimitRanges.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function resourcesOf(
  resources: ResourceRequirements | undefined,
  defaults: readonly LimitRangeItem[] = [],
): ResourceAmounts {
  const limits: Record<string, number> = { ...amountsOf(resources?.limits) };
  const requests: Record<string, number> = { ...limits, ...amountsOf(resources?.requests) };
  for (const item of defaults) {
    const max = amountsOf(item.max);
    const limit = { ...max, ...amountsOf(item.default) };
    const request = { ...amountsOf(item.min), ...limit, ...amountsOf(item.defaultRequest) };
    fill(limits, limit);
    fill(requests, request);
  }
  return { requests, limits };
}

function fill(amounts: Record<string, number>, others: Amounts): void {
  for (const [name, amount] of Object.entries(others)) {
    amounts[name] ??= amount;
  }
}

/**
 * What the scheduler and the quota count for a pod: all containers that run together, or the init container that takes the
 * most beside the sidecars that run by then; what is said for the pod as a whole takes its place.
 *
 * @param defaults what LimitRanges fill in for containers
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podResources(pod: Pod, defaults: readonly LimitRangeItem[]): ResourceAmounts {
  const whole = resourcesOf(pod.spec.resources);
  const overhead = amountsOf(pod.spec.overhead);
  const effective = (of: (container: Container) => Amounts, own: Amounts): Amounts => {
    const running: Record<string, number> = {};
    const peaks: Record<string, number> = {};
    for (const { container, role } of pod.containers.filter(({ role }) => role === 'init' || role === 'sidecar')) {
      const amounts = of(container);
      for (const [name, amount] of Object.entries(amounts)) {
        const sidecars = running[name] ?? 0;
        peaks[name] = Math.max(peaks[name] ?? 0, sidecars + amount);
        running[name] = role === 'sidecar' ? sidecars + amount : sidecars;
      }
    }
    for (const { container } of pod.containers.filter(({ role }) => role === 'main')) {
      add(running, of(container));
    }
    for (const [name, peak] of Object.entries(peaks)) {
      running[name] = Math.max(running[name] ?? 0, peak);
    }
    const amounts: Record<string, number> = { ...running, ...own };
    add(amounts, overhead);
    return amounts;
  };
  return {
    requests: effective((container) => resourcesOf(container.resources, defaults).requests, whole.requests),
    limits: effective((container) => resourcesOf(container.resources, defaults).limits, whole.limits),
  };
}

/** Adds amounts to others, so many times. */
export function add(sum: Record<string, number>, amounts: Amounts, times = 1): void {
  for (const [name, amount] of Object.entries(amounts)) {
    sum[name] = (sum[name] ?? 0) + amount * times;
  }
}

/** Whether an amount is more than another by more than the sums of decimals are off. */
export function exceeds(amount: number, most: number): boolean {
  return amount - most > Math.abs(most) * 1e-9;
}

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** An amount as a quantity: bytes in the largest unit of which it is a whole number, others in thousandths where needed. */
export function quantityText(resource: string, amount: number): string {
  if (!/memory|storage|hugepages/.test(resource)) {
    return Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1000)}m`;
  }
  let unit = 0;
  let value = Math.round(amount);
  while (unit < binary.length - 1 && value !== 0 && value % 1024 === 0) {
    value /= 1024;
    unit++;
  }
  return `${value}${binary[unit] ?? ''}`;
}
