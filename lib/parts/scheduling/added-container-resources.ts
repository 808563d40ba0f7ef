import type { Resources } from './resources';

/**
 * What a container that a construct adds by itself asks for and may use, where the caller does not say it. Without these,
 * the pod could not start under a quota, and the inspection would warn of a container that the caller never wrote.
 *
 * @internal
 */
export const addedContainerResources = {
  /** An exporter of metrics: one process that answers a scrape now and then. */
  exporter: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
  /** An nginx before one application, with two worker processes at most of 10 MiB each and what it buffers. */
  nginx: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
  /** A Fluent Bit that keeps what it has not sent on disk. */
  logShipper: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  /** A copy of files from an image, whose pages in the cache count too and are given back. */
  copy: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
  /** A dump of a database that is written as it is read, with its compression. */
  backup: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
} as const satisfies { readonly [container: string]: Resources };
