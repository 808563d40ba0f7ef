import type { Synthesized } from './synthesize';
import { at } from './synthesize';

/** A pod of the model: what Services find it by, what it runs, and whether it answers. */
export interface ModelPod {
  readonly owner: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly template: string;
  ready: boolean;
}

interface DeploymentSpec {
  readonly replicas?: number;
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: Record<string, number | string> };
  readonly selector: { readonly matchLabels: Record<string, string> };
  readonly template: {
    readonly metadata: { readonly labels: Record<string, string> };
    readonly spec: { readonly containers: readonly { readonly image: string }[] };
  };
}

/** What the model does not let pass, each of which is a request that fails. */
export type Violation = string;

/**
 * A cluster that does its worst within what Kubernetes promises: pods that go are gone at once, those of a rolling update
 * as far as it allows, and new ones answer only when everything else is done (`settle`).
 */
export class ModelCluster {
  private readonly objects = new Map<string, Synthesized>();
  private pods: ModelPod[] = [];

  /** All objects that were applied and not taken away. */
  get applied(): readonly Synthesized[] {
    return [...this.objects.values()];
  }

  /** Applies one object, as `kubectl apply` does. */
  apply(object: Synthesized): void {
    const before = this.objects.get(keyOf(object));
    this.objects.set(keyOf(object), object);
    if (object.kind === 'Deployment') this.roll(object, before);
  }

  /** Takes away all objects that a set lacks, as GitOps does. */
  prune(kept: readonly Synthesized[]): void {
    const keys = new Set(kept.map(keyOf));
    for (const key of [...this.objects.keys()]) if (!keys.has(key)) this.objects.delete(key);
    this.pods = this.pods.filter(({ owner }) => keys.has(`Deployment/${owner}`));
  }

  /** Lets everything come to its end: each Deployment has its pods, all ready. */
  settle(): void {
    for (const object of this.ofKind('Deployment')) {
      const { name } = object.metadata;
      const present = this.pods.filter(({ owner }) => owner === name);
      const template = templateOf(object);
      const wanted = this.scale.get(name) ?? 0;
      const minimum = wanted === 0 ? 0 : this.minimumOf(name);
      this.scale.set(name, Math.max(wanted, minimum));
      this.pods = this.pods.filter((pod) => !present.includes(pod));
      for (let i = 0; i < Math.max(wanted, minimum); i += 1) this.pods.push(podOf(object, template, true));
    }
  }

  /** The ready pods that a Service leads to. */
  behind(service: string): readonly ModelPod[] {
    const object = this.objects.get(`Service/${service}`);
    if (object === undefined) return [];
    const selector = Object.entries(at(object, 'spec.selector') as Record<string, string>);
    return this.pods.filter(({ labels, ready }) => ready && selector.every(([key, value]) => labels[key] === value));
  }

  /** All pods of an image that answer. */
  ready(image: string): readonly ModelPod[] {
    return this.pods.filter((pod) => pod.ready && pod.image === image);
  }

  ofKind(kind: string): readonly Synthesized[] {
    return this.applied.filter((object) => object.kind === kind);
  }

  private readonly scale = new Map<string, number>();

  private roll(object: Synthesized, before: Synthesized | undefined): void {
    const { name } = object.metadata;
    const spec = object.spec as DeploymentSpec;
    const said = spec.replicas;
    const saidBefore = (before?.spec as DeploymentSpec | undefined)?.replicas;
    // What is no longer said falls back to the default of the API, 1; what never was stays as it was scaled.
    const wanted = said ?? (before === undefined || saidBefore !== undefined ? 1 : (this.scale.get(name) ?? 1));
    this.scale.set(name, wanted);
    const template = templateOf(object);
    const own = this.pods.filter(({ owner }) => owner === name);
    const current = own.filter((pod) => pod.template === template);
    const outdated = own.filter((pod) => pod.template !== template);
    // Pods of the old template go at once, as many as may be missing; those of the new one that are ready stay.
    const needed = Math.max(0, wanted - missing(spec, wanted) - current.filter(({ ready }) => ready).length);
    const keptOutdated = outdated.slice(0, Math.min(needed, wanted));
    const keptCurrent = current.slice(0, wanted);
    this.pods = this.pods.filter(
      (pod) => pod.owner !== name || keptOutdated.includes(pod) || keptCurrent.includes(pod),
    );
    for (let i = keptCurrent.length; i < wanted; i += 1) this.pods.push(podOf(object, template, false));
  }

  private minimumOf(deployment: string): number {
    const scaler = this.ofKind('HorizontalPodAutoscaler').find(
      (object) => at(object, 'spec.scaleTargetRef.name') === deployment,
    );
    return scaler === undefined ? 0 : ((at(scaler, 'spec.minReplicas') as number | undefined) ?? 1);
  }
}

/** How many pods may be missing while others take their place. */
export function missing(spec: { readonly strategy?: DeploymentSpec['strategy'] }, replicas: number): number {
  if (spec.strategy?.type === 'Recreate') return replicas;
  const said = spec.strategy?.rollingUpdate?.maxUnavailable ?? '25%';
  return typeof said === 'number' ? said : Math.floor((replicas * Number.parseInt(said, 10)) / 100);
}

function keyOf({ kind, metadata }: Synthesized): string {
  return `${kind}/${metadata.name}`;
}

function templateOf(object: Synthesized): string {
  return JSON.stringify((object.spec as DeploymentSpec).template);
}

function podOf(object: Synthesized, template: string, ready: boolean): ModelPod {
  const { metadata, spec } = (object.spec as DeploymentSpec).template;
  return {
    owner: object.metadata.name,
    labels: metadata.labels,
    image: spec.containers[0]?.image ?? '',
    template,
    ready,
  };
}
