import type { k8s } from 'cdk8s-plus-27';
import { dnsSubdomain, envName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { ConfigReference, type IConfigMapName } from './config-reference';
import type { ISecretName } from './secret-key';

/** All keys of a ConfigMap or Secret, as environment variables. */
export class EnvSource implements Checked {
  /**
   * All keys of a ConfigMap.
   *
   * @param configMap its name, or what has one: then the pods notice as it says that it has changed.
   * @param prefix put before each key.
   */
  static configMap(configMap: string | IConfigMapName, prefix?: string): EnvSource {
    const reference = ConfigReference.of(configMap);
    return new EnvSource({ configMapRef: { name: reference.name } }, reference.name, prefix, reference);
  }

  /**
   * All keys of a Secret.
   *
   * @param secret its name, or an object that has one.
   * @param prefix put before each key.
   */
  static secret(secret: string | ISecretName, prefix?: string): EnvSource {
    const name = typeof secret === 'string' ? secret : secret?.name;
    return new EnvSource({ secretRef: { name } }, name, prefix);
  }

  private constructor(
    private readonly source: Omit<Wire<k8s.EnvFromSource>, 'prefix'>,
    private readonly name: string,
    private readonly prefix: string | undefined,
    /** The ConfigMap, where it is one. @internal */
    readonly _config?: ConfigReference,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    if (this._config === undefined) dnsSubdomain.test(this.name, at.at('name'));
    else this._config._check(at.at('name'));
    if (this.prefix !== undefined) envName.test(this.prefix, at.at('prefix'));
  }

  /** @internal */
  _toWire(): Wire<k8s.EnvFromSource> {
    return this.prefix === undefined ? this.source : { prefix: this.prefix, ...this.source };
  }
}
