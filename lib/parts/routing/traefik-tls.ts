import { dnsSubdomain, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { ISecretName } from '../configuration/secret-key';

/** Where Traefik has the certificate of a route from. */
export class TraefikTls implements Checked {
  /** A Secret of type kubernetes.io/tls, such as cert-manager makes. @param secret its name, or what has one. */
  static secret(secret: string | ISecretName): TraefikTls {
    const secretName = typeof secret === 'string' ? secret : secret?.name;
    return new TraefikTls({ secretName }, (at) => dnsSubdomain.test(secretName, at.at('secret')));
  }

  /** A resolver of Traefik's own configuration. @param name its name. */
  static certResolver(name: string): TraefikTls {
    return new TraefikTls({ certResolver: name }, (at) => text.test(name, at.at('certResolver')));
  }

  /** Traefik's default certificate. */
  static default(): TraefikTls {
    return new TraefikTls({}, () => undefined);
  }

  private constructor(
    private readonly tls: { readonly secretName?: string; readonly certResolver?: string },
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): { readonly secretName?: string; readonly certResolver?: string } {
    return this.tls;
  }
}
