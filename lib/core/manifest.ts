import type { Construct } from 'constructs';
import { ApiObject, JsonPatch } from './cdk8s';
import { checkArguments } from './arguments';
import { refuse, show } from './errors';
import { customApiVersions, type CustomBody, type CustomKinds, type CustomOverrideOf } from './custom-kinds';
import { apiVersions, type Body, type Kinds, type OverrideOf } from './kinds';
import { groupKindOf, isClusterScoped } from './kubernetes/cluster-scoped';
import { metadataOf } from './metadata';
import { applyOverride, OverrideError } from './override';
import { notPlain, toPlainData } from './plain-data';
import { hasOwnResolvers, resolveData } from './resolve-data';
import { listOf } from './fields';
import { field, isPlainObject } from './shape';
import { recordSource } from './source-record';

/** By what it can do: an operation may be of another copy of cdk8s. */
const jsonPatch = field((value, at) => {
  if (typeof (value as Partial<JsonPatch> | null | undefined)?._toJson !== 'function') {
    at.mustBe("a JsonPatch (JsonPatch.add('/spec/…', value), JsonPatch.remove('/spec/…'), …)", value);
  }
});

/** What a Manifest is made of. */
export interface ManifestProps {
  /** API version, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Kind, such as `Deployment`. */
  readonly kind: string;
  /** Name of the object, as it is to be. */
  readonly name: string;
  /** Namespace. @default - the chart's namespace; none for kinds outside of namespaces */
  readonly namespace?: string;
  /** Labels. @default - the chart's labels */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** What an object says before it is rendered: its keys may lack values, and stand in any order. */
export interface UnrenderedObject {
  /** API version, kind and metadata. */
  readonly head: Record<string, unknown>;
  /** Everything else. */
  readonly body: object;
  /** Whether keys are put in order. */
  readonly sortKeys: boolean;
}

/**
 * An object of the Kubernetes API that says what it was given, field by field, and nothing else.
 *
 * It is cdk8s's ApiObject (dependencies, `metadata`, `addJsonPatch` work as there) with two differences: its name is
 * never made up, and `override` merges into what is written at the very end, so that nothing is lost on the way.
 */
export class Manifest extends ApiObject {
  // Most objects have neither, and there may be thousands.
  private overrides: Record<string, unknown>[] | undefined;
  private operations: JsonPatch[] | undefined;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    props: ManifestProps,
    private readonly body: () => object,
  ) {
    const { apiVersion, kind, ...metadata } = props;
    super(scope, id, { apiVersion, kind, metadata });
    recordSource(this);
  }

  /**
   * Merges a part of the object into it, after everything else has been said.
   *
   * Fields that the types of Kubernetes 1.27 lack are kept. `null` removes a field; elements of lists are merged by
   * their name (or mountPath, containerPort, port), `{ name: 'x', $patch: 'delete' }` removes one; other lists and
   * values are replaced.
   *
   * @param patch the part, with the field names of the API (`hostPID`, `clusterIP`).
   * @throws DrydockError at synth when the override changes nothing or removes what is not there
   */
  override(patch: object): void {
    if (!isPlainObject(patch)) refuse(this, `an override must be an object, got ${show(patch)}`);
    (this.overrides ??= []).push(patch);
  }

  /** Applies JSON Patch operations to the object, after the overrides. @throws DrydockError when one is none */
  override addJsonPatch(...ops: JsonPatch[]): void {
    checkArguments(this, 'addJsonPatch', (at) => listOf(jsonPatch).test(ops, at.at('ops')));
    if (ops.length > 0) (this.operations ??= []).push(...ops);
  }

  /**
   * What the object says, for those who write it without a rendered copy: that saves a third of the time and most of the
   * memory of a large synthesis.
   *
   * @returns undefined where `toJson` does more than to copy: overrides, patches, resolvers, a class that has its own
   * @internal
   */
  _unrendered(): UnrenderedObject | undefined {
    if (
      this.toJson !== Manifest.prototype.toJson ||
      this.overrides !== undefined ||
      this.operations !== undefined ||
      hasOwnResolvers(this)
    ) {
      return undefined;
    }
    const body = this.body();
    // Such a field would take the place of that of the head.
    if ('apiVersion' in body || 'kind' in body || 'metadata' in body) return undefined;
    const head = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadataToRender() };
    return { head, body, sortKeys: sortsKeys() };
  }

  /** The object as plain data. @throws DrydockError when an override changes nothing */
  override toJson(): Record<string, unknown> {
    const sortKeys = sortsKeys();
    const plain = this.render(sortKeys);
    if (this.overrides === undefined && this.operations === undefined) return plain;
    const overridden = this.overrides === undefined ? plain : this.applyOverrides(this.overrides, plain, sortKeys);
    const patched =
      this.operations === undefined
        ? overridden
        : (JsonPatch.apply(overridden, ...this.operations) as Record<string, unknown>);
    const { apiVersion, kind, metadata, ...rest } = patched;
    return { apiVersion, kind, metadata, ...rest };
  }

  /** The object without overrides, in the order in which cdk8s writes it. */
  private render(sortKeys: boolean): Record<string, unknown> {
    const plainMetadata = this.toPlain(this.metadataToRender(), sortKeys);
    const plainBody = this.toPlain(this.body(), sortKeys);
    if (plainMetadata === notPlain || plainBody === notPlain) {
      refuse(this, `${this.kind} "${this.name}" holds a value that no resolver can render`);
    }
    const object = { apiVersion: this.apiVersion, kind: this.kind, metadata: plainMetadata };
    return Object.assign(object, plainBody);
  }

  private metadataToRender(): Record<string, unknown> {
    const metadata = metadataOf(this.metadata, this.name);
    if (isClusterScoped(groupKindOf(this.apiVersion, this.kind))) delete metadata.namespace;
    return metadata;
  }

  /** Data as it is written; the app's resolvers are asked where it has its own, or the data holds what only they render. */
  private toPlain(data: object, sortKeys: boolean): unknown {
    const plain = hasOwnResolvers(this) ? notPlain : toPlainData(data, sortKeys);
    return plain === notPlain ? toPlainData(resolveData(this, data), sortKeys) : plain;
  }

  private applyOverrides(
    overrides: readonly Record<string, unknown>[],
    plain: Record<string, unknown>,
    sortKeys: boolean,
  ): Record<string, unknown> {
    try {
      const result = overrides.reduce(applyOverride, plain);
      return toPlainData(result, sortKeys) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof OverrideError)
        refuse(
          this,
          `the override of ${this.kind} "${this.name}" ${this.kind === 'Secret' ? withoutValue(error.message) : error.message}`,
        );
      throw error;
    }
  }
}

/** Of a Secret, what an override says is not to be read. */
function withoutValue(message: string): string {
  return message.replace(/already says .*; remove/s, 'already says it; remove');
}

/** Whether the keys of objects are put in order: `CDK8S_DISABLE_SORT` is cdk8s's way to have them as they were said. */
function sortsKeys(): boolean {
  return !process.env.CDK8S_DISABLE_SORT;
}

/**
 * Defines an object of a kind: the compiler checks its body against the types of Kubernetes 1.27.
 *
 * The body is asked for at synth, when all that is added to the construct after its creation is known.
 */
export function defineObject<K extends keyof Kinds>(
  scope: Construct,
  id: string,
  kind: K,
  metadata: Omit<ManifestProps, 'apiVersion' | 'kind'>,
  body: () => Body<K>,
  override?: OverrideOf<K>,
): Manifest {
  const object = new Manifest(scope, id, { ...metadata, apiVersion: apiVersions[kind], kind }, body);
  if (override !== undefined) object.override(override);
  return object;
}

/**
 * Defines an object of a custom kind, as `defineObject` does one of Kubernetes' own.
 */
export function defineCustomObject<K extends keyof CustomKinds>(
  scope: Construct,
  id: string,
  kind: K,
  metadata: Omit<ManifestProps, 'apiVersion' | 'kind'>,
  body: () => CustomBody<K>,
  override?: CustomOverrideOf<K>,
): Manifest {
  const object = new Manifest(scope, id, { ...metadata, apiVersion: customApiVersions[kind], kind }, body);
  if (override !== undefined) object.override(override);
  return object;
}
