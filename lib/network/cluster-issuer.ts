import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { instance } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, clusterObjectProps, type ClusterObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { IssuerKind, type IIssuer } from '../parts/certificates/issuer-reference';
import { IssuerSource } from '../parts/certificates/issuer-source';
import { override } from '../workloads/overrides';

/** A part of a ClusterIssuer, merged into it at the end; `null` removes a field. */
export type ClusterIssuerOverride = CustomOverrideOf<'ClusterIssuer'>;

/** What a ClusterIssuer can say. */
export interface ClusterIssuerProps extends ClusterObjectProps {
  /** Where it has its certificates from. Secrets that it names are in cert-manager's own namespace. */
  readonly source: IssuerSource;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ClusterIssuerOverride;
}

const clusterIssuerProps: Shape<ClusterIssuerProps> = {
  ...clusterObjectProps,
  source: required(
    instance(IssuerSource, 'IssuerSource.acme({ … }), IssuerSource.certificateAuthority(secretName), …'),
  ),
  override,
};

/**
 * Where the certificates of all namespaces come from: a ClusterIssuer of cert-manager.
 *
 * @see https://cert-manager.io/docs/configuration/
 */
export class ClusterIssuer extends ChartConstruct implements IIssuer {
  /** Its kind. */
  readonly issuerKind = IssuerKind.CLUSTER_ISSUER;
  /** Its name. */
  readonly name: string;
  /** The ClusterIssuer. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ClusterIssuerProps) {
    super(scope, id);
    checkProps(this, props, clusterIssuerProps);
    this.name = props.name;
    const source = props.source._on(this);
    this.object = defineCustomObject(
      this,
      'cluster-issuer',
      'ClusterIssuer',
      metadataOfObject(props),
      () => ({ spec: source._toWire() }),
      props.override,
    );
  }
}
