import type { ApplicationSpecDestination } from '../../imports/argoproj.io';
import { dnsLabel, pattern, text } from '../core/fields';
import type { Problems } from '../core/problems';
import type { Checked, Field } from '../core/shape';
import type { Wire } from '../core/wire';

const serverUrl = pattern(
  /^https?:\/\/[^\s/]+(\/\S*)?$/,
  2048,
  'the address of an API server such as https://10.0.0.1:6443',
);

/**
 * The cluster that an Application is for, and the namespace for objects that name none.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export class ArgoCdDestination implements Checked {
  /** The cluster that Argo CD runs in. @param namespace for objects that name none. */
  static inCluster(namespace?: string): ArgoCdDestination {
    return new ArgoCdDestination('server', 'https://kubernetes.default.svc', serverUrl, namespace);
  }

  /** A cluster by the address of its API server, as Argo CD knows it. @param namespace for objects that name none. */
  static server(url: string, namespace?: string): ArgoCdDestination {
    return new ArgoCdDestination('server', url, serverUrl, namespace);
  }

  /** A cluster by the name that Argo CD knows it under. @param namespace for objects that name none. */
  static cluster(name: string, namespace?: string): ArgoCdDestination {
    return new ArgoCdDestination('name', name, text, namespace);
  }

  private constructor(
    private readonly by: 'server' | 'name',
    private readonly value: string,
    private readonly field: Field,
    /** The namespace, where one is given. */
    readonly namespace: string | undefined,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.field.test(this.value, at.at(this.by));
    if (this.namespace !== undefined) dnsLabel.test(this.namespace, at.at('namespace'));
  }

  /** @internal */
  _toWire(fallbackNamespace?: string): Wire<ApplicationSpecDestination> {
    return { [this.by]: this.value, namespace: this.namespace ?? fallbackNamespace };
  }
}
