import type { Problems } from '../../core/problems';
import { field, type Checked, type Field } from '../../core/shape';
import { roleName } from './policy-rule';

/** What kind a role is. */
export enum RoleKind {
  /** Of one namespace. */
  ROLE = 'Role',
  /** Of the cluster. */
  CLUSTER_ROLE = 'ClusterRole',
}

/** A role that can be bound. */
export interface IRole {
  /** Its kind. */
  readonly roleKind: RoleKind;
  /** Its name. */
  readonly name: string;
}

/** A role that exists already, such as the ClusterRole `view` of every cluster. */
export class RoleReference implements IRole, Checked {
  /** A Role of the binding's namespace. @param name its name. */
  static role(name: string): RoleReference {
    return new RoleReference(RoleKind.ROLE, name);
  }

  /** A ClusterRole. @param name its name. */
  static clusterRole(name: string): RoleReference {
    return new RoleReference(RoleKind.CLUSTER_ROLE, name);
  }

  private constructor(
    /** Its kind. */
    readonly roleKind: RoleKind,
    /** Its name. */
    readonly name: string,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    roleName.test(this.name, at.at('name'));
  }
}

/** A role, whether defined or referred to. @internal */
export const role: Field<false> = field((value, at) => {
  const { roleKind, name } = (value ?? {}) as Partial<IRole>;
  if (roleKind === undefined || !Object.values(RoleKind).includes(roleKind)) {
    return at.mustBe("a Role, a ClusterRole or a RoleReference (RoleReference.clusterRole('view'), …)", value);
  }
  roleName.test(name, at.at('name'));
});
