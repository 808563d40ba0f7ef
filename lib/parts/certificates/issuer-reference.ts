import { dnsSubdomain } from '../../core/fields';
import { field, type Field } from '../../core/shape';

/** What kind an issuer is. */
export enum IssuerKind {
  /** Of one namespace. */
  ISSUER = 'Issuer',
  /** Of the cluster. */
  CLUSTER_ISSUER = 'ClusterIssuer',
}

/** An issuer that certificates can name. */
export interface IIssuer {
  /** Its kind. */
  readonly issuerKind: IssuerKind;
  /** Its name. */
  readonly name: string;
}

/** An issuer that exists already. */
export class IssuerReference implements IIssuer {
  /** An Issuer of the certificate's namespace. @param name its name. */
  static issuer(name: string): IssuerReference {
    return new IssuerReference(IssuerKind.ISSUER, name);
  }

  /** A ClusterIssuer. @param name its name. */
  static clusterIssuer(name: string): IssuerReference {
    return new IssuerReference(IssuerKind.CLUSTER_ISSUER, name);
  }

  private constructor(
    /** Its kind. */
    readonly issuerKind: IssuerKind,
    /** Its name. */
    readonly name: string,
  ) {}
}

/** An issuer, whether defined or referred to. @internal */
export const issuer: Field<false> = field((value, at) => {
  const { issuerKind, name } = (value ?? {}) as Partial<IIssuer>;
  if (issuerKind === undefined || !Object.values(IssuerKind).includes(issuerKind)) {
    return at.mustBe("an Issuer, a ClusterIssuer or an IssuerReference (IssuerReference.clusterIssuer('…'))", value);
  }
  dnsSubdomain.test(name, at.at('name'));
});
