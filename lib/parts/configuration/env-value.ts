import type { k8s } from 'cdk8s-plus-27';
import { anyText, dataKey, either, instance, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { ConfigReference, type IConfigMapName } from './config-reference';
import { SecretKey } from './secret-key';

/** Where the value of an environment variable comes from. */
export class EnvValue implements Checked {
  /** A literal. */
  static of(value: string): EnvValue {
    return new EnvValue({ value }, () => undefined);
  }

  /** A key of a Secret. @param key `SecretKey.of('name', 'key')`, or what `Secret.key('key')` gives. */
  static secret(key: SecretKey): EnvValue {
    const reference = { name: key?.secretName, key: key?.key, ...(key?.optional ? { optional: true } : {}) };
    return new EnvValue({ valueFrom: { secretKeyRef: reference } }, (at) => {
      instance(SecretKey, "SecretKey.of('secret', 'key')").test(key, at);
    });
  }

  /**
   * A key of a ConfigMap.
   *
   * @param configMap its name, or what has one: then the pods notice as it says that it has changed.
   * @param key the key.
   */
  static configMap(configMap: string | IConfigMapName, key: string): EnvValue {
    const reference = ConfigReference.of(configMap);
    const check = (at: Problems): void => {
      reference._check(at.at('configMap'));
      dataKey.test(key, at.at('key'));
    };
    return new EnvValue({ valueFrom: { configMapKeyRef: { name: reference.name, key } } }, check, reference);
  }

  /** A field of the pod, such as `spec.nodeName`, `metadata.name` or `status.podIP`. */
  static podField(fieldPath: string): EnvValue {
    return new EnvValue({ valueFrom: { fieldRef: { fieldPath } } }, (at) => {
      if (typeof fieldPath === 'string' && podFields.test(fieldPath)) return;
      at.mustBe(
        "one of metadata.name, metadata.namespace, metadata.uid, metadata.labels['<key>'], metadata.annotations['<key>'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.podIP, status.podIPs",
        fieldPath,
      );
    });
  }

  /** A resource of the container, such as `limits.memory` or `requests.cpu`. */
  static resource(resource: string): EnvValue {
    return new EnvValue({ valueFrom: { resourceFieldRef: { resource } } }, (at) => text.test(resource, at));
  }

  // Not a property: two values are the same when they lead to the same key, whatever else is known of it.
  readonly #config: ConfigReference | undefined;

  private constructor(
    private readonly source: Omit<Wire<k8s.EnvVar>, 'name'>,
    private readonly check: (at: Problems) => void,
    config?: ConfigReference,
  ) {
    this.#config = config;
  }

  /** The ConfigMap, where it is in one. @internal */
  get _config(): ConfigReference | undefined {
    return this.#config;
  }

  /** @internal */
  _check(at: Problems): void {
    if ('value' in this.source && typeof this.source.value !== 'string')
      return at.mustBe('a string', this.source.value);
    this.check(at);
  }

  /** @internal */
  _toWire(name: string): Wire<k8s.EnvVar> {
    return { name, ...this.source };
  }
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields */
const podFields =
  /^(metadata\.(name|namespace|uid|labels\['[^']+'\]|annotations\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIP|podIP|podIPs))$/;

/** What an environment variable may be given: a text, or where the value is to be found. @internal */
export const envText = either(
  (value) => typeof value === 'object',
  instance(EnvValue, 'EnvValue.secret(key), …'),
  anyText,
);
