import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { refuse } from '../core/errors';
import { anyText, dataKey, mapOf, oneOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { nearest } from '../core/text/nearest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { ConfigRollout } from '../parts/configuration/config-files';
import type { IConfigMapName } from '../parts/configuration/config-reference';
import { EnvValue } from '../parts/configuration/env-value';
import { override } from '../workloads/overrides';

/** A part of a ConfigMap, merged into it at the end; `null` removes a field. */
export type ConfigMapOverride = OverrideOf<'ConfigMap'>;

/** What a ConfigMap can say. */
export interface ConfigMapProps extends ObjectProps {
  /** Texts by key. */
  readonly data: { readonly [key: string]: string };
  /**
   * How pods notice a change that refer to it by the construct: as variables or as files, of all keys or of one.
   * IMMUTABLE appends a hash of the data to its name. @default ConfigRollout.CHECKSUM, and NONE for pods of the plain profile
   */
  readonly rollout?: ConfigRollout;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ConfigMapOverride;
}

const configMapProps: Shape<ConfigMapProps> = {
  ...objectProps,
  data: required(mapOf(dataKey, anyText)),
  rollout: oneOf(Object.values(ConfigRollout)),
  override,
};

const maximumBytes = 1048576;

/**
 * Settings that are no secrets: a ConfigMap whose keys pods take as environment variables or files.
 *
 * Files of one workload alone are better given to it, as its `configFiles`. Pods that refer to the construct, by
 * `EnvSource.configMap(config)`, `Volume.configMap('files', config)` or `config.envValue(key)`, notice when it changes;
 * those that are given its plain name do not.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMap extends ChartConstruct implements IConfigMapName {
  /** Name of the ConfigMap; of an immutable one with the hash of its data. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** SHA-256 of keys and texts, in hexadecimal, with those of the override. */
  readonly checksum: string;
  /** How pods notice a change, where the caller has said it. */
  readonly rollout?: ConfigRollout;
  /** The ConfigMap. */
  readonly object: Manifest;

  private readonly keys: readonly string[];

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    checkProps(this, props, configMapProps, (at) => checkTogether(props, at));
    this.keys = Object.keys(props.data);
    const immutable = props.rollout === ConfigRollout.IMMUTABLE;
    this.checksum = checksumOf(props);
    this.rollout = props.rollout;
    this.name = immutable ? `${props.name}-${this.checksum.slice(0, 10)}` : props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineObject(
      this,
      'config-map',
      'ConfigMap',
      metadataOfObject({ ...props, name: this.name }),
      () => ({ ...(immutable ? { immutable } : {}), data: props.data }),
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
    return EnvValue.configMap(this, key);
  }
}

/** Of all that pods get of it, what an override changes included. */
function checksumOf({ data, override }: ConfigMapProps): string {
  const hash = createHash('sha256');
  const texts: { readonly [key: string]: unknown } = override?.data === null ? {} : { ...data, ...override?.data };
  const bytes: { readonly [key: string]: unknown } = { ...override?.binaryData };
  for (const [prefix, all] of [['', texts] as const, ['binaryData\0', bytes] as const]) {
    for (const key of Object.keys(all).sort()) {
      const value = all[key];
      if (value !== null && value !== undefined) hash.update(`${prefix}${key}\0${textOf(value)}\0`);
    }
  }
  return hash.digest('hex');
}

/** A text as it is; anything else that an override may hold, which the schema refuses later, as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function checkTogether(props: ConfigMapProps, at: Problems): void {
  const entries = Object.entries(props.data);
  if (entries.length === 0) at.at('data').add('has no keys', 'give at least one');
  const bytes = entries.reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  if (bytes > maximumBytes) at.at('data').add(`must be at most ${maximumBytes} bytes in all, got ${bytes}`, 'split it');
  if (props.rollout === ConfigRollout.IMMUTABLE && props.name.length > 242) {
    at.at('name').add(`must leave 11 of 253 characters to the hash, got ${props.name.length} characters`, 'shorten it');
  }
}
