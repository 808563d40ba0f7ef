import type { ManifestSet } from '../../model/manifest-set';
import type { PodContainer } from '../../model/pod';
import type { LimitRange, LimitRangeItem, Quantity } from '../../schema/wire-types';

/** A resource that every container uses. */
export type ResourceName = 'cpu' | 'memory' | 'ephemeral-storage';

const none: LimitRangeItem = {};
const known = new WeakMap<ManifestSet, ReadonlyMap<string, LimitRangeItem>>();

/** The defaults that a LimitRange among the manifests gives to the containers of a namespace. */
function defaultsOf(namespace: string, set: ManifestSet): LimitRangeItem {
  let ranges = known.get(set);
  if (ranges === undefined) {
    ranges = new Map(
      set.ofKind<LimitRange>('LimitRange').flatMap(({ manifest, namespace: space, wellFormed }) => {
        const { limits = [] } = (wellFormed ? manifest.spec : undefined) ?? {};
        return limits.flatMap((item) => (item.type === 'Container' ? [[space, item] as const] : []));
      }),
    );
    known.set(set, ranges);
  }
  return ranges.get(namespace) ?? none;
}

/**
 * What a container may use of a resource at most: its own limit, that of its pod, or the default of its namespace.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitOf({ container, pod }: PodContainer, name: ResourceName, set: ManifestSet): Quantity | undefined {
  const range = defaultsOf(pod.object.namespace, set);
  return (
    container.resources?.limits?.[name] ??
    pod.spec.resources?.limits?.[name] ??
    range.default?.[name] ??
    range.max?.[name]
  );
}

/** What a container is given of a resource for certain; where it says nothing, that is its limit. */
export function requestOf(each: PodContainer, name: ResourceName, set: ManifestSet): Quantity | undefined {
  const { container, pod } = each;
  const range = defaultsOf(pod.object.namespace, set);
  return (
    container.resources?.requests?.[name] ??
    container.resources?.limits?.[name] ??
    pod.spec.resources?.requests?.[name] ??
    range.defaultRequest?.[name] ??
    limitOf(each, name, set) ??
    range.min?.[name]
  );
}
