import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { instance, listOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { roleName } from '../parts/access/policy-rule';
import { role, type IRole } from '../parts/access/role-reference';
import { RoleSubject } from '../parts/access/role-subject';
import { override } from '../workloads/overrides';

/** A part of a RoleBinding, merged into it at the end; `null` removes a field. */
export type RoleBindingOverride = OverrideOf<'RoleBinding'>;

/** What a RoleBinding can say. */
export interface RoleBindingProps extends ObjectProps {
  /** The role that is given: a Role of the namespace, or a ClusterRole, as a construct or a RoleReference. Kubernetes does not let it be changed later. */
  readonly role: IRole;
  /** Whom it is given to. */
  readonly subjects: readonly RoleSubject[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: RoleBindingOverride;
}

const roleBindingProps: Shape<RoleBindingProps> = {
  ...objectProps,
  name: required(roleName),
  role: required(role),
  subjects: required(
    listOf(instance(RoleSubject, 'RoleSubject.serviceAccount(account), RoleSubject.group(name), …'), 1),
  ),
  override,
};

/**
 * Gives the rights of a Role or ClusterRole in one namespace: a RoleBinding.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class RoleBinding extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The RoleBinding. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id);
    const namespace = namespaceOf(this, props ?? {});
    checkProps(this, props, roleBindingProps, (at) => checkTogether(props, namespace, at));
    this.name = props.name;
    this.namespace = namespace;
    this.object = defineObject(
      this,
      'role-binding',
      'RoleBinding',
      metadataOfObject(props),
      () => ({
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: props.role.roleKind, name: props.role.name },
        subjects: props.subjects.map((subject) => subject._toWire(namespace)),
      }),
      props.override,
    );
  }
}

function checkTogether(props: RoleBindingProps, namespace: string | undefined, at: Problems): void {
  props.subjects.forEach((subject, i) => subject._checkNamespace(namespace, at.at('subjects').at(i)));
}
