import type { Construct } from 'constructs';
import { Chart, Identity, NodeExporter, PodSecurityLevel, Scrape, TenantNamespace } from '../index';

/** Document 001: the metrics of every node, in a namespace that may see the nodes. */
export class NodeExporterExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'monitoring' });
    new TenantNamespace(this, 'namespace', {
      name: 'monitoring',
      podSecurity: { enforce: PodSecurityLevel.PRIVILEGED },
    });
    new NodeExporter(this, 'node-exporter', {
      name: 'node-exporter',
      identity: Identity.of({ instance: 'node-exporter' }),
      annotations: { 'drydock/ignore.sec.sensitive-host-path': 'its metrics are what it reads there' },
      containerName: 'default',
      image: 'prom/node-exporter:v1.1.2',
      resources: { requests: { cpu: '10m', memory: '50Mi' }, limits: { cpu: '10m', memory: '50Mi' } },
      scrape: Scrape.pods({ port: 9100 }),
    });
  }
}
