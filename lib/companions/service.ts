import type { IConstruct } from 'constructs';
import { checkArguments } from '../core/arguments';
import { dnsLabel } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Exposure } from '../parts/routing/exposure';
import type { PodPorts } from '../parts/routing/port';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Defines the Service of a workload. */
export function defineService(
  context: WorkloadContext,
  id: string,
  exposure: Exposure,
  targets: PodPorts,
  more: {
    readonly name?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
    readonly override?: OverrideOf<'Service'>;
    /** Which pods it leads to. @default - those of the identity */
    readonly selector?: { readonly [key: string]: string };
    /** The prop of the workload that the exposure was given as. @default 'exposure' */
    readonly prop?: string;
  } = {},
): Manifest {
  const service = exposure._on(context.owner, targets, more.prop ?? 'exposure');
  const { name, labels, annotations } = service._options;
  const metadata = metadataOf(context, {
    name: name ?? more.name,
    labels: { ...more.labels, ...labels },
    annotations: { ...more.annotations, ...annotations },
  });
  return defineObject(
    context.owner,
    id,
    'Service',
    metadata,
    () => ({ spec: service._toWire(more.selector ?? context.identity.selector, targets) }),
    more.override,
  );
}

/** The DNS name of a Service, seen from a namespace: the short name is enough in its own. */
export function dnsNameOf(
  owner: IConstruct,
  service: string,
  namespace: string | undefined,
  from: string | undefined,
): string {
  if (from !== undefined) checkArguments(owner, 'dnsName', (at) => dnsLabel.test(from, at.at('from')));
  return namespace === undefined || namespace === from ? service : `${service}.${namespace}.svc.cluster.local`;
}
