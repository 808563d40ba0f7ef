import { defineCustomObject, type Manifest } from '../core/manifest';
import type { PodPorts } from '../parts/routing/port';
import type { Scrape } from '../parts/observability/scrape';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Defines the ServiceMonitor or PodMonitor of a workload, where it is scraped by one. */
export function defineMonitor(
  context: WorkloadContext,
  scrape: Scrape | undefined,
  ports: PodPorts,
  override?: object,
): Manifest | undefined {
  const monitor = scrape?._monitor(ports);
  if (monitor === undefined) return undefined;
  const { port, endpoint } = monitor;
  const metadata = metadataOf(context, { labels: monitor.labels });
  const selector = { matchLabels: context.identity.selector };
  const object =
    monitor.kind === 'ServiceMonitor'
      ? // The port of the container: it is found whatever the Service calls its own.
        defineCustomObject(context.owner, 'service-monitor', 'ServiceMonitor', metadata, () => ({
          spec: { selector, endpoints: [{ targetPort: port, ...endpoint }] },
        }))
      : defineCustomObject(context.owner, 'pod-monitor', 'PodMonitor', metadata, () => ({
          spec: {
            selector,
            podMetricsEndpoints: [{ ...(typeof port === 'string' ? { port } : { portNumber: port }), ...endpoint }],
          },
        }));
  if (override !== undefined) object.override(override);
  return object;
}
