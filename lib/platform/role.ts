import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { instance, listOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { PolicyRule, roleName } from '../parts/access/policy-rule';
import { RoleKind, type IRole } from '../parts/access/role-reference';
import { override } from '../workloads/overrides';

/** A part of a Role, merged into it at the end; `null` removes a field. */
export type RoleOverride = OverrideOf<'Role'>;

/** What a Role can say. */
export interface RoleProps extends ObjectProps {
  /** What it allows, and nothing else. */
  readonly rules: readonly PolicyRule[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: RoleOverride;
}

const roleProps: Shape<RoleProps> = {
  ...objectProps,
  name: required(roleName),
  rules: required(listOf(instance(PolicyRule, "PolicyRule.read('', 'pods'), PolicyRule.resources({ … })"), 1)),
  override,
};

/**
 * Rights in one namespace: a Role.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Role extends ChartConstruct implements IRole {
  /** Its kind. */
  readonly roleKind = RoleKind.ROLE;
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Role. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    checkProps(this, props, roleProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineObject(
      this,
      'role',
      'Role',
      metadataOfObject(props),
      () => ({ rules: props.rules.map((rule) => rule._toWire()) }),
      props.override,
    );
  }
}

function checkTogether(props: RoleProps, at: Problems): void {
  props.rules.forEach((rule, i) => {
    if (rule._aboutPaths)
      at.at('rules').at(i).add('is about paths of the API, which no namespace has', 'use a ClusterRole');
  });
}
