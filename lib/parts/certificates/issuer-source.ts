import type { IConstruct } from 'constructs';
import type { IssuerSpec } from '../../../imports/cert-manager.io';
import { dnsSubdomain, instance, listOf, pattern } from '../../core/fields';
import { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { AcmeSolver } from '../cloud/acme-solver';
import { solverOf } from '../cloud/cloud-target';

/** The directories of Let's Encrypt. */
export enum AcmeServer {
  /** Certificates that browsers trust; few requests a week are allowed. */
  LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory',
  /** Certificates for trying out, which nobody trusts. */
  LETS_ENCRYPT_STAGING = 'https://acme-staging-v02.api.letsencrypt.org/directory',
}

/** An account at an ACME server, such as Let's Encrypt. */
export interface AcmeOptions {
  /** Address of the server's directory: AcmeServer.LETS_ENCRYPT, or another. */
  readonly server: string;
  /** Address that the server writes to when a certificate is about to end. @default - none */
  readonly email?: string;
  /** Secret that cert-manager makes for the account's key. */
  readonly privateKeySecretName: string;
  /** How names are shown to be one's own; the first that fits is used. */
  readonly solvers: readonly AcmeSolver[];
}

const acmeOptions: Shape<AcmeOptions> = {
  server: required(pattern(/^https:\/\/[^\s/]+(\/\S*)?$/, 2048, 'an address that begins with https://')),
  email: pattern(/^[^\s@]+@[^\s@]+$/, 254, 'an address such as ops@example.com'),
  privateKeySecretName: required(dnsSubdomain),
  solvers: required(listOf(instance(AcmeSolver, 'AcmeSolver.http01Ingress(), AcmeSolver.cloudflare(key), …'), 1)),
};

/** Where an issuer has its certificates from. */
export class IssuerSource implements Checked {
  /** From an ACME server, such as Let's Encrypt. */
  static acme(options: AcmeOptions): IssuerSource {
    return new IssuerSource(
      () => ({
        acme: {
          server: options.server,
          ...(options.email === undefined ? {} : { email: options.email }),
          privateKeySecretRef: { name: options.privateKeySecretName },
          solvers: options.solvers.map((solver) => solver._toWire()),
        },
      }),
      (at) => checkStruct(options, acmeOptions, at),
      (solve) => IssuerSource.acme({ ...options, solvers: options.solvers.map(solve) }),
    );
  }

  /** From a certificate authority of one's own. @param secretName the Secret with its certificate and key. */
  static certificateAuthority(secretName: string): IssuerSource {
    return new IssuerSource(
      () => ({ ca: { secretName } }),
      (at) => dnsSubdomain.test(secretName, at.at('secretName')),
    );
  }

  /** From themselves: each certificate is signed with its own key, as that of an authority is. */
  static selfSigned(): IssuerSource {
    return new IssuerSource(
      () => ({ selfSigned: {} }),
      () => undefined,
    );
  }

  private constructor(
    private readonly spec: () => Wire<IssuerSpec>,
    private readonly check: (at: Problems) => void,
    private readonly withSolvers?: (solve: (solver: AcmeSolver, index: number) => AcmeSolver) => IssuerSource,
  ) {}

  /** The same, with the solvers of the cloud target where it asks for these. @internal */
  _on(issuer: IConstruct): IssuerSource {
    if (this.withSolvers === undefined) return this;
    const problems = Problems.root();
    const at = problems.at('source').at('solvers');
    const source = this.withSolvers((solver, index) => solverOf(issuer, solver, at.at(index)));
    problems.refuseIfAny(issuer);
    return source;
  }

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Wire<IssuerSpec> {
    return this.spec();
  }
}
