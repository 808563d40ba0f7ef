import type { Construct } from 'constructs';
import {
  Chart,
  Disruption,
  Exposure,
  Identity,
  NetworkPeer,
  Probe,
  Protocol,
  TopologySpread,
  WebService,
} from '../index';

/** Document 000: an nginx that every node answers for. */
export class NginxExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new WebService(this, 'nginx', {
      name: 'nginx',
      identity: Identity.labels({ app: 'nginx' }),
      annotations: { 'drydock/ignore.net.privileged-port': 'the document has port 80' },
      image: 'nginx:stable-alpine',
      replicas: 2,
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      ports: [{ containerPort: 80 }],
      livenessProbe: Probe.tcpSocket(),
      readinessProbe: Probe.httpGet('/'),
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
      exposure: Exposure.nodePort({
        annotations: { 'drydock/ignore.net.node-port': 'the document has a NodePort' },
        ports: [{ protocol: Protocol.TCP, port: 8000, targetPort: 80 }],
      }),
      networkPolicy: { ingress: [{ from: NetworkPeer.anyone() }], egress: [] },
    });
  }
}
