import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dnsSubdomain, flag, listOf } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, type Shape } from '../core/shape';
import type { IServiceAccountName } from '../parts/access/role-subject';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import { override } from '../workloads/overrides';

/** A part of a ServiceAccount, merged into it at the end; `null` removes a field. */
export type ServiceAccountOverride = OverrideOf<'ServiceAccount'>;

/** What a ServiceAccount can say. */
export interface ServiceAccountProps extends ObjectProps {
  /** Names of the Secrets by which its pods' images are fetched. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Whether its pods get a token for the Kubernetes API, where they do not say so themselves. @default - false; not said in the plain profile, where Kubernetes gives one */
  readonly automountServiceAccountToken?: boolean;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ServiceAccountOverride;
}

const serviceAccountProps: Shape<ServiceAccountProps> = {
  ...objectProps,
  imagePullSecrets: listOf(dnsSubdomain),
  automountServiceAccountToken: flag,
  override,
};

/**
 * Who pods are when they ask the Kubernetes API: a ServiceAccount, which roles are bound to.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export class ServiceAccount extends ChartConstruct implements IServiceAccountName {
  /** Its name, as pods give it in `serviceAccountName`. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The ServiceAccount. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    checkProps(this, props, serviceAccountProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const plain = SecurityProfiles.of(this) === SecurityProfile.PLAIN;
    const token = props.automountServiceAccountToken ?? (plain ? undefined : false);
    const pullSecrets = props.imagePullSecrets?.map((name) => ({ name }));
    this.object = defineObject(
      this,
      'service-account',
      'ServiceAccount',
      metadataOfObject(props),
      () => ({
        ...(pullSecrets === undefined ? {} : { imagePullSecrets: pullSecrets }),
        ...(token === undefined ? {} : { automountServiceAccountToken: token }),
      }),
      props.override,
    );
  }
}
