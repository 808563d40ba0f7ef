import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import {
  annotations,
  apiObject,
  dnsLabel,
  dnsSubdomain,
  flag,
  instance,
  labels,
  listOf,
  mapOf,
  labelValue,
  qualifiedName,
  seconds,
  struct,
} from '../core/fields';
import type { Problems } from '../core/problems';
import type { Shape } from '../core/shape';
import type { PodPorts } from '../parts/routing/port';
import { TopologySpread } from '../parts/scheduling/topology-spread';
import {
  checkContainer,
  containerOptions,
  containerProps,
  type ContainerOptions,
  type ContainerProps,
} from './container-options';

/** What holds for all containers of a pod. */
export interface PodSettings {
  /** Labels of the pods beside those of the identity; they do not select. @default - none */
  readonly podLabels?: { readonly [key: string]: string };
  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: { readonly [key: string]: string };
  /** Security settings of the pod, field by field before those of the security profile. @default - those of the security profile */
  readonly podSecurityContext?: k8s.PodSecurityContext;
  /** ServiceAccount that the pods run as. @default - not said: the namespace's "default" */
  readonly serviceAccountName?: string;
  /** Whether the pods get a token for the Kubernetes API. @default - false; not said in the plain profile */
  readonly automountServiceAccountToken?: boolean;
  /** Secrets of type kubernetes.io/dockerconfigjson for fetching images. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Labels that a node must have. @default - none */
  readonly nodeSelector?: { readonly [key: string]: string };
  /** Attraction to nodes and pods. @default - none */
  readonly affinity?: k8s.Affinity;
  /** Taints of nodes that do not keep the pods away. @default - none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** How the pods are spread over nodes or zones. @default - not said: as the scheduler does */
  readonly topologySpread?: readonly TopologySpread[];
  /** Name of the PriorityClass. @default - not said: the cluster's default */
  readonly priorityClassName?: string;
  /** Time that the pods have to end. @default - Kubernetes': 30 s */
  readonly terminationGracePeriod?: Duration;
}

/** What a pod can say: its main container, the others, and what holds for all of them. */
export interface PodOptions extends ContainerOptions, PodSettings {
  /** Name of the main container. @default - the workload's name */
  readonly containerName?: string;
  /** Containers that run to their end before the others start, one after the other. @default - none */
  readonly initContainers?: readonly ContainerProps[];
  /** Containers beside the main one. @default - none */
  readonly sidecars?: readonly ContainerProps[];
}

/** @internal */
export const podSettings: Shape<PodSettings> = {
  podLabels: labels,
  podAnnotations: annotations,
  podSecurityContext: apiObject,
  serviceAccountName: dnsSubdomain,
  automountServiceAccountToken: flag,
  imagePullSecrets: listOf(dnsSubdomain),
  nodeSelector: mapOf(qualifiedName, labelValue),
  affinity: apiObject,
  tolerations: listOf(apiObject),
  topologySpread: listOf(instance(TopologySpread, 'TopologySpread.acrossNodes(), …')),
  priorityClassName: dnsSubdomain,
  terminationGracePeriod: seconds(0),
};

/** @internal */
export const podOptions: Shape<PodOptions> = {
  ...containerOptions,
  ...podSettings,
  containerName: dnsLabel,
  initContainers: listOf(struct(() => containerProps)),
  sidecars: listOf(struct(() => containerProps)),
};

/** The ports of a pod: those of its main container, and those of all that stay. @internal */
export function portsOf(options: PodOptions): PodPorts {
  const main = options.ports ?? [];
  return { main, all: [...main, ...(options.sidecars ?? []).flatMap((sidecar) => sidecar.ports ?? [])] };
}

/** The names of a pod's containers. @internal */
export function containerNames(options: PodOptions, mainName: string): readonly string[] {
  const others = [...(options.sidecars ?? []), ...(options.initContainers ?? [])];
  return [options.containerName ?? mainName, ...others.map((container) => container.name)];
}

/** Compares what a pod's options say together. @internal */
export function checkPod(options: PodOptions, mainName: string, at: Problems): void {
  checkContainer(options, 'main', at);
  const names = new Map<string, string>([[options.containerName ?? mainName, 'the main container']]);
  for (const [list, kind] of [
    ['initContainers', 'init'],
    ['sidecars', 'sidecar'],
  ] as const) {
    options[list]?.forEach((container, i) => {
      const place = at.at(list).at(i);
      checkContainer(container, kind, place);
      const other = names.get(container.name);
      if (other !== undefined)
        place.at('name').add(`must be unique in the pod, got "${container.name}", the name of ${other}`);
      names.set(container.name, `${list}[${i}]`);
    });
  }
  checkPortNamesAcross(options, at);
}

/** A Service or probe finds a port by its name in the whole pod: two containers may not share one. */
function checkPortNamesAcross(options: PodOptions, at: Problems): void {
  const taken = new Set((options.ports ?? []).flatMap((port) => port.name ?? []));
  options.sidecars?.forEach((sidecar, i) => {
    const own = (sidecar.ports ?? []).flatMap((port) => port.name ?? []);
    own.forEach((name) => {
      if (taken.has(name))
        at.at('sidecars').at(i).at('ports').add(`may not use the name "${name}", which a container before it has`);
    });
    own.forEach((name) => taken.add(name));
  });
}
