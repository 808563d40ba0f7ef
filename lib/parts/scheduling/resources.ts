import type { Size } from 'cdk8s';
import { isSize, mapOf, qualifiedName, quantity, quantityIn, struct } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Shape } from '../../core/shape';

/** An amount of each resource. */
export interface ResourceList {
  /** CPU, in cores or thousandths: `"100m"`, `"0.5"`. @default - not said */
  readonly cpu?: string;
  /** Memory: `"256Mi"` or `Size.mebibytes(256)`. @default - not said */
  readonly memory?: string | Size;
  /** Ephemeral storage: `"1Gi"` or `Size.gibibytes(1)`. @default - not said */
  readonly ephemeralStorage?: string | Size;
  /** Other resources by name, such as `nvidia.com/gpu`. @default - none */
  readonly extended?: { readonly [resource: string]: string };
}

/** What a container asks for and what it may use. */
export interface Resources {
  /** What the scheduler sets aside. @default - nothing is requested (Kubernetes takes the limits, where there are some) */
  readonly requests?: ResourceList;
  /** What the container may use. @default - no limit */
  readonly limits?: ResourceList;
}

/** @internal */
export const resourceList: Shape<ResourceList> = {
  cpu: quantityIn('m', (value) =>
    /^\d{3,}$/.test(value) ? `for example "${value}m"; so many whole processors are "${value}000m"` : undefined,
  ),
  memory: quantityIn('Mi', (value) => {
    const [, number] = /^(\d+)m$|^(\d{1,6})$/.exec(value) ?? [];
    const digits = number ?? /^\d{1,6}$/.exec(value)?.[0];
    return digits === undefined || Number(digits) === 0
      ? undefined
      : `for example "${digits}Mi"; ${number === undefined ? 'without a unit it counts bytes' : '"m" is a thousandth of a byte'}`;
  }),
  ephemeralStorage: quantity,
  extended: mapOf(qualifiedName, quantity),
};

/** @internal */
export const resources: Shape<Resources> = { requests: struct(() => resourceList), limits: struct(() => resourceList) };

/** Compares requests with limits. @internal */
export function checkRequestsWithinLimits(value: Resources, at: Problems): void {
  const limits = toResourceMap(value.limits);
  const requests = toResourceMap(value.requests);
  for (const name of Object.keys(requests)) {
    const requested = requests[name] ?? '';
    const limit = limits[name];
    if (limit === undefined || quantityValue(requested) <= quantityValue(limit)) continue;
    at.at('requests')
      .at(name)
      .add(`must be at most the limit of ${limit}, got ${requested}`, 'lower it or raise the limit');
  }
}

/** The resources as the API has them. @internal */
export function toResourceRequirements(value: Resources): {
  readonly requests?: { readonly [resource: string]: string };
  readonly limits?: { readonly [resource: string]: string };
} {
  return {
    ...(value.requests === undefined ? {} : { requests: toResourceMap(value.requests) }),
    ...(value.limits === undefined ? {} : { limits: toResourceMap(value.limits) }),
  };
}

/** A list by the resource names of the API. @internal */
export function toResourceMap(list: ResourceList = {}): Record<string, string> {
  const { cpu, memory, ephemeralStorage, extended } = list;
  const map: Record<string, string> = {};
  if (cpu !== undefined) map.cpu = cpu;
  if (memory !== undefined) map.memory = toQuantity(memory);
  if (ephemeralStorage !== undefined) map['ephemeral-storage'] = toQuantity(ephemeralStorage);
  return Object.assign(map, extended);
}

/** A quantity in Kubernetes' notation. @internal */
export function toQuantity(value: string | Size): string {
  return isSize(value) ? value.asString() : value;
}

const suffixes: { readonly [suffix: string]: number } = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number behind a quantity. @internal */
export function quantityValue(text: string): number {
  const [, digits = '', suffix = ''] = /^([+\d.]+)(.*)$/.exec(text) ?? [];
  return /^[eE]/.test(suffix) && suffix !== 'E' && suffix !== 'Ei'
    ? Number(digits + suffix)
    : Number(digits) * (suffixes[suffix] ?? NaN);
}
