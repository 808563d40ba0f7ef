import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { anyText, dataKey, flag, mapOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { nearest } from '../core/nearest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { EnvValue } from '../parts/env-value';
import type { ISecretName } from '../parts/secret-key';
import { override } from '../workloads/overrides';

/** A part of a ConfigMap, merged into it at the end; `null` removes a field. */
export type ConfigMapOverride = OverrideOf<'ConfigMap'>;

/** What a ConfigMap can say. */
export interface ConfigMapProps extends ObjectProps {
  /** Texts by key. */
  readonly data: { readonly [key: string]: string };
  /**
   * Whether it never changes: a hash of its data is appended to its name, so that another content is another ConfigMap,
   * and pods that use it by `configMap.name` are rolled. @default false
   */
  readonly immutable?: boolean;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ConfigMapOverride;
}

const configMapProps: Shape<ConfigMapProps> = {
  ...objectProps,
  data: required(mapOf(dataKey, anyText)),
  immutable: flag,
  override,
};

const maximumBytes = 1048576;

/**
 * Settings that are no secrets: a ConfigMap whose keys pods take as environment variables or files.
 *
 * Files of one workload alone are better given to it, as its `configFiles`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMap extends Construct implements ISecretName {
  /** Name of the ConfigMap; of an immutable one with the hash of its data. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** SHA-256 of keys and texts, in hexadecimal: as a pod annotation, it rolls the pods when they change. */
  readonly checksum: string;
  /** The ConfigMap. */
  readonly object: Manifest;

  private readonly keys: readonly string[];

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    checkProps(this, props, configMapProps, (at) => checkTogether(props, at));
    this.keys = Object.keys(props.data);
    this.checksum = checksumOf(props.data);
    this.name = props.immutable === true ? `${props.name}-${this.checksum.slice(0, 10)}` : props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineObject(
      this,
      'config-map',
      'ConfigMap',
      metadataOfObject({ ...props, name: this.name }),
      () => ({ ...(props.immutable === true ? { immutable: true } : {}), data: props.data }),
      props.override,
    );
  }

  /**
   * One of its texts, for an environment variable.
   *
   * @param key the key.
   * @throws DrydockError when it has no such key
   */
  envValue(key: string): EnvValue {
    if (!this.keys.includes(key)) {
      const near = typeof key === 'string' ? nearest(key, this.keys) : undefined;
      const known = this.keys.map((k) => `"${k}"`).join(', ');
      refuse(
        this,
        `the ConfigMap "${this.name}" has no key ${JSON.stringify(key)}, it has ${known}; ${near === undefined ? "add it to 'data'" : `did you mean "${near}"?`}`,
      );
    }
    return EnvValue.configMap(this.name, key);
  }
}

function checksumOf(data: { readonly [key: string]: string }): string {
  const hash = createHash('sha256');
  for (const key of Object.keys(data).sort()) hash.update(`${key}\0${data[key]}\0`);
  return hash.digest('hex');
}

function checkTogether(props: ConfigMapProps, at: Problems): void {
  const entries = Object.entries(props.data);
  if (entries.length === 0) at.at('data').add('has no keys', 'give at least one');
  const bytes = entries.reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  if (bytes > maximumBytes) at.at('data').add(`must be at most ${maximumBytes} bytes in all, got ${bytes}`, 'split it');
  if (props.immutable === true && props.name.length > 242) {
    at.at('name').add(`must leave 11 of 253 characters to the hash, got ${props.name.length} characters`, 'shorten it');
  }
}
