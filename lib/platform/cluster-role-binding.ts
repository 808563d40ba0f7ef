import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { instance, listOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, type ClusterObjectProps, metadataOfObject } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { roleName } from '../parts/access/policy-rule';
import { role, type IRole, RoleKind } from '../parts/access/role-reference';
import { RoleSubject } from '../parts/access/role-subject';
import { override } from '../workloads/overrides';

/** A part of a ClusterRoleBinding, merged into it at the end; `null` removes a field. */
export type ClusterRoleBindingOverride = OverrideOf<'ClusterRoleBinding'>;

/** What a ClusterRoleBinding can say. */
export interface ClusterRoleBindingProps extends ClusterObjectProps {
  /** The role that is given: a ClusterRole, as a construct or a RoleReference. Kubernetes does not let it be changed later. */
  readonly role: IRole;
  /** Whom it is given to. */
  readonly subjects: readonly RoleSubject[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ClusterRoleBindingOverride;
}

const clusterRoleBindingProps: Shape<ClusterRoleBindingProps> = {
  ...clusterObjectProps,
  name: required(roleName),
  role: required(role),
  subjects: required(
    listOf(instance(RoleSubject, 'RoleSubject.serviceAccount(account), RoleSubject.group(name), …'), 1),
  ),
  override,
};

/**
 * Gives the rights of a ClusterRole in the whole cluster: a ClusterRoleBinding.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class ClusterRoleBinding extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** The ClusterRoleBinding. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ClusterRoleBindingProps) {
    super(scope, id);

    checkProps(this, props, clusterRoleBindingProps, (at) => checkTogether(props, at));
    this.name = props.name;

    this.object = defineObject(
      this,
      'cluster-role-binding',
      'ClusterRoleBinding',
      metadataOfObject(props),
      () => ({
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: props.role.roleKind, name: props.role.name },
        subjects: props.subjects.map((subject) => subject._toWire(undefined)),
      }),
      props.override,
    );
  }
}

function checkTogether(props: ClusterRoleBindingProps, at: Problems): void {
  if (props.role.roleKind !== RoleKind.CLUSTER_ROLE) {
    at.at('role').add(`must be a ClusterRole, got the Role "${props.role.name}"`, 'use a RoleBinding');
  }
  props.subjects.forEach((subject, i) => subject._checkNamespace(undefined, at.at('subjects').at(i)));
}
