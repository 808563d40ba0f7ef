import type { k8s } from 'cdk8s-plus-27';
import { dnsLabel, dnsSubdomain, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** What has the name of a ServiceAccount, and its namespace where it knows it. */
export interface IServiceAccountName {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
}

const rbacGroup = 'rbac.authorization.k8s.io';

/** Whom a role is given to. */
export class RoleSubject implements Checked {
  /** A ServiceAccount. @param account the account. */
  static serviceAccount(account: IServiceAccountName): RoleSubject {
    return new RoleSubject('ServiceAccount', account?.name, account?.namespace);
  }

  /** A ServiceAccount, by its name. @param name its name. @param namespace its namespace, where that is not the binding's. */
  static serviceAccountNamed(name: string, namespace?: string): RoleSubject {
    return new RoleSubject('ServiceAccount', name, namespace);
  }

  /** A person, as the cluster's authentication names one. @param name the name. */
  static user(name: string): RoleSubject {
    return new RoleSubject('User', name, undefined);
  }

  /** A group of persons or ServiceAccounts, as the cluster's authentication names one. @param name the name. */
  static group(name: string): RoleSubject {
    return new RoleSubject('Group', name, undefined);
  }

  private constructor(
    private readonly kind: 'ServiceAccount' | 'User' | 'Group',
    private readonly name: string,
    private readonly namespace: string | undefined,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    (this.kind === 'ServiceAccount' ? dnsSubdomain : text).test(this.name, at.at('name'));
    if (this.namespace !== undefined) dnsLabel.test(this.namespace, at.at('namespace'));
  }

  /** Finds a ServiceAccount of an unknown namespace. @internal */
  _checkNamespace(namespace: string | undefined, at: Problems): void {
    if (this.kind !== 'ServiceAccount' || (this.namespace ?? namespace) !== undefined) return;
    at.add(
      `is the ServiceAccount "${this.name}" of a namespace that is not known`,
      'give the account, or the chart, a namespace',
    );
  }

  /** @internal */
  _toWire(namespace: string | undefined): Wire<k8s.Subject> {
    return this.kind === 'ServiceAccount'
      ? { kind: this.kind, name: this.name, namespace: this.namespace ?? namespace }
      : { apiGroup: rbacGroup, kind: this.kind, name: this.name };
  }
}
