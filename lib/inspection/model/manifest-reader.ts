import { ManifestObject, type Manifest } from './manifest-object';
import type { ManifestSource } from '../reading/manifest-source';
import { oldApi } from '../schema/api-versions';
import { isAtLeast } from '../schema/kubernetes-version';
import { prune } from '../schema/prune';
import type { SchemaSet } from '../schema/schema-set';
import type { ObjectShape, Shape } from '../schema/shape';
import { validate, type SchemaResult, type Decisive } from '../schema/validator';
import { spanOfKind, type Span } from '../schema/spans';

/** Makes objects of manifests: checks them against their schema, and takes out what no rule must meet. */
export class ManifestReader {
  /** All that is read of an object whose kind nobody knows. */
  private readonly stranger: ObjectShape;

  /** @param version the Kubernetes version that the manifests are for */
  public constructor(
    private readonly schemas: SchemaSet,
    private readonly version: string,
  ) {
    this.stranger = {
      type: 'object',
      name: 'object',
      fields: new Map<string, Shape>([
        ['apiVersion', { type: 'string' }],
        ['kind', { type: 'string' }],
        ['metadata', schemas.definition('ObjectMeta')],
      ]),
      required: [],
      open: true,
    };
  }

  /**
   * Reads a manifest, of whatever content; it is not changed.
   *
   * @param index its place among all objects
   * @param prefix its path in its document
   */
  public read(
    manifest: Readonly<Record<string, unknown>>,
    source: ManifestSource,
    index: number,
    prefix: readonly (string | number)[],
  ): ManifestObject {
    const apiVersion = typeof manifest.apiVersion === 'string' ? manifest.apiVersion : '';
    const kind = typeof manifest.kind === 'string' ? manifest.kind : '';
    const today = this.today(apiVersion, kind);
    const known = kind === '' || apiVersion === '' ? undefined : this.schemas.find(today, kind);
    const shape = known?.shape ?? this.stranger;
    const isBuiltIn = known?.knowledge === 'built-in';
    const result = validate(manifest, shape, { version: this.version, isBuiltIn });
    const reading = known?.reading;
    const typed = result.wellTyped && (reading === undefined || validate(manifest, reading).wellTyped);
    const clean = this.clean(
      manifest,
      result,
      typed,
      known === undefined ? { ...shape, open: false } : (reading ?? shape),
    );
    const wellFormed = typed && !result.refused && known !== undefined;
    return new ManifestObject(
      index,
      clean,
      today,
      source,
      known?.knowledge ?? 'unknown',
      result.issues,
      wellFormed,
      prefix,
      runsOn(result, spanOfKind(apiVersion, kind)),
    );
  }

  private clean(
    manifest: Readonly<Record<string, unknown>>,
    result: SchemaResult,
    typed: boolean,
    shape: ObjectShape,
  ): Manifest {
    if (result.refused) {
      const { apiVersion, kind } = manifest;
      return {
        ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
        ...(typeof kind === 'string' ? { kind } : {}),
      };
    }
    const asItIs = typed && !result.hasNulls && shape.name !== this.stranger.name;
    return (asItIs ? manifest : prune(manifest, shape)) as Manifest;
  }

  /** The apiVersion of today for one that the target no longer serves but whose fields are the same. */
  private today(apiVersion: string, kind: string): string {
    const old = oldApi(apiVersion, kind);
    const gone = old?.removed !== undefined && isAtLeast(this.version, old.removed);
    return gone && old.sameFields && old.replacement !== undefined ? old.replacement : apiVersion;
  }
}

/** The minor versions that know an object, and what decides it. */
function runsOn({ youngest, oldest }: SchemaResult, kind: Span | undefined): ManifestObject['runsOn'] {
  const whole = (version: number | undefined): Decisive | undefined =>
    version === undefined ? undefined : { version, path: ['apiVersion'] };
  const [since, until] = [whole(kind?.since), whole(kind?.until)];
  return youngest === undefined && oldest === undefined && kind === undefined
    ? undefined
    : {
        since: (since?.version ?? 0) >= (youngest?.version ?? 0) ? since : youngest,
        until: (until?.version ?? Infinity) <= (oldest?.version ?? Infinity) ? until : oldest,
      };
}
