import type { Duration } from 'cdk8s';
import { dataKey, dnsSubdomain, either, listOf, mapOf, oneOf, pattern, seconds, struct, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, field, isPlainObject, required, type Checked, type Field, type Shape } from '../../core/shape';
import { checkSize, dockerConfig, readFiles, readVariables, type SecretData } from './secret-reading';

/** Which kind of store an ExternalSecret reads from. */
export enum SecretStoreKind {
  /** A SecretStore of the same namespace. */
  SECRET_STORE = 'SecretStore',
  /** A ClusterSecretStore, which serves many namespaces. */
  CLUSTER_SECRET_STORE = 'ClusterSecretStore',
}

/** A value in the store of an ExternalSecret. */
export interface RemoteSecret {
  /** Name or path of the secret in the store, such as `prod/shop`. */
  readonly key: string;
  /** Which of its fields, where it has several. @default - the secret as a whole */
  readonly property?: string;
  /** Which version of it. @default - the newest */
  readonly version?: string;
}

/** Where External Secrets finds the values. @see https://external-secrets.io/latest/api/externalsecret/ */
export interface ExternalSecretOptions {
  /** Name of the store. */
  readonly store: string;
  /** Kind of the store. @default - not said: a SecretStore of the same namespace */
  readonly storeKind?: SecretStoreKind;
  /** For each key of the Secret the value in the store: its name there, or its name, field and version. */
  readonly keys: { readonly [key: string]: string | RemoteSecret };
  /** How often the values are read anew, from 1 s. @default - not said: External Secrets' 1 h */
  readonly refreshInterval?: Duration;
}

/** Where a SealedSecret can be unsealed. @see https://github.com/bitnami-labs/sealed-secrets#scopes */
export enum SealedSecretScope {
  /** Under its own name, in its own namespace. */
  STRICT = 'strict',
  /** Under any name, in its own namespace. */
  NAMESPACE_WIDE = 'namespace-wide',
  /** Under any name, in any namespace. */
  CLUSTER_WIDE = 'cluster-wide',
}

/** Values that `kubeseal` has encrypted for one cluster. */
export interface SealedSecretOptions {
  /** The encrypted value of each key, as `kubeseal --raw` prints it. */
  readonly encryptedData: { readonly [key: string]: string };
  /** Where it can be unsealed: what `kubeseal --scope` was given. @default SealedSecretScope.STRICT */
  readonly scope?: SealedSecretScope;
}

/** The account by which nodes fetch images from a registry. */
export interface RegistryOptions {
  /** Host of the registry, with its port where it has one, such as `ghcr.io`. */
  readonly server: string;
  /** Environment variable that holds the user's name at synth. */
  readonly usernameVariable: string;
  /** Environment variable that holds the password or token at synth. */
  readonly passwordVariable: string;
}

/** What a source makes the Secret of. @internal */
export type SecretDefinition =
  | { readonly from: 'existing' }
  | { readonly from: 'external'; readonly options: ExternalSecretOptions }
  | { readonly from: 'sealed'; readonly options: SealedSecretOptions }
  | { readonly from: 'synth'; readonly read: () => SecretData; readonly type?: string };

const remoteSecret: Shape<RemoteSecret> = { key: required(text), property: text, version: text };

const externalSecretOptions: Shape<ExternalSecretOptions> = {
  store: required(dnsSubdomain),
  storeKind: oneOf(Object.values(SecretStoreKind)),
  keys: required(
    keysTo(
      either(
        isPlainObject,
        struct(() => remoteSecret),
        text,
      ),
    ),
  ),
  refreshInterval: seconds(1),
};

// Whoever mistakes these props may have put a password into them: the messages do not show the value.

/** What kubeseal prints: a key and the value, both encrypted, in base64. */
const ciphertext = field((value, at) => {
  if (typeof value === 'string' && /^[A-Za-z0-9+/]{32,}={0,2}$/.test(value)) return;
  at.add('must be an encrypted value in base64 (what was got is not shown)', 'take what `kubeseal --raw` prints');
});

const variableName = field((value, at) => {
  if (typeof value === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(value)) return;
  at.add(
    'must be the name of an environment variable (what was got is not shown)',
    'name the variable, not its value; for example "DB_PASSWORD"',
  );
});

const sealedSecretOptions: Shape<SealedSecretOptions> = {
  encryptedData: required(keysTo(ciphertext)),
  scope: oneOf(Object.values(SealedSecretScope)),
};

const registryOptions: Shape<RegistryOptions> = {
  server: required(
    pattern(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d{1,5})?(\/[-a-z0-9._/]+)?$/,
      253,
      'the host of a registry, such as "ghcr.io", without https://',
    ),
  ),
  usernameVariable: required(variableName),
  passwordVariable: required(variableName),
};

const registryKey = '.dockerconfigjson';

/** Where the values of a Secret come from. None is ever written in the program. */
export class SecretSource implements Checked {
  /**
   * A Secret that is in the cluster already, made by someone else: nothing is defined.
   *
   * @param keys the keys that it has, as far as they are used.
   */
  static existing(...keys: string[]): SecretSource {
    return new SecretSource({ from: 'existing' }, keys, (at) => {
      listOf(dataKey, 1).test(keys, at.at('keys'));
    });
  }

  /** Values in a vault, which External Secrets puts into the Secret: an ExternalSecret. */
  static external(options: ExternalSecretOptions): SecretSource {
    return new SecretSource({ from: 'external', options }, keysOf(options?.keys), (at) =>
      checkStruct(options, externalSecretOptions, at),
    );
  }

  /** Values that only the cluster can decrypt: a SealedSecret. */
  static sealed(options: SealedSecretOptions): SecretSource {
    return new SecretSource({ from: 'sealed', options }, keysOf(options?.encryptedData), (at) =>
      checkStruct(options, sealedSecretOptions, at),
    );
  }

  /**
   * Values that environment variables hold at synth. The output then holds them too, and is annotated as sensitive: it
   * goes to the cluster and nowhere else.
   *
   * @param variables the variable's name for each key of the Secret.
   */
  static environment(variables: { readonly [key: string]: string }): SecretSource {
    const check = (at: Problems): void => keysTo(variableName).test(variables, at.at('variables'));
    return SecretSource.synth(variables, check, () => readVariables(variables));
  }

  /**
   * Values that files hold at synth, to the letter. The output then holds them too, and is annotated as sensitive: it
   * goes to the cluster and nowhere else.
   *
   * @param paths the file's path for each key of the Secret, from the working directory.
   */
  static files(paths: { readonly [key: string]: string }): SecretSource {
    const check = (at: Problems): void => keysTo(text).test(paths, at.at('paths'));
    return SecretSource.synth(paths, check, () => readFiles(paths));
  }

  /**
   * The account of an image registry, which environment variables hold at synth: for a Secret of the type
   * `kubernetes.io/dockerconfigjson`, which pods name in `imagePullSecrets`. As sensitive as `environment`.
   */
  static registry(options: RegistryOptions): SecretSource {
    const check = (at: Problems): void => checkStruct(options, registryOptions, at);
    return SecretSource.synth(
      { [registryKey]: '' },
      check,
      () => {
        const { username = '', password = '' } =
          readVariables({ username: options.usernameVariable, password: options.passwordVariable }).stringData ?? {};
        return { stringData: { [registryKey]: dockerConfig(options.server, username, password) } };
      },
      'kubernetes.io/dockerconfigjson',
    );
  }

  /** Values that are read at synth, once. */
  private static synth(
    keys: { readonly [key: string]: string },
    check: (at: Problems) => void,
    read: () => SecretData,
    type?: string,
  ): SecretSource {
    let data: SecretData | undefined;
    const once = (): SecretData => (data ??= read());
    return new SecretSource({ from: 'synth', read: once, type }, keysOf(keys), (at) => {
      const before = at.count;
      check(at);
      if (at.count > before) return;
      try {
        checkSize(once(), at);
      } catch (error) {
        at.add(`cannot be read: ${(error as Error).message}`);
      }
    });
  }

  private constructor(
    /** @internal */
    readonly _definition: SecretDefinition,
    /** The keys of the Secret. @internal */
    readonly _keys: readonly string[],
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }
}

function keysOf(map: unknown): readonly string[] {
  return isPlainObject(map) ? Object.keys(map) : [];
}

/** A map of the Secret's keys with at least one. */
function keysTo(value: Field): Field<false> {
  const map = mapOf(dataKey, value);
  return {
    required: false,
    test: (given, at) => {
      map.test(given, at);
      if (isPlainObject(given) && Object.keys(given).length === 0) at.add('has no keys', 'give at least one');
    },
  };
}
