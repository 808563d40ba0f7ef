import { bundledDefinition } from './bundled-definitions';
import { CompactDefinitions, readLines } from './compact-definitions';
import { customResourceShapes, type CustomResourceDefinition } from './custom-resources';
import { foreignShape } from './foreign-shapes';
import { kubernetesVersions, newestVersion } from './kubernetes-version';
import type { ObjectShape, Shape } from './shape';

interface Generated {
  readonly kinds: string;
  readonly definitions: string;
}

/** Each is loaded only when it is asked for, which an import statement cannot do. */
/* eslint-disable @typescript-eslint/no-require-imports */
const loaders: Readonly<Record<string, () => Generated>> = {
  '1.27': () => require('./data/kubernetes-1.27') as Generated,
  '1.28': () => require('./data/kubernetes-1.28') as Generated,
  '1.29': () => require('./data/kubernetes-1.29') as Generated,
  '1.30': () => require('./data/kubernetes-1.30') as Generated,
  '1.31': () => require('./data/kubernetes-1.31') as Generated,
  '1.32': () => require('./data/kubernetes-1.32') as Generated,
  '1.33': () => require('./data/kubernetes-1.33') as Generated,
  '1.34': () => require('./data/kubernetes-1.34') as Generated,
  '1.35': () => require('./data/kubernetes-1.35') as Generated,
  '1.36': () => require('./data/kubernetes-1.36') as Generated,
  '1.37': () => require('./data/kubernetes-1.37') as Generated,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** How well the shape of a kind is known. */
export type Knowledge = 'built-in' | 'custom' | 'bundled' | 'foreign';

/** The shape of a kind. */
export interface KnownShape {
  readonly shape: ObjectShape;
  /**
   * `built-in` kinds are Kubernetes' own, `custom` ones come from a custom resource definition, `bundled`
   * ones from one that this package knows by itself, and the cluster may have another version of; of `foreign` ones no
   * schema is at hand, and only their metadata, and what our rules read of them, is known.
   */
  readonly knowledge: Knowledge;
  /** The types that the rules count on, where a custom resource's own definition may not give them. @default the shape's */
  readonly reading?: ObjectShape;
}

/** The schema of one Kubernetes version and of the custom resources that were given. */
export class SchemaSet {
  private static readonly cache = new Map<string, SchemaSet>();

  /**
   * The schema of a version.
   *
   * @param version a minor version, as `1.27`
   * @param customResources definitions of the custom resources that may be used. @default none
   * @throws an error that names the versions at hand
   */
  public static of(version: string, customResources: readonly CustomResourceDefinition[] = []): SchemaSet {
    const known = this.cache.get(version);
    if (known !== undefined && customResources.length === 0) {
      return known;
    }
    const load = Object.hasOwn(loaders, version) ? loaders[version] : undefined;
    if (load === undefined) {
      throw new Error(
        `the Kubernetes version must be one of ${kubernetesVersions.join(', ')}, got ${JSON.stringify(version)}`,
      );
    }
    const texts = version === newestVersion ? [load()] : [(loaders[newestVersion] ?? load)(), load()];
    const set = new SchemaSet(texts, customResources);
    if (customResources.length === 0) {
      this.cache.set(version, set);
    }
    return set;
  }

  /** Whether a kind is Kubernetes' own: `apps/v1 Deployment`. */
  private readonly kinds = new Map<string, string>();
  private readonly definitions: CompactDefinitions;
  private readonly custom: ReadonlyMap<string, ObjectShape>;
  private readonly found = new Map<string, KnownShape>();
  private readonly metadata: ObjectShape;

  private constructor(texts: readonly Generated[], customResources: readonly CustomResourceDefinition[]) {
    for (const text of texts) {
      readLines(text.kinds, 2, this.kinds);
    }
    this.definitions = new CompactDefinitions(texts.map((text) => text.definitions));
    this.metadata = this.definition('ObjectMeta');
    this.custom = customResourceShapes(customResources, this.metadata);
  }

  /**
   * The shape of a kind.
   *
   * @returns undefined where the kind is neither Kubernetes' own nor of a group that looks like a custom resource's
   */
  public find(apiVersion: string, kind: string): KnownShape | undefined {
    const key = `${apiVersion} ${kind}`;
    const known = this.found.get(key);
    if (known !== undefined) {
      return known;
    }
    const result = this.load(apiVersion, kind, key);
    if (result !== undefined) {
      this.found.set(key, result);
    }
    return result;
  }

  /** Every known kind: `apps/v1 Deployment`. */
  public *knownKinds(): IterableIterator<string> {
    yield* this.kinds.keys();
    yield* this.custom.keys();
  }

  /** A definition of the API by its name; it is an error in this package to ask for one that no version has. */
  public definition(name: string): ObjectShape {
    const shape = this.definitions.find(name);
    if (shape === undefined) {
      throw new Error(`no definition ${name}`);
    }
    return shape;
  }

  private load(apiVersion: string, kind: string, key: string): KnownShape | undefined {
    const definition = this.kinds.get(key)?.split(' ')[0];
    if (definition !== undefined) {
      return { shape: topLevel(this.definition(definition)), knowledge: 'built-in' };
    }
    const custom = this.custom.get(key);
    if (custom !== undefined) {
      return { shape: custom, knowledge: 'custom', reading: foreignShape(apiVersion, kind, this) };
    }
    const bundled = bundledDefinition(apiVersion, kind);
    const shape = bundled === undefined ? undefined : customResourceShapes([bundled], this.metadata, true).get(key);
    if (shape !== undefined) {
      return { shape, knowledge: 'bundled', reading: foreignShape(apiVersion, kind, this) };
    }
    if (isBuiltInGroup(apiVersion)) {
      return undefined;
    }
    return { shape: foreignShape(apiVersion, kind, this), knowledge: 'foreign' };
  }
}

/** Adds what every object has and the definitions leave out. */
function topLevel(shape: ObjectShape): ObjectShape {
  const fields = new Map<string, Shape>(shape.fields);
  fields.set('apiVersion', { type: 'string' });
  fields.set('kind', { type: 'string' });
  return { ...shape, fields, required: shape.required };
}

/** Groups without a dot, and those under k8s.io that Kubernetes serves itself, cannot be custom resources. */
export function isBuiltInGroup(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return !group.includes('.') || builtInGroups.has(group);
}

const builtInGroups = new Set(
  [
    'admissionregistration authentication authorization certificates coordination discovery events node rbac.authorization',
    'networking storage scheduling resource internal.apiserver apiextensions apiregistration storagemigration',
    'flowcontrol.apiserver',
  ].flatMap((names) => names.split(' ').map((name) => `${name}.k8s.io`)),
);
