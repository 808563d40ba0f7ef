import type { ManifestSource } from './manifest-source';
import type { Pod } from './pod';
import { podOf } from './pod';
import type { Knowledge } from './schema/schema-set';
import type { SchemaIssue } from './schema/validator';
import type { ObjectMeta } from './schema/wire-types';

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
