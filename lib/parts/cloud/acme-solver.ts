import type { IssuerSpecAcmeSolvers, IssuerSpecAcmeSolversDns01 } from '../../../imports/cert-manager.io';
import { apiObject, dnsSubdomain, instance, listOf, struct, text, hostName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { SecretKey } from '../configuration/secret-key';

type Dns01 = Wire<IssuerSpecAcmeSolversDns01>;

/** For which names a solver is used. */
export interface AcmeSelector {
  /** Zones with all names below them, such as `example.com`. @default - not said */
  readonly dnsZones?: readonly string[];
  /** Names to the letter. @default - not said */
  readonly dnsNames?: readonly string[];
}

/** Amazon Route 53. Without an access key, the cloud's own identity of cert-manager's pods is used. */
export interface Route53Options {
  /** Region, such as `eu-central-1`. @default - that of the pods */
  readonly region?: string;
  /** Identifier of the zone. @default - found by its name */
  readonly hostedZoneId?: string;
  /** Role that is taken on. @default - none */
  readonly role?: string;
  /** Identifier of the access key. @default - none */
  readonly accessKeyId?: SecretKey;
  /** The access key. @default - none */
  readonly secretAccessKey?: SecretKey;
}

/** Azure DNS. Without a client secret, the cloud's own identity of cert-manager's pods is used. */
export interface AzureDnsOptions {
  /** Subscription. */
  readonly subscriptionId: string;
  /** Resource group of the zone. */
  readonly resourceGroupName: string;
  /** Name of the zone. @default - found by the certificate's name */
  readonly hostedZoneName?: string;
  /** Tenant of the application. @default - none */
  readonly tenantId?: string;
  /** Identifier of the application. @default - none */
  readonly clientId?: string;
  /** Password of the application. @default - none */
  readonly clientSecret?: SecretKey;
}

/** Dynamic updates of a DNS server. @see https://www.rfc-editor.org/rfc/rfc2136 */
export interface Rfc2136Options {
  /** Address and port of the server. */
  readonly nameserver: string;
  /** Name of the key. @default - updates are not signed */
  readonly keyName?: string;
  /** The key. @default - updates are not signed */
  readonly key?: SecretKey;
  /** Algorithm of the key, such as `HMACSHA256`. @default - HMACMD5 */
  readonly algorithm?: string;
}

const secretKey = instance(SecretKey, "secret.key('token'), SecretKey.of('name', 'token')");

const acmeSelector: Shape<AcmeSelector> = { dnsZones: listOf(hostName, 1), dnsNames: listOf(hostName, 1) };

const route53Options: Shape<Route53Options> = {
  region: text,
  hostedZoneId: text,
  role: text,
  accessKeyId: secretKey,
  secretAccessKey: secretKey,
};

const azureDnsOptions: Shape<AzureDnsOptions> = {
  subscriptionId: required(text),
  resourceGroupName: required(text),
  hostedZoneName: text,
  tenantId: text,
  clientId: text,
  clientSecret: secretKey,
};

const rfc2136Options: Shape<Rfc2136Options> = {
  nameserver: required(text),
  keyName: text,
  key: secretKey,
  algorithm: text,
};

/**
 * How an ACME issuer shows that a name is one's own: by a page (HTTP-01) or by a DNS record (DNS-01, which wildcards
 * need).
 *
 * @see https://cert-manager.io/docs/configuration/acme/
 */
export class AcmeSolver implements Checked {
  /** By a page, which an Ingress of a class serves. @param ingressClassName the class; left out, the cluster's default. */
  static http01Ingress(ingressClassName?: string): AcmeSolver {
    return new AcmeSolver(
      () => ({ http01: { ingress: ingressClassName === undefined ? {} : { ingressClassName } } }),
      (at) => {
        if (ingressClassName !== undefined) dnsSubdomain.test(ingressClassName, at.at('ingressClassName'));
      },
    );
  }

  /** By a page, which a Gateway serves. @param gateway its name. @param namespace its namespace, where that is another. */
  static http01Gateway(gateway: string, namespace?: string): AcmeSolver {
    const parent = { name: gateway, kind: 'Gateway', ...(namespace === undefined ? {} : { namespace }) };
    return new AcmeSolver(
      () => ({ http01: { gatewayHTTPRoute: { parentRefs: [parent] } } }),
      (at) => {
        dnsSubdomain.test(gateway, at.at('gateway'));
        if (namespace !== undefined) dnsSubdomain.test(namespace, at.at('namespace'));
      },
    );
  }

  /** By a record at Cloudflare. @param apiToken a token that may edit the zone. */
  static cloudflare(apiToken: SecretKey): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({ cloudflare: { apiTokenSecretRef: toReference(apiToken) } }),
      (at) => secretKey.test(apiToken, at.at('apiToken')),
    );
  }

  /** By a record at DigitalOcean. @param token a token that may edit the zone. */
  static digitalOcean(token: SecretKey): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({ digitalocean: { tokenSecretRef: toReference(token) } }),
      (at) => secretKey.test(token, at.at('token')),
    );
  }

  /** By a record at Amazon Route 53. */
  static route53(options: Route53Options = {}): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({
        route53: {
          ...(options.region === undefined ? {} : { region: options.region }),
          ...(options.hostedZoneId === undefined ? {} : { hostedZoneID: options.hostedZoneId }),
          ...(options.role === undefined ? {} : { role: options.role }),
          ...(options.accessKeyId === undefined ? {} : { accessKeyIDSecretRef: toReference(options.accessKeyId) }),
          ...(options.secretAccessKey === undefined
            ? {}
            : { secretAccessKeySecretRef: toReference(options.secretAccessKey) }),
        },
      }),
      (at) => {
        const before = at.count;
        checkStruct(options, route53Options, at);
        if (at.count === before && (options.accessKeyId === undefined) !== (options.secretAccessKey === undefined)) {
          at.add("needs both of 'accessKeyId' and 'secretAccessKey', or neither", 'add or drop one');
        }
      },
    );
  }

  /** By a record at Google Cloud DNS. @param project the project of the zone. @param serviceAccount key of a service account; left out, the cloud's own identity of cert-manager's pods. */
  static cloudDns(project: string, serviceAccount?: SecretKey): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({
        cloudDNS: {
          project,
          ...(serviceAccount === undefined ? {} : { serviceAccountSecretRef: toReference(serviceAccount) }),
        },
      }),
      (at) => {
        text.test(project, at.at('project'));
        if (serviceAccount !== undefined) secretKey.test(serviceAccount, at.at('serviceAccount'));
      },
    );
  }

  /** By a record at Azure DNS. */
  static azureDns(options: AzureDnsOptions): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({
        azureDNS: {
          subscriptionID: options.subscriptionId,
          resourceGroupName: options.resourceGroupName,
          ...(options.hostedZoneName === undefined ? {} : { hostedZoneName: options.hostedZoneName }),
          ...(options.tenantId === undefined ? {} : { tenantID: options.tenantId }),
          ...(options.clientId === undefined ? {} : { clientID: options.clientId }),
          ...(options.clientSecret === undefined ? {} : { clientSecretSecretRef: toReference(options.clientSecret) }),
        },
      }),
      (at) => checkStruct(options, azureDnsOptions, at),
    );
  }

  /** By a dynamic update of a DNS server. */
  static rfc2136(options: Rfc2136Options): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({
        rfc2136: {
          nameserver: options.nameserver,
          ...(options.keyName === undefined ? {} : { tsigKeyName: options.keyName }),
          ...(options.key === undefined ? {} : { tsigSecretSecretRef: toReference(options.key) }),
          ...(options.algorithm === undefined ? {} : { tsigAlgorithm: options.algorithm }),
        },
      }),
      (at) => {
        const before = at.count;
        checkStruct(options, rfc2136Options, at);
        if (at.count === before && (options.keyName === undefined) !== (options.key === undefined)) {
          at.add("needs both of 'keyName' and 'key', or neither", 'add or drop one');
        }
      },
    );
  }

  /** By a record that a webhook of cert-manager makes. @param groupName API group of the webhook. @param solverName its name there. @param config what it is told. */
  static webhook(groupName: string, solverName: string, config?: object): AcmeSolver {
    return AcmeSolver.dns01(
      () => ({ webhook: { groupName, solverName, ...(config === undefined ? {} : { config }) } }),
      (at) => {
        dnsSubdomain.test(groupName, at.at('groupName'));
        text.test(solverName, at.at('solverName'));
        if (config !== undefined) apiObject.test(config, at.at('config'));
      },
    );
  }

  /** As the cloud target has it that is set on the issuer or above it: CloudTargets.set. */
  static ofTarget(): AcmeSolver {
    return new AcmeSolver(undefined, () => undefined);
  }

  private static dns01(solver: () => Dns01, check: (at: Problems) => void): AcmeSolver {
    return new AcmeSolver(() => ({ dns01: solver() }), check);
  }

  private constructor(
    private readonly solver: (() => Wire<IssuerSpecAcmeSolvers>) | undefined,
    private readonly check: (at: Problems) => void,
    private readonly selector?: AcmeSelector,
  ) {}

  /** The same solver, for some names only. */
  forNames(selector: AcmeSelector): AcmeSolver {
    return new AcmeSolver(this.solver, this.check, selector);
  }

  /** Whether it is the cloud target's. @internal */
  get _ofTarget(): boolean {
    return this.solver === undefined;
  }

  /** The cloud target's solver, for the names of this one. @internal */
  _from(target: AcmeSolver): AcmeSolver {
    return new AcmeSolver(target.solver, target.check, this.selector ?? target.selector);
  }

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
    if (this.selector === undefined) return;
    struct(() => acmeSelector).test(this.selector, at.at('selector'));
  }

  /** @internal */
  _toWire(): Wire<IssuerSpecAcmeSolvers> {
    return { ...this.solver?.(), ...(this.selector === undefined ? {} : { selector: this.selector }) };
  }
}

function toReference({ secretName, key }: SecretKey): { readonly name: string; readonly key: string } {
  return { name: secretName, key };
}
