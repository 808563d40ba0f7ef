import { createHash } from 'node:crypto';
import { dnsSubdomain, oneOf, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import { ConfigRollout } from './config-files';

/** What has the name of a ConfigMap: one of ours, or an `IConfigMap` of cdk8s-plus. */
export interface IConfigMapName {
  /** The ConfigMap's name. */
  readonly name: string;
  /** What changes with its content. @default - unknown: pods do not notice a change */
  readonly checksum?: string;
  /** How pods notice a change. @default ConfigRollout.CHECKSUM, and NONE for pods of the plain profile */
  readonly rollout?: ConfigRollout;
}

/** A ConfigMap as pods refer to it, by whatever way: its name, and how they notice that it has changed. @internal */
export class ConfigReference implements Checked {
  /** A ConfigMap by its name, of which no more is known, or what has one. */
  static of(configMap: string | IConfigMapName): ConfigReference {
    // From JavaScript it may be nothing at all: the check says so, at the prop where it was given.
    if (typeof configMap !== 'object' || configMap === null)
      return new ConfigReference(configMap, undefined, undefined);
    return new ConfigReference(configMap.name, configMap.checksum, configMap.rollout);
  }

  private constructor(
    readonly name: string,
    readonly checksum: string | undefined,
    readonly rollout: ConfigRollout | undefined,
  ) {}

  /** The annotation of the pods that changes with the content. */
  get annotation(): string {
    return `checksum/${this.name.length <= longestName ? this.name : shorten(this.name)}`;
  }

  /** @internal */
  _check(at: Problems): void {
    dnsSubdomain.test(this.name, at);
    if (this.checksum !== undefined) text.test(this.checksum, at.at('checksum'));
    if (this.rollout !== undefined) oneOf(Object.values(ConfigRollout)).test(this.rollout, at.at('rollout'));
  }
}

/** An annotation's name has at most 63 characters behind the `/`, a ConfigMap's 253. */
const longestName = 63;

/** The beginning of a name and a hash of it all: long names may end or begin alike. */
function shorten(name: string): string {
  return `${name.slice(0, longestName - 11)}-${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}
