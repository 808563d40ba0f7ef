import { dataKey, dnsSubdomain } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';

/** What has the name of a Secret: one of ours, or an `ISecret` of cdk8s-plus. */
export interface ISecretName {
  /** The Secret's name. */
  readonly name: string;
}

/** One key of a Secret: how constructs are told where a password is, without being told the password. */
export class SecretKey implements Checked {
  /**
   * A key of a Secret in the same namespace.
   *
   * @param secret its name, or an object that has one.
   * @param key the key.
   */
  static of(secret: string | ISecretName, key: string): SecretKey {
    return new SecretKey(typeof secret === 'string' ? secret : secret?.name, key, false);
  }

  private constructor(
    /** The Secret's name. */
    readonly secretName: string,
    /** The key in it. */
    readonly key: string,
    /** Whether pods start without it. */
    readonly optional: boolean,
  ) {}

  /** The same key, without which pods start all the same. */
  orNothing(): SecretKey {
    return new SecretKey(this.secretName, this.key, true);
  }

  /** @internal */
  _check(at: Problems): void {
    dnsSubdomain.test(this.secretName, at.at('secretName'));
    dataKey.test(this.key, at.at('key'));
  }
}
