import type { ManifestSource } from '../reading/manifest-source';
import type { Path } from '../formats/path';
import type { Knowledge } from '../schema/schema-set';
import type { Decisive, SchemaIssue } from '../schema/validator';
import type {
  Container,
  EphemeralContainer,
  ObjectMeta,
  PodSecurityContext,
  PodSpec,
  PodTemplateSpec,
  SecurityContext,
} from '../schema/wire-types';

/** A kind with its group, as Kubernetes writes it: `Service`, `Deployment.apps`, `Ingress.networking.k8s.io`. */
export type GroupKind = string;

/** What every manifest has. */
export interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

const none: Readonly<Record<string, string>> = {};

/**
 * One object of the set that is inspected. Its manifest holds no nulls, and every value in it has the type that its schema
 * gives it (of a custom resource without a schema: the metadata, and what foreign-shapes.ts names).
 */
export class ManifestObject<T extends Manifest = Manifest> {
  public readonly apiVersion: string;
  public readonly kind: string;
  /** The API group; empty for the core group. Of a group that was renamed, the name of today. */
  public readonly group: string;
  public readonly groupKind: GroupKind;
  /** The name; empty where it has none (generateName). */
  public readonly name: string;
  /** The namespace that the manifest names; empty where it names none, or belongs to the cluster. */
  public readonly namespace: string;
  public readonly labels: Readonly<Record<string, string>>;
  public readonly annotations: Readonly<Record<string, string>>;
  private foundPod: Pod | undefined | null = null;

  /**
   * @param index its place among all objects
   * @param manifest the manifest, cleaned
   * @param apiVersion the apiVersion whose schema it was read with: today's, where its own was removed
   * @param wellFormed whether the manifest had the right types throughout; rules are not run on one that had not
   */
  public constructor(
    public readonly index: number,
    public readonly manifest: T,
    apiVersion: string,
    public readonly source: ManifestSource,
    public readonly knowledge: Knowledge | 'unknown',
    public readonly issues: readonly SchemaIssue[],
    public readonly wellFormed: boolean,
    /** The path of the object in its document: `items[2]` in a List. */
    public readonly prefix: readonly (string | number)[],
    /** The first and the last minor version that know all of it, and what decides that; undefined where all do. */
    public readonly runsOn?: { readonly since?: Decisive; readonly until?: Decisive },
  ) {
    const slash = apiVersion.indexOf('/');
    this.apiVersion = manifest.apiVersion ?? '';
    this.kind = manifest.kind ?? '';
    this.group = slash < 0 ? '' : apiVersion.slice(0, slash);
    this.groupKind = this.group === '' ? this.kind : `${this.kind}.${this.group}`;
    this.name = manifest.metadata?.name ?? '';
    this.namespace = manifest.metadata?.namespace ?? '';
    this.labels = manifest.metadata?.labels ?? none;
    this.annotations = manifest.metadata?.annotations ?? none;
  }

  /** The pod that the object is, or makes from its template; undefined for any other kind. Found once. */
  public get pod(): Pod | undefined {
    if (this.foundPod === null) {
      this.foundPod = podOf(this);
    }
    return this.foundPod;
  }

  /** How a message names the object: `Service shop/web`. */
  public toString(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name}`;
  }
}

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

/** The security context of a pod or container; empty where it has none. */
export interface PlacedSecurityContext {
  readonly context: SecurityContext & PodSecurityContext;
  /** The path of something in it: `at('runAsUser')`. */
  readonly at: (...steps: (string | number)[]) => Path;
}

/** A pod, or the template of the pods that a workload makes. */
export class Pod {
  public readonly spec: PodSpec;
  public readonly metadata: ObjectMeta;
  public readonly labels: Readonly<Record<string, string>>;
  public readonly annotations: Readonly<Record<string, string>>;
  /** All containers: main, init and ephemeral, in that order. */
  public readonly containers: readonly PodContainer[];
  private foundContexts: readonly PlacedSecurityContext[] | undefined;

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

  /** The security contexts of the pod and of its containers, in this order. */
  public get securityContexts(): readonly PlacedSecurityContext[] {
    return (this.foundContexts ??= [
      { context: this.spec.securityContext ?? {}, at: (...steps) => this.at('securityContext', ...steps) },
      ...this.containers.map(({ container, at }) => ({
        context: container.securityContext ?? {},
        at: (...steps: (string | number)[]) => at('securityContext', ...steps),
      })),
    ]);
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
function podOf(object: ManifestObject): Pod | undefined {
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
