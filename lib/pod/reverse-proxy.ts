import type { Size } from 'cdk8s';
import { dnsLabel, instance, integer, isSize, portName, portNumber, struct } from '../core/fields';
import { Problems } from '../core/problems';
import { checkStruct, field, required, type Shape } from '../core/shape';
import { ConfigFiles } from '../parts/configuration/config-files';
import { imageReference } from '../parts/images/image-reference';
import { Probe } from '../parts/containers/probe';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import { Volume } from '../parts/storage/volume';
import type { ContainerProps } from './container-options';

/** What a reverse proxy beside an application does. */
export interface ReverseProxyOptions {
  /** Port of the pod at which the application listens. */
  readonly upstreamPort: number;
  /** Port at which the proxy listens, from 1024. @default 8080, and 8443 with TLS */
  readonly port?: number;
  /** Name of that port. @default 'http', and 'https' with TLS */
  readonly portName?: string;
  /** A volume with `tls.crt` and `tls.key`, with which the proxy speaks TLS: `Volume.secret('tls', 'shop-tls')`. @default - plain HTTP */
  readonly tls?: Volume;
  /** Port at which containers of the pod, such as MetricsExporter.nginx, are told its state (`/stub_status`). @default - none */
  readonly statusPort?: number;
  /** Largest request body. @default - nginx's: 1 MiB */
  readonly maxBodySize?: Size;
  /** Name of the container. @default 'reverse-proxy' */
  readonly name?: string;
  /** Image: an nginx that runs without root. @default 'nginxinc/nginx-unprivileged:1.30' */
  readonly image?: string;
  /** What it asks for and what it may use. @default - requests of 50m CPU and 32Mi memory, a limit of 128Mi memory */
  readonly resources?: Resources;
}

const reverseProxyOptions: Shape<ReverseProxyOptions> = {
  upstreamPort: required(portNumber),
  port: integer(1024, 65535),
  portName,
  tls: instance(Volume, "Volume.secret('tls', secret)"),
  statusPort: integer(1024, 65535),
  maxBodySize: field((value, at) => {
    if (!isSize(value) || value.toKibibytes() < 1)
      at.mustBe('a Size of at least 1 KiB, such as Size.mebibytes(16)', value);
  }),
  name: dnsLabel,
  image: imageReference,
  resources: struct(() => resources),
};

const configPath = '/etc/nginx/conf.d';
const tlsPath = '/etc/nginx/tls';

/** Containers through which requests reach the application beside them: for `sidecars`. */
export class ReverseProxy {
  /**
   * An nginx, whose configuration becomes a ConfigMap beside the workload.
   *
   * Lead the Service to the proxy's port by its name, and let the application listen on 127.0.0.1 alone.
   *
   * @throws DrydockError that names every option that is not sound
   * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html
   */
  static nginx(options: ReverseProxyOptions): ContainerProps {
    checkNginx(options);
    const { name = 'reverse-proxy', image = 'nginxinc/nginx-unprivileged:1.30', tls } = options;
    const port = portOf(options);
    return {
      name,
      image,
      ports: [{ name: options.portName ?? (tls === undefined ? 'http' : 'https'), containerPort: port }],
      livenessProbe: Probe.tcpSocket(undefined, { failureThreshold: 6 }),
      readinessProbe: Probe.tcpSocket(),
      ...(tls === undefined ? {} : { volumeMounts: [{ mountPath: tlsPath, volume: tls, readOnly: true }] }),
      configFiles: [
        ConfigFiles.of(
          { 'default.conf': serverBlock(options, port) },
          { mountPath: configPath, volumeName: `${name}-config`.slice(-63) },
        ),
      ],
      resources: options.resources ?? addedContainerResources.nginx,
    };
  }

  private constructor() {}
}

function portOf(options: ReverseProxyOptions): number {
  return options.port ?? (options.tls === undefined ? 8080 : 8443);
}

function checkNginx(options: ReverseProxyOptions): void {
  const problems = Problems.root();
  checkStruct(options, reverseProxyOptions, problems);
  if (problems.count === 0) checkPorts(options, problems);
  problems.refuseValueIfAny('ReverseProxy.nginx');
}

/** The containers of a pod have one network: each port can be listened at once. */
function checkPorts(options: ReverseProxyOptions, at: Problems): void {
  const taken = new Map([[options.upstreamPort, 'upstreamPort']]);
  for (const [prop, port] of [
    ['port', portOf(options)],
    ['statusPort', options.statusPort],
  ] as const) {
    if (port === undefined) continue;
    const other = taken.get(port);
    if (other !== undefined) at.at(prop).add(`must differ from '${other}', got ${port} for both`, 'change one of them');
    taken.set(port, prop);
  }
}

function serverBlock(options: ReverseProxyOptions, port: number): string {
  const { upstreamPort, tls, statusPort, maxBodySize } = options;
  return [
    // A connection is upgraded where the client asks for it, as WebSockets do, and kept open otherwise.
    'map $http_upgrade $connection_upgrade {',
    '  default upgrade;',
    "  ''      '';",
    '}',
    '',
    'server {',
    `  listen ${port}${tls === undefined ? '' : ' ssl'};`,
    ...(tls === undefined
      ? []
      : [`  ssl_certificate ${tlsPath}/tls.crt;`, `  ssl_certificate_key ${tlsPath}/tls.key;`]),
    ...(maxBodySize === undefined ? [] : [`  client_max_body_size ${maxBodySize.toKibibytes()}k;`]),
    '',
    '  location / {',
    `    proxy_pass http://127.0.0.1:${upstreamPort};`,
    '    proxy_http_version 1.1;',
    '    proxy_set_header Host $http_host;',
    '    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    '    proxy_set_header X-Forwarded-Proto $scheme;',
    '    proxy_set_header Upgrade $http_upgrade;',
    '    proxy_set_header Connection $connection_upgrade;',
    '  }',
    '}',
    ...(statusPort === undefined
      ? []
      : [
          '',
          'server {',
          `  listen 127.0.0.1:${statusPort};`,
          '  location = /stub_status {',
          '    stub_status;',
          '  }',
          '}',
        ]),
    '',
  ].join('\n');
}
