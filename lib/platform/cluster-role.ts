import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { instance, listOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, type ClusterObjectProps, metadataOfObject } from '../core/object-props';

import { checkProps, required, type Shape } from '../core/shape';
import { PolicyRule, roleName } from '../parts/access/policy-rule';
import { RoleKind, type IRole } from '../parts/access/role-reference';
import { override } from '../workloads/overrides';

/** A part of a ClusterRole, merged into it at the end; `null` removes a field. */
export type ClusterRoleOverride = OverrideOf<'ClusterRole'>;

/** What a ClusterRole can say. */
export interface ClusterRoleProps extends ClusterObjectProps {
  /** What it allows, and nothing else. */
  readonly rules: readonly PolicyRule[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ClusterRoleOverride;
}

const clusterRoleProps: Shape<ClusterRoleProps> = {
  ...clusterObjectProps,
  name: required(roleName),
  rules: required(
    listOf(
      instance(PolicyRule, "PolicyRule.read('', 'pods'), PolicyRule.resources({ … }), PolicyRule.nonResourceUrls(…)"),
      1,
    ),
  ),
  override,
};

/**
 * Rights in every namespace, or on what is outside of namespaces: a ClusterRole. A RoleBinding gives them in one namespace alone.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class ClusterRole extends ChartConstruct implements IRole {
  /** Its kind. */
  readonly roleKind = RoleKind.CLUSTER_ROLE;
  /** Its name. */
  readonly name: string;
  /** The ClusterRole. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ClusterRoleProps) {
    super(scope, id);
    checkProps(this, props, clusterRoleProps);
    this.name = props.name;

    this.object = defineObject(
      this,
      'cluster-role',
      'ClusterRole',
      metadataOfObject(props),
      () => ({ rules: props.rules.map((rule) => rule._toWire()) }),
      props.override,
    );
  }
}
