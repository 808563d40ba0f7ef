import type { Construct } from 'constructs';
import { ApiObject, Chart, Identity, Scrape } from '../index';
import { NodeExporter } from '../workloads/node-exporter';

/** Document 001: the metrics of every node, in a namespace that may see the nodes. */
export class NodeExporterExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'monitoring', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    new NodeExporter(this, 'node-exporter', {
      name: 'node-exporter',
      namespace: 'monitoring',
      identity: Identity.of({ instance: 'node-exporter' }),
      containerName: 'default',
      image: 'prom/node-exporter:v1.1.2',
      resources: { requests: { cpu: '10m', memory: '50Mi' }, limits: { cpu: '10m', memory: '50Mi' } },
      scrape: Scrape.pods({ port: 9100 }),
    });
  }
}
