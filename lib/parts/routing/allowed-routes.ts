import type { GatewaySpecListenersAllowedRoutesNamespaces } from '../../../imports/gateway.networking.k8s.io';
import { labels } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { isPlainObject, type Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';

type Namespaces = Wire<GatewaySpecListenersAllowedRoutesNamespaces>;

/** The namespaces whose routes a listener of a Gateway takes. */
export class AllowedRoutes implements Checked {
  /** Its own. */
  static sameNamespace(): AllowedRoutes {
    return new AllowedRoutes({ from: 'Same' }, () => undefined);
  }

  /** All. */
  static allNamespaces(): AllowedRoutes {
    return new AllowedRoutes({ from: 'All' }, () => undefined);
  }

  /** Those with some labels. @param matchLabels the labels. */
  static namespacesWith(matchLabels: { readonly [key: string]: string }): AllowedRoutes {
    return new AllowedRoutes({ from: 'Selector', selector: { matchLabels } }, (at) => {
      labels.test(matchLabels, at);
      if (isPlainObject(matchLabels) && Object.keys(matchLabels).length === 0) {
        at.add('selects by no label', 'give one, or use AllowedRoutes.allNamespaces()');
      }
    });
  }

  private constructor(
    private readonly namespaces: Namespaces,
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Namespaces {
    return this.namespaces;
  }
}
