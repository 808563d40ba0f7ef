import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsSubdomain, flag, integer, listOf, oneOf, seconds, struct, hostName } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { toGoDuration } from '../parts/containers/go-duration';
import { issuer, type IIssuer } from '../parts/certificates/issuer-reference';
import { override } from '../workloads/overrides';

/** A part of a Certificate, merged into it at the end; `null` removes a field. */
export type CertificateOverride = CustomOverrideOf<'Certificate'>;

/** Algorithm of a private key. */
export enum PrivateKeyAlgorithm {
  /** RSA, of 2048 to 8192 bits. */
  RSA = 'RSA',
  /** Elliptic curves, of 256, 384 or 521 bits. */
  ECDSA = 'ECDSA',
  /** Ed25519; no public authority signs it. */
  ED25519 = 'Ed25519',
}

/** Whether a renewed certificate has a new key. */
export enum RotationPolicy {
  /** It has. */
  ALWAYS = 'Always',
  /** It has the old one. */
  NEVER = 'Never',
}

/** The private key of a certificate. */
export interface PrivateKeyOptions {
  /** Algorithm. @default - cert-manager's: RSA */
  readonly algorithm?: PrivateKeyAlgorithm;
  /** Size in bits. @default - cert-manager's: 2048 for RSA, 256 for ECDSA */
  readonly size?: number;
  /** Whether a renewed certificate has a new key. @default - cert-manager's: it has, since 1.18 */
  readonly rotationPolicy?: RotationPolicy;
}

/** What a Certificate can say. */
export interface CertificateProps extends ObjectProps {
  /** Host names that it is for, such as `shop.example.com` or `*.example.com`. */
  readonly dnsNames: readonly string[];
  /** Who issues it: an Issuer, a ClusterIssuer or an IssuerReference. */
  readonly issuer: IIssuer;
  /** Secret that cert-manager keeps certificate and key in. @default - the Certificate's name */
  readonly secretName?: string;
  /** How long it is asked to be valid, from 1 h. @default - cert-manager's: 90 days */
  readonly duration?: Duration;
  /** How long before its end it is renewed, from 5 min. @default - cert-manager's: a third of its time */
  readonly renewBefore?: Duration;
  /** Its private key. @default - cert-manager's */
  readonly privateKey?: PrivateKeyOptions;
  /** Whether it is that of an authority, which signs others. @default - not said: it is not */
  readonly isCa?: boolean;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: CertificateOverride;
}

const privateKeyOptions: Shape<PrivateKeyOptions> = {
  algorithm: oneOf(Object.values(PrivateKeyAlgorithm)),
  size: integer(256, 8192),
  rotationPolicy: oneOf(Object.values(RotationPolicy)),
};

const certificateProps: Shape<CertificateProps> = {
  ...objectProps,
  dnsNames: required(listOf(hostName, 1)),
  issuer: required(issuer),
  secretName: dnsSubdomain,
  duration: seconds(3600),
  renewBefore: seconds(300),
  privateKey: struct(() => privateKeyOptions),
  isCa: flag,
  override,
};

/**
 * A certificate that cert-manager gets, keeps in a Secret and renews: a Certificate.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class Certificate extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Secret that holds certificate and key, for `IngressTls.secret`. */
  readonly secretName: string;
  /** The Certificate. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    checkProps(this, props, certificateProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.secretName = props.secretName ?? props.name;
    const { duration, renewBefore, privateKey, isCa } = props;
    this.object = defineCustomObject(
      this,
      'certificate',
      'Certificate',
      metadataOfObject(props),
      () => ({
        spec: {
          secretName: this.secretName,
          dnsNames: props.dnsNames,
          issuerRef: { name: props.issuer.name, kind: props.issuer.issuerKind },
          ...(isCa === undefined ? {} : { isCA: isCa }),
          ...(duration === undefined ? {} : { duration: toGoDuration(duration) }),
          ...(renewBefore === undefined ? {} : { renewBefore: toGoDuration(renewBefore) }),
          ...(privateKey === undefined ? {} : { privateKey }),
        },
      }),
      props.override,
    );
  }
}

const days90 = 90 * 24 * 3600;

const sizes: {
  readonly [A in PrivateKeyAlgorithm]: { readonly allowed: string; readonly fits: (size: number) => boolean };
} = {
  [PrivateKeyAlgorithm.RSA]: { allowed: 'from 2048 to 8192 for RSA', fits: (size) => size >= 2048 && size <= 8192 },
  [PrivateKeyAlgorithm.ECDSA]: { allowed: '256, 384 or 521 for ECDSA', fits: (size) => [256, 384, 521].includes(size) },
  [PrivateKeyAlgorithm.ED25519]: { allowed: 'left out for Ed25519', fits: () => false },
};

function checkTogether(props: CertificateProps, at: Problems): void {
  const { duration, renewBefore, privateKey } = props;
  const valid = duration?.toSeconds() ?? days90;
  if (renewBefore !== undefined && renewBefore.toSeconds() >= valid) {
    at.at('renewBefore').mustBe(
      `less than ${duration === undefined ? 'the 90 days that it is valid' : "'duration'"}`,
      toGoDuration(renewBefore),
    );
  }
  const { allowed, fits } = sizes[privateKey?.algorithm ?? PrivateKeyAlgorithm.RSA];
  if (privateKey?.size !== undefined && !fits(privateKey.size)) {
    at.at('privateKey').at('size').mustBe(allowed, privateKey.size);
  }
}
