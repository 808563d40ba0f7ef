import type { Chart } from 'cdk8s';
import { groupKindOf, isClusterScoped } from '../core/kubernetes/cluster-scoped';
import { isPlainObject } from '../core/shape';

/**
 * The objects of a List, as objects of the chart that it stands in: with the namespace and the labels of that.
 *
 * @returns undefined for what is no List, or one without items
 */
export function listedObjects(manifest: unknown, chart: Chart): readonly unknown[] | undefined {
  if (!isPlainObject(manifest) || manifest.kind !== 'List' || !Array.isArray(manifest.items)) return undefined;
  const items: readonly unknown[] = manifest.items;
  return items.flatMap((item) => listedObjects(item, chart) ?? [objectOfChart(item, chart)]);
}

function objectOfChart(item: unknown, chart: Chart): unknown {
  if (!isPlainObject(item)) return item;
  const { apiVersion, kind, metadata, ...rest } = item;
  const own = isPlainObject(metadata) ? metadata : {};
  const namespace = isClusterScoped(groupKindOf(String(apiVersion), String(kind))) ? undefined : chart.namespace;
  const labels = { ...chart.labels, ...(isPlainObject(own.labels) ? own.labels : {}) };
  const all: Record<string, unknown> = {
    ...(namespace === undefined ? {} : { namespace }),
    ...own,
    ...(Object.keys(labels).length === 0 ? {} : { labels: sorted(labels) }),
  };
  return { apiVersion, kind, metadata: sorted(all), ...rest };
}

/** The keys in the order in which cdk8s writes them. */
function sorted(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (process.env.CDK8S_DISABLE_SORT) return { ...map };
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
