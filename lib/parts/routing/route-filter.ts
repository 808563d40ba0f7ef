import type { HttpRouteSpecRulesFilters } from '../../../imports/gateway.networking.k8s.io';
import { absolutePath, anyText, mapOf, text, hostName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { field, isPlainObject, type Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';

type Filter = Wire<HttpRouteSpecRulesFilters>;

const headers = mapOf(text, anyText);

const redirectStatus = field((value, at) => {
  if (value !== 301 && value !== 302) at.mustBe('301 or 302', value);
});

/** What a rule of an HttpRoute does to requests on their way. */
export class RouteFilter implements Checked {
  /** Sends clients on to HTTPS. @param statusCode 301 for good, 302 for now. */
  static redirectToHttps(statusCode = 301): RouteFilter {
    return new RouteFilter(
      () => ({ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: statusCode as 301 | 302 } }),
      (at) => redirectStatus.test(statusCode, at.at('statusCode')),
      true,
    );
  }

  /** Sends clients on to another host. @param hostname the host. @param statusCode 301 for good, 302 for now. */
  static redirectToHost(hostname: string, statusCode = 302): RouteFilter {
    return new RouteFilter(
      () => ({ type: 'RequestRedirect', requestRedirect: { hostname, statusCode: statusCode as 301 | 302 } }),
      (at) => {
        hostName.test(hostname, at.at('hostname'));
        redirectStatus.test(statusCode, at.at('statusCode'));
      },
      true,
    );
  }

  /** Puts another prefix in the place of the one that the rule matches. @param prefix the new one. */
  static replacePrefix(prefix: string): RouteFilter {
    return new RouteFilter(
      () => ({ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix } } }),
      (at) => absolutePath.test(prefix, at.at('prefix')),
      false,
    );
  }

  /** Sets headers of the request. @param set values by name. */
  static requestHeaders(set: { readonly [name: string]: string }): RouteFilter {
    return RouteFilter.headers('RequestHeaderModifier', set);
  }

  /** Sets headers of the answer. @param set values by name. */
  static responseHeaders(set: { readonly [name: string]: string }): RouteFilter {
    return RouteFilter.headers('ResponseHeaderModifier', set);
  }

  private static headers(
    type: 'RequestHeaderModifier' | 'ResponseHeaderModifier',
    set: { readonly [name: string]: string },
  ): RouteFilter {
    return new RouteFilter(
      () => {
        const modifier = { set: Object.entries(set).map(([name, value]) => ({ name, value })) };
        return type === 'RequestHeaderModifier'
          ? { type, requestHeaderModifier: modifier }
          : { type, responseHeaderModifier: modifier };
      },
      (at) => {
        headers.test(set, at);
        if (isPlainObject(set) && Object.keys(set).length === 0) at.add('sets no header', 'give one');
      },
      false,
    );
  }

  private constructor(
    private readonly filter: () => Filter,
    private readonly check: (at: Problems) => void,
    /** Whether it answers itself. @internal */
    readonly _redirects: boolean,
  ) {}

  /** What kind of filter it is; a rule has one of each at most. @internal */
  get _type(): string {
    return this.filter().type;
  }

  /** Whether it needs to know which prefix it replaces. @internal */
  get _replacesPrefix(): boolean {
    return this.filter().urlRewrite?.path?.replacePrefixMatch !== undefined;
  }

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Filter {
    return this.filter();
  }
}
