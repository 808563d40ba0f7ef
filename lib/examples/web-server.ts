import {
  ConfigFiles,
  Disruption,
  Duration,
  Exposure,
  Handler,
  ImagePullPolicy,
  NetworkPeer,
  Probe,
  TopologySpread,
  type WebServiceProps,
} from '../index';

/** Where the document's containers listen. */
const listen = 'server {\n  listen 3000;\n  root /usr/share/nginx/html;\n}\n';

/** Document 001: the web server of the website and of the page where visitors land, all but its name. */
export function webServer(image = 'nginx:1.18.0-alpine'): Omit<WebServiceProps, 'name'> {
  return {
    containerName: 'nginx',
    image,
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    ports: [{ name: 'http', containerPort: 3000 }],
    configFiles: [ConfigFiles.of({ 'default.conf': listen }, { mountPath: '/etc/nginx/conf.d' })],
    preStop: Handler.exec('nginx', '-s', 'quit'),
    livenessProbe: Probe.tcpSocket('http', { initialDelay: Duration.seconds(5), timeout: Duration.seconds(2) }),
    readinessProbe: Probe.httpGet('/'),
    replicas: 2,
    disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
    topologySpread: [TopologySpread.acrossNodes()],
    exposure: Exposure.clusterIp({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
    networkPolicy: { ingress: [{ from: NetworkPeer.namespace('traefik') }] },
  };
}
