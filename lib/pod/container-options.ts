import type { k8s } from 'cdk8s-plus-27';
import {
  absolutePath,
  anyText,
  apiObject,
  dnsLabel,
  envName,
  instance,
  listOf,
  mapOf,
  oneOf,
  struct,
} from '../core/fields';
import type { Problems } from '../core/problems';
import { required, type Shape } from '../core/shape';
import { ConfigFiles } from '../parts/configuration/config-files';
import { EnvSource } from '../parts/configuration/env-source';
import { envText, type EnvValue } from '../parts/configuration/env-value';
import { Handler } from '../parts/containers/handler';
import { imageReference } from '../parts/images/image-reference';
import { checkPortNames, containerPorts, type ContainerPort } from '../parts/routing/port';
import { Probe } from '../parts/containers/probe';
import { checkRequestsWithinLimits, resources, type Resources } from '../parts/scheduling/resources';
import { volumeMount, type VolumeMount } from '../parts/storage/volume';

/** When a node fetches an image. */
export enum ImagePullPolicy {
  /** At every start. */
  ALWAYS = 'Always',
  /** When the node does not have it. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node must have it. */
  NEVER = 'Never',
}

/** What a container can say. */
export interface ContainerOptions {
  /** Image: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;
  /** When a node fetches the image. @default - not said: always for the tag "latest", else when the node does not have it */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** Program, in the place of the image's entrypoint; not run in a shell. @default - the image's */
  readonly command?: readonly string[];
  /** Arguments, in the place of the image's. @default - the image's */
  readonly args?: readonly string[];
  /** Working directory: an absolute path. @default - the image's */
  readonly workingDir?: string;
  /** Ports that it listens on. @default - none */
  readonly ports?: readonly ContainerPort[];
  /** Environment variables by name: a text, or where the value is to be found. @default - none */
  readonly env?: { readonly [name: string]: string | EnvValue };
  /** ConfigMaps and Secrets of which every key becomes an environment variable. @default - none */
  readonly envFrom?: readonly EnvSource[];
  /** What it asks for and what it may use. @default - nothing is said */
  readonly resources?: Resources;
  /** Whether it lives; it is restarted when not. @default - it lives as long as its process */
  readonly livenessProbe?: Probe;
  /** Whether it is ready for requests. @default - as soon as it has started */
  readonly readinessProbe?: Probe;
  /** Whether it has started; the other probes wait for it. @default - at once */
  readonly startupProbe?: Probe;
  /** What is done right after its start. @default - nothing */
  readonly postStart?: Handler;
  /** What is done before it is told to end. @default - nothing */
  readonly preStop?: Handler;
  /** Volumes and where they appear. @default - none */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Configuration files, each list of them in a ConfigMap of its own. @default - none */
  readonly configFiles?: readonly ConfigFiles[];
  /**
   * Directories that it writes to, apart from volumes: under the restricted profile each gets an emptyDir, and the root
   * file system becomes read-only. @default - what the image catalogue says of the image
   */
  readonly writablePaths?: readonly string[];
  /** Security settings, field by field before those of the security profile. @default - those of the security profile */
  readonly securityContext?: k8s.SecurityContext;
}

/** A container beside the main one. */
export interface ContainerProps extends ContainerOptions {
  /** Name, unique in the pod. */
  readonly name: string;
}

/** @internal */
export const containerOptions: Shape<ContainerOptions> = {
  image: required(imageReference),
  imagePullPolicy: oneOf(Object.values(ImagePullPolicy)),
  command: listOf(anyText, 1),
  args: listOf(anyText),
  workingDir: absolutePath,
  ports: containerPorts,
  env: mapOf(envName, envText),
  envFrom: listOf(instance(EnvSource, 'EnvSource.configMap(name), EnvSource.secret(name)')),
  resources: struct(() => resources),
  livenessProbe: instance(Probe, 'Probe.httpGet(path), …'),
  readinessProbe: instance(Probe, 'Probe.httpGet(path), …'),
  startupProbe: instance(Probe, 'Probe.httpGet(path), …'),
  postStart: instance(Handler, 'Handler.exec(…), Handler.httpGet(path)'),
  preStop: instance(Handler, 'Handler.exec(…), Handler.httpGet(path)'),
  volumeMounts: listOf(struct(() => volumeMount)),
  configFiles: listOf(instance(ConfigFiles, 'ConfigFiles.of(files, { mountPath })')),
  writablePaths: listOf(absolutePath),
  securityContext: apiObject,
};

/** @internal */
export const containerProps: Shape<ContainerProps> = { ...containerOptions, name: required(dnsLabel) };

/** Compares what a container's options say together. @internal */
export function checkContainer(options: ContainerOptions, kind: 'main' | 'sidecar' | 'init', at: Problems): void {
  const ports = options.ports ?? [];
  checkPortNames(ports, at.at('ports'));
  if (options.resources !== undefined) checkRequestsWithinLimits(options.resources, at.at('resources'));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (kind === 'init' && options[probe] !== undefined) {
      at.at(probe).add('may not be given for an init container, which runs to its end', 'leave it out');
    }
    options[probe]?._checkUse(probe === 'readinessProbe', ports, at.at(probe));
  }
  for (const hook of ['postStart', 'preStop'] as const) {
    if (kind === 'init' && options[hook] !== undefined) {
      at.at(hook).add('may not be given for an init container, which runs to its end', 'leave it out');
    }
    options[hook]?._checkPort(ports, at.at(hook));
  }
  checkMountPaths(options, at);
}

function checkMountPaths(options: ContainerOptions, at: Problems): void {
  const seen = new Set<string>();
  const visit = (path: string, place: Problems): void => {
    const normal = path.replace(/\/+$/, '') || '/';
    if (seen.has(normal)) place.at('mountPath').add(`must be unique in the container, got "${path}" again`);
    seen.add(normal);
  };
  options.volumeMounts?.forEach((mount, i) => visit(mount.mountPath, at.at('volumeMounts').at(i)));
  options.configFiles?.forEach((files, i) => visit(files._options.mountPath, at.at('configFiles').at(i)));
}
