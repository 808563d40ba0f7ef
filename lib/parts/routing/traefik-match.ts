import { absolutePath, oneOf, text, hostName } from '../../core/fields';
import { checkArguments } from '../../core/arguments';
import type { Problems } from '../../core/problems';
import { field, type Checked } from '../../core/shape';
import { cookieName, cookieValue } from './cookie-name';

/**
 * Which requests a route of Traefik is for.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 */
export class TraefikMatch implements Checked {
  /** Those to a host. @param name its name, such as `shop.example.com`. */
  static host(name: string): TraefikMatch {
    return new TraefikMatch(`Host(\`${name}\`)`, (at) => {
      hostName.test(name, at.at('host'));
      if (typeof name === 'string' && name.startsWith('*')) {
        at.at('host').mustBe("a host without '*'", name, 'use TraefikMatch.rule with HostRegexp');
      }
    });
  }

  /** Those to a path to the letter. @param path the path. */
  static path(path: string): TraefikMatch {
    return new TraefikMatch(`Path(\`${path}\`)`, (at) => absolutePath.test(path, at.at('path')), [path]);
  }

  /** Those to a path that begins with a prefix. @param prefix the prefix. */
  static pathPrefix(prefix: string): TraefikMatch {
    return new TraefikMatch(`PathPrefix(\`${prefix}\`)`, (at) => absolutePath.test(prefix, at.at('pathPrefix')), [
      prefix,
    ]);
  }

  /** Those with a header. @param name the header. @param value its value. */
  static header(name: string, value: string): TraefikMatch {
    return new TraefikMatch(
      `Header(\`${name}\`, \`${value}\`)`,
      (at) => {
        text.test(name, at.at('header'));
        text.test(value, at.at('value'));
      },
      [name, value],
    );
  }

  /** Those with a cookie. @param name the cookie. @param value its value, to the letter. */
  static cookie(name: string, value: string): TraefikMatch {
    return new TraefikMatch(
      // Browsers send all cookies in one header, with a semicolon and a blank between two.
      `HeaderRegexp(\`Cookie\`, \`(^|; ?)${literal(name)}=${literal(value)}(;|$)\`)`,
      (at) => {
        cookieName.test(name, at.at('cookie'));
        cookieValue.test(value, at.at('value'));
      },
      [name, value],
    );
  }

  /** Those of a method. @param method such as `GET`. */
  static method(method: string): TraefikMatch {
    return new TraefikMatch(`Method(\`${method}\`)`, (at) =>
      oneOf(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']).test(
        method,
        at.at('method'),
      ),
    );
  }

  /** Those that fit a rule in Traefik's own language. @param rule such as ``HostRegexp(`.+\.example\.com`)``. */
  static rule(rule: string): TraefikMatch {
    return new TraefikMatch(rule, (at) => text.test(rule, at.at('rule')), [], true);
  }

  private constructor(
    private readonly expression: string,
    private readonly check: (at: Problems) => void,
    private readonly quoted: readonly string[] = [],
    /** Whether it needs parentheses beside an `&&`. */
    private readonly loose = false,
  ) {}

  /** Those that fit both. @param other the other one. */
  and(other: TraefikMatch): TraefikMatch {
    return this.join('&&', other);
  }

  /** Those that fit one of them at least. @param other the other one. */
  or(other: TraefikMatch): TraefikMatch {
    return this.join('||', other);
  }

  /** Those that do not fit. */
  not(): TraefikMatch {
    return new TraefikMatch(`!(${this.expression})`, (at) => this._check(at));
  }

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
    const sound = this.quoted.every((each) => typeof each !== 'string' || !each.includes('`'));
    if (!sound) at.add('may not have a backtick in a value, which ends it in the rule', 'use TraefikMatch.rule');
  }

  /** @internal */
  _toRule(): string {
    return this.expression;
  }

  private join(operator: '&&' | '||', other: TraefikMatch): TraefikMatch {
    const method = operator === '&&' ? 'and' : 'or';
    checkArguments('TraefikMatch', method, (at) => match.test(other, at.at('other')));
    const side = (each: TraefikMatch): string =>
      operator === '&&' && each.loose ? `(${each.expression})` : each.expression;
    return new TraefikMatch(
      `${side(this)} ${operator} ${side(other)}`,
      (at) => {
        this._check(at);
        other._check(at);
      },
      [],
      operator === '||',
    );
  }
}

/** A text as it stands in a regular expression that looks for it to the letter. */
function literal(text: string): string {
  return String(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What it says is checked where the route is made, with the path of that. */
const match = field((value, at) => {
  if (!(value instanceof TraefikMatch))
    at.mustBe("a TraefikMatch (TraefikMatch.host('…'), TraefikMatch.path('…'), …)", value);
});
