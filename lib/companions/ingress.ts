import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { PathType, type IngressOptions } from '../parts/routing/ingress-options';
import type { ServicePort } from '../parts/routing/port';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Finds an Ingress that leads to no port of the Service. */
export function checkIngress(
  options: { readonly port?: number | string },
  ports: readonly ServicePort[] | undefined,
  at: Problems,
): void {
  if (ports === undefined) return at.add('needs a Service, and there is none', "choose another 'exposure'");
  if (options.port === undefined || portOf(options, ports) !== undefined) return;
  const known = ports.map((p) => (p.name === undefined ? String(p.port) : `"${p.name}" (${p.port})`));
  at.at('port').mustBe(`a port of the Service: ${known.join(', ')}`, options.port);
}

/** Defines the Ingress that leads to a Service. */
export function defineIngress(
  context: WorkloadContext,
  options: IngressOptions,
  service: { readonly name: string; readonly ports: readonly ServicePort[] },
  override?: OverrideOf<'Ingress'>,
): Manifest {
  const { name, labels, annotations, className, tls } = options;
  const metadata = metadataOf(context, { name, labels, annotations: { ...tls?.annotations, ...annotations } });
  const port = portOf(options, service.ports);
  const backend = {
    service: { name: service.name, port: port?.name === undefined ? { number: port?.port } : { name: port.name } },
  };
  const path = { path: options.path ?? '/', pathType: options.pathType ?? PathType.PREFIX, backend };
  return defineObject(
    context.owner,
    'ingress',
    'Ingress',
    metadata,
    () => ({
      spec: {
        ingressClassName: className,
        ...(tls === undefined ? {} : { tls: [{ hosts: options.hosts, secretName: tls.secretName }] }),
        rules: options.hosts.map((host) => ({ host, http: { paths: [path] } })),
      },
    }),
    override,
  );
}

/** The port of a Service that is meant by number or name; the first where none is said. */
export function portOf(
  options: { readonly port?: number | string },
  ports: readonly ServicePort[],
): ServicePort | undefined {
  if (options.port === undefined) return ports[0];
  return ports.find((port) => port.name === options.port || port.port === options.port);
}
