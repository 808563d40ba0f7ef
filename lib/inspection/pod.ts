import type { GroupKind, ManifestObject } from './manifest-object';
import type { Path } from './path';
import type { Container, EphemeralContainer, ObjectMeta, PodSpec, PodTemplateSpec } from './schema/wire-types';

/** Where the kinds that make pods keep the template: the one place that knows. */
const templates: ReadonlyMap<GroupKind, Path> = new Map<GroupKind, Path>([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ['ReplicationController', ['spec', 'template']],
  ['Deployment.apps', ['spec', 'template']],
  ['ReplicaSet.apps', ['spec', 'template']],
  ['StatefulSet.apps', ['spec', 'template']],
  ['DaemonSet.apps', ['spec', 'template']],
  ['Job.batch', ['spec', 'template']],
  ['CronJob.batch', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Rollout.argoproj.io', ['spec', 'template']],
]);

/** The kinds that are or make pods. */
export const podKinds: readonly GroupKind[] = [...templates.keys()];

/** What a container is for: it runs, it prepares, it prepares and keeps running, or it debugs. */
export type ContainerRole = 'main' | 'init' | 'sidecar' | 'ephemeral';

/** A container of a pod. */
export interface PodContainer {
  readonly pod: Pod;
  readonly container: Container;
  readonly role: ContainerRole;
  /** Its name, or its place where it has none: for messages. */
  readonly label: string;
  /** The path of something in it: `at('ports', 0)`. */
  readonly at: (...steps: (string | number)[]) => Path;
}

const none: Readonly<Record<string, string>> = {};

/** A pod, or the template of the pods that a workload makes. */
export class Pod {
  public readonly spec: PodSpec;
  public readonly metadata: ObjectMeta;
  public readonly labels: Readonly<Record<string, string>>;
  public readonly annotations: Readonly<Record<string, string>>;
  /** All containers: main, init and ephemeral, in that order. */
  public readonly containers: readonly PodContainer[];

  /**
   * @param object the Pod or workload
   * @param path the path of the template; empty for a Pod
   */
  public constructor(
    public readonly object: ManifestObject,
    public readonly path: Path,
    template: PodTemplateSpec,
  ) {
    this.spec = template.spec ?? {};
    this.metadata = template.metadata ?? {};
    this.labels = this.metadata.labels ?? none;
    this.annotations = this.metadata.annotations ?? none;
    this.containers = [
      ...this.list('containers', this.spec.containers),
      ...this.list('initContainers', this.spec.initContainers),
      ...this.list('ephemeralContainers', this.spec.ephemeralContainers),
    ];
  }

  /** The containers that run as long as the pod does: main ones and sidecars. */
  public get running(): readonly PodContainer[] {
    return this.containers.filter(({ role }) => role === 'main' || role === 'sidecar');
  }

  /** The path of something in the pod's spec: `at('volumes', 0)`. */
  public at(...steps: (string | number)[]): Path {
    return [...this.path, 'spec', ...steps];
  }

  private list(key: string, containers: readonly (Container | EphemeralContainer)[] = []): PodContainer[] {
    return containers.map((container, index) => ({
      pod: this,
      container,
      role: roleOf(key, container),
      label: container.name ?? `${key}[${index}]`,
      at: (...steps) => this.at(key, index, ...steps),
    }));
  }
}

function roleOf(key: string, container: Container): ContainerRole {
  if (key === 'containers') {
    return 'main';
  }
  if (key === 'ephemeralContainers') {
    return 'ephemeral';
  }
  return container.restartPolicy === 'Always' ? 'sidecar' : 'init';
}

/** The pod that an object is or makes, or undefined. */
export function podOf(object: ManifestObject): Pod | undefined {
  const path = templates.get(object.groupKind);
  if (path === undefined) {
    return undefined;
  }
  let value: unknown = object.manifest;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  return typeof value === 'object' && value !== null ? new Pod(object, path, value) : undefined;
}
