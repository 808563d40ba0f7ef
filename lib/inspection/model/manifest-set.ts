import type { Externals } from './externals';
import { controllerLabel, isControllerLabel } from './controller-labels';
import { LabelIndex } from './label-selection';
import type { GroupKind, Manifest, ManifestObject } from './manifest-object';
import { ManifestReader } from './manifest-reader';
import type { ManifestSource } from '../reading/manifest-source';
import type { Pod } from './pod';
import { isClusterScoped } from '../../core/kubernetes/cluster-scoped';
import type { SchemaSet } from '../schema/schema-set';
import type { LabelSelector } from '../schema/wire-types';

/** All manifests of a run, read once and indexed, so that every question a rule asks is answered in constant time. */
export class ManifestSet {
  public readonly objects: readonly ManifestObject[];
  /** The sources that hold no object at all. */
  public readonly strangers: readonly ManifestSource[];
  private readonly byKey = new Map<string, ManifestObject>();
  private readonly byKind = new Map<GroupKind, ManifestObject[]>();
  private readonly repeated = new Map<ManifestObject, ManifestObject>();
  private readonly podIndex = new LabelIndex<Pod>(
    (pod) => pod.labels,
    isControllerLabel,
    (pod) => (key) => controllerLabel(pod.object, key)?.allows,
  );
  private services: LabelIndex<ManifestObject> | undefined;

  /**
   * @param sources what to read
   * @param schemas the schema of the target version
   * @param externals what lives outside the set
   */
  public constructor(
    sources: Iterable<ManifestSource>,
    public readonly schemas: SchemaSet,
    public readonly version: string,
    public readonly externals: Externals,
  ) {
    const reader = new ManifestReader(schemas, version);
    const objects: ManifestObject[] = [];
    const strangers: ManifestSource[] = [];
    for (const source of sources) {
      const whole = source.manifest;
      if (isRecord(whole) && !Array.isArray(whole.items)) {
        objects.push(reader.read(whole, source, objects.length, noPrefix)); // as it is with nearly all
        continue;
      }
      for (const { manifest, prefix } of unfold(whole, noPrefix, 0)) {
        if (isRecord(manifest)) {
          objects.push(reader.read(manifest, source, objects.length, prefix));
        } else {
          strangers.push(source);
        }
      }
    }
    this.objects = objects;
    this.strangers = strangers;
    objects.forEach((object) => this.index(object));
  }

  /** All objects of a kind, in the order they were given. */
  public ofKind<T extends Manifest = Manifest>(groupKind: GroupKind): readonly ManifestObject<T>[] {
    return (this.byKind.get(groupKind) ?? []) as readonly ManifestObject[] as readonly ManifestObject<T>[];
  }

  /**
   * The object of a name, or undefined.
   *
   * @param namespace the namespace that is meant; ignored for kinds that belong to the cluster
   */
  public find<T extends Manifest = Manifest>(
    groupKind: GroupKind,
    namespace: string,
    name: string,
  ): ManifestObject<T> | undefined {
    const space = isClusterScoped(groupKind) ? '' : namespace;
    return this.byKey.get(`${groupKind}\n${space}\n${name}`) as ManifestObject<T> | undefined;
  }

  /** The first object of the same kind, namespace and name as one of the set; undefined where it is the first itself. */
  public firstOf(object: ManifestObject): ManifestObject | undefined {
    return this.repeated.get(object);
  }

  /** The pods, and templates of pods, of a namespace that a selector selects, by labels that controllers add as well. */
  public podsSelected(namespace: string, selector: LabelSelector): readonly Pod[] {
    return this.podIndex.select(namespace, selector);
  }

  /** The pods, and templates of pods, of a namespace. */
  public podsIn(namespace: string): readonly Pod[] {
    return this.podIndex.in(namespace);
  }

  /** The namespaces that have pods. */
  public get namespacesOfPods(): Iterable<string> {
    return this.podIndex.namespaces();
  }

  /** The Services of a namespace whose labels a selector selects. */
  public servicesSelected(namespace: string, selector: LabelSelector): readonly ManifestObject[] {
    if (this.services === undefined) {
      this.services = new LabelIndex<ManifestObject>((object) => object.labels);
      for (const service of this.ofKind('Service')) {
        this.services.add(service.namespace, service);
      }
    }
    return this.services.select(namespace, selector);
  }

  private index(object: ManifestObject): void {
    const list = this.byKind.get(object.groupKind);
    if (list === undefined) {
      this.byKind.set(object.groupKind, [object]);
    } else {
      list.push(object);
    }
    const space = isClusterScoped(object.groupKind) ? '' : object.namespace;
    const key = `${object.groupKind}\n${space}\n${object.name}`;
    const first = object.name === '' ? object : this.byKey.get(key);
    if (first === undefined) {
      this.byKey.set(key, object);
    } else if (first !== object) {
      this.repeated.set(object, first);
    }
    if (object.pod !== undefined) {
      this.podIndex.add(object.namespace, object.pod);
    }
  }
}

const noPrefix: readonly (string | number)[] = [];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Unfolded {
  readonly manifest: unknown;
  readonly prefix: readonly (string | number)[];
}

/** Takes the objects out of a List, and out of the typed lists that `kubectl get` prints. */
export function unfold(manifest: unknown, prefix: readonly (string | number)[], depth: number): Unfolded[] {
  if (!isRecord(manifest) || !Array.isArray(manifest.items) || depth > 3) {
    return [{ manifest, prefix }];
  }
  const { kind, apiVersion, items } = manifest;
  const name = typeof kind === 'string' ? kind : '';
  if (!name.endsWith('List')) {
    return [{ manifest, prefix }];
  }
  const defaults = name === 'List' ? {} : { apiVersion, kind: name.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, index) => {
    const inner: unknown = isRecord(item) && item.kind === undefined ? { ...defaults, ...item } : item;
    return unfold(inner, [...prefix, 'items', index], depth + 1);
  });
}
