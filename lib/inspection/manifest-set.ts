import type { Externals } from './externals';
import { LabelIndex } from './label-selection';
import { ManifestObject, type GroupKind, type Manifest } from './manifest-object';
import type { ManifestSource } from './manifest-source';
import type { Pod } from './pod';
import { isAtLeast, oldApi } from './schema/api-versions';
import { isClusterScoped } from './schema/cluster-scoped';
import { prune } from './schema/prune';
import type { KnownShape, SchemaSet } from './schema/schema-set';
import { validate } from './schema/validator';
import type { LabelSelector } from './schema/wire-types';

const unknownShape: KnownShape = {
  shape: { type: 'object', name: 'object', fields: new Map(), required: [], open: true },
  knowledge: 'foreign',
};

/** All manifests of a run, read once and indexed, so that every question a rule asks is answered in constant time. */
export class ManifestSet {
  public readonly objects: readonly ManifestObject[];
  /** The sources that hold no object at all. */
  public readonly strangers: readonly ManifestSource[];
  private readonly byKey = new Map<string, ManifestObject>();
  private readonly byKind = new Map<GroupKind, ManifestObject[]>();
  private readonly podIndex = new LabelIndex<Pod>((pod) => pod.labels);
  private readonly serviceIndex = new LabelIndex<ManifestObject>((object) => object.labels);

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
    const objects: ManifestObject[] = [];
    const strangers: ManifestSource[] = [];
    for (const source of sources) {
      for (const { manifest, prefix } of unfold(source.manifest, [], 0)) {
        if (isRecord(manifest)) {
          objects.push(this.read(manifest, source, objects.length, prefix));
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

  /** The pods, and templates of pods, of a namespace that a selector selects. */
  public podsSelected(namespace: string, selector: LabelSelector): readonly Pod[] {
    return this.podIndex.select(namespace, selector);
  }

  /** The Services of a namespace whose labels a selector selects. */
  public servicesSelected(namespace: string, selector: LabelSelector): readonly ManifestObject[] {
    return this.serviceIndex.select(namespace, selector);
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
    if (object.name !== '' && !this.byKey.has(key)) {
      this.byKey.set(key, object);
    }
    if (object.pod !== undefined) {
      this.podIndex.add(object.namespace, object.pod);
    }
    if (object.groupKind === 'Service') {
      this.serviceIndex.add(object.namespace, object);
    }
  }

  private read(
    manifest: Record<string, unknown>,
    source: ManifestSource,
    index: number,
    prefix: readonly (string | number)[],
  ): ManifestObject {
    const apiVersion = typeof manifest.apiVersion === 'string' ? manifest.apiVersion : '';
    const kind = typeof manifest.kind === 'string' ? manifest.kind : '';
    const today = this.today(apiVersion, kind);
    const known = kind === '' || apiVersion === '' ? undefined : this.schemas.find(today, kind);
    const { shape } = known ?? unknownShape;
    const result = validate(manifest, known?.shape ?? this.minimal());
    const clean = result.refused
      ? bare(apiVersion, kind)
      : result.hasNulls || !result.wellTyped
        ? ((prune(manifest, known === undefined ? this.minimal() : shape) ?? {}) as Manifest)
        : (manifest as Manifest);
    const wellFormed = result.wellTyped && !result.refused && kind !== '' && apiVersion !== '';
    const knowledge = known?.knowledge ?? 'unknown';
    return new ManifestObject(index, clean, today, source, knowledge, result.issues, wellFormed, prefix);
  }

  /** The apiVersion of today for one that the target no longer serves but whose fields are the same. */
  private today(apiVersion: string, kind: string): string {
    const old = oldApi(apiVersion, kind);
    const gone = old?.removed !== undefined && isAtLeast(this.version, old.removed);
    return gone && old.sameFields && old.replacement !== undefined ? old.replacement : apiVersion;
  }

  private minimal(): KnownShape['shape'] {
    return { ...unknownShape.shape, fields: new Map([['metadata', this.schemas.definition('ObjectMeta')]]) };
  }
}

function bare(apiVersion: string, kind: string): Manifest {
  return { apiVersion, kind };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Unfolded {
  readonly manifest: unknown;
  readonly prefix: readonly (string | number)[];
}

/** Takes the objects out of a List, and out of the typed lists that `kubectl get` prints. */
function unfold(manifest: unknown, prefix: readonly (string | number)[], depth: number): Unfolded[] {
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
