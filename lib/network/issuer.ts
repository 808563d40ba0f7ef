import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { instance } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, objectProps, type ObjectProps, namespaceOf } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { IssuerKind, type IIssuer } from '../parts/certificates/issuer-reference';
import { IssuerSource } from '../parts/certificates/issuer-source';
import { override } from '../workloads/overrides';

/** A part of an Issuer, merged into it at the end; `null` removes a field. */
export type IssuerOverride = CustomOverrideOf<'Issuer'>;

/** What an Issuer can say. */
export interface IssuerProps extends ObjectProps {
  /** Where it has its certificates from. Secrets that it names are in its namespace. */
  readonly source: IssuerSource;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: IssuerOverride;
}

const issuerProps: Shape<IssuerProps> = {
  ...objectProps,
  source: required(
    instance(IssuerSource, 'IssuerSource.acme({ … }), IssuerSource.certificateAuthority(secretName), …'),
  ),
  override,
};

/**
 * Where the certificates of one namespace come from: an Issuer of cert-manager.
 *
 * @see https://cert-manager.io/docs/configuration/
 */
export class Issuer extends ChartConstruct implements IIssuer {
  /** Its kind. */
  readonly issuerKind = IssuerKind.ISSUER;
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Issuer. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: IssuerProps) {
    super(scope, id);
    checkProps(this, props, issuerProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const source = props.source._on(this);
    this.object = defineCustomObject(
      this,
      'issuer',
      'Issuer',
      metadataOfObject(props),
      () => ({ spec: source._toWire() }),
      props.override,
    );
  }
}
