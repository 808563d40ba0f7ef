import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { refuse } from '../core/errors';
import { instance, oneOf, struct } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineCustomObject, defineObject, type Manifest } from '../core/manifest';
import { nearest } from '../core/text/nearest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { toGoDuration } from '../parts/containers/go-duration';
import { SecretKey, type ISecretName } from '../parts/configuration/secret-key';
import {
  SealedSecretScope,
  SecretSource,
  type ExternalSecretOptions,
  type SealedSecretOptions,
} from '../parts/configuration/secret-source';
import type { SecretData } from '../parts/configuration/secret-reading';
import { checkOverrides, override } from '../workloads/overrides';

/** What a Secret is for; Kubernetes checks that the keys of that type are there. */
export enum SecretType {
  /** Anything. */
  OPAQUE = 'Opaque',
  /** An image registry's account, for `imagePullSecrets`: key `.dockerconfigjson`. */
  DOCKER_CONFIG_JSON = 'kubernetes.io/dockerconfigjson',
  /** A certificate and its private key: keys `tls.crt` and `tls.key`. */
  TLS = 'kubernetes.io/tls',
  /** A user's name and password: keys `username` and `password`, at least one of them. */
  BASIC_AUTH = 'kubernetes.io/basic-auth',
  /** A private key for SSH: key `ssh-privatekey`. */
  SSH_AUTH = 'kubernetes.io/ssh-auth',
}

/** What is merged into the object of a Secret at the very end; the source decides which of them there is. */
export interface SecretOverride {
  /** Into the Secret, where its values are read at synth. @default - nothing */
  readonly secret?: OverrideOf<'Secret'>;
  /** Into the ExternalSecret. @default - nothing */
  readonly externalSecret?: CustomOverrideOf<'ExternalSecret'>;
  /** Into the SealedSecret. @default - nothing */
  readonly sealedSecret?: CustomOverrideOf<'SealedSecret'>;
}

const secretOverride: Shape<SecretOverride> = { secret: override, externalSecret: override, sealedSecret: override };

/** What a Secret can say. */
export interface SecretProps extends ObjectProps {
  /** Where its values come from. */
  readonly source: SecretSource;
  /** What it is for. @default - not said: Opaque, and for SecretSource.registry kubernetes.io/dockerconfigjson */
  readonly type?: SecretType;
  /** Parts that are merged into the object at the very end. @default - none */
  readonly override?: SecretOverride;
}

const secretProps: Shape<SecretProps> = {
  ...objectProps,
  source: required(instance(SecretSource, 'SecretSource.external({ … }), SecretSource.existing(…), …')),
  type: oneOf(Object.values(SecretType)),
  override: struct(() => secretOverride),
};

/** The keys that Kubernetes asks for: of each list one at least. */
const requiredKeys: { readonly [T in SecretType]: readonly (readonly string[])[] } = {
  [SecretType.OPAQUE]: [],
  [SecretType.DOCKER_CONFIG_JSON]: [['.dockerconfigjson']],
  [SecretType.TLS]: [['tls.crt'], ['tls.key']],
  [SecretType.BASIC_AUTH]: [['username', 'password']],
  [SecretType.SSH_AUTH]: [['ssh-privatekey']],
};

/**
 * A Secret of which the program knows the keys and never the values: an ExternalSecret, a SealedSecret, a Secret with
 * values that are read at synth, or, for one that is in the cluster already, no object at all.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class Secret extends ChartConstruct implements ISecretName {
  /** Name of the Secret in the cluster. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The keys that are known of it. */
  readonly keys: readonly string[];
  /** The ExternalSecret, SealedSecret or Secret; none where the Secret exists already. */
  readonly object?: Manifest;

  /** @throws DrydockError that names every prop that is not sound, or the variables and files that are missing */
  constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id);
    checkProps(this, props, secretProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.keys = props.source._keys;
    this.object = this.define(props);
  }

  /**
   * One of its keys, for an environment variable or a data store.
   *
   * @param name the key.
   * @throws DrydockError when the Secret is not known to have it
   */
  key(name: string): SecretKey {
    if (!this.keys.includes(name)) {
      const near = typeof name === 'string' ? nearest(name, this.keys) : undefined;
      const known = this.keys.map((key) => `"${key}"`).join(', ');
      refuse(
        this,
        `the Secret "${this.name}" has no key ${JSON.stringify(name)}, it has ${known}; ${near === undefined ? "add it to 'source'" : `did you mean "${near}"?`}`,
      );
    }
    return SecretKey.of(this, name);
  }

  private define(props: SecretProps): Manifest | undefined {
    const definition = props.source._definition;
    switch (definition.from) {
      case 'existing':
        return undefined;
      case 'external':
        return this.defineExternal(props, definition.options);
      case 'sealed':
        return this.defineSealed(props, definition.options);
      case 'synth':
        return this.defineRead(props, definition.read, definition.type);
    }
  }

  private defineExternal(props: SecretProps, options: ExternalSecretOptions): Manifest {
    const { store, storeKind, keys, refreshInterval } = options;
    const template = templateOf(props);
    return defineCustomObject(
      this,
      'external-secret',
      'ExternalSecret',
      metadataOfObject(props),
      () => ({
        spec: {
          ...(refreshInterval === undefined ? {} : { refreshInterval: toGoDuration(refreshInterval) }),
          secretStoreRef: { name: store, ...(storeKind === undefined ? {} : { kind: storeKind }) },
          ...(template === undefined ? {} : { target: { template } }),
          data: Object.entries(keys).map(([secretKey, remote]) => ({
            secretKey,
            remoteRef: typeof remote === 'string' ? { key: remote } : remote,
          })),
        },
      }),
      props.override?.externalSecret,
    );
  }

  private defineSealed(props: SecretProps, { encryptedData, scope }: SealedSecretOptions): Manifest {
    const wide: { readonly [key: string]: string } =
      scope === undefined || scope === SealedSecretScope.STRICT
        ? {}
        : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
    const template = templateOf(props);
    return defineCustomObject(
      this,
      'sealed-secret',
      'SealedSecret',
      metadataOfObject(props, { annotations: wide }),
      () => ({ spec: { encryptedData, ...(template === undefined ? {} : { template }) } }),
      props.override?.sealedSecret,
    );
  }

  private defineRead(props: SecretProps, read: () => SecretData, ownType: string | undefined): Manifest {
    const type = props.type ?? ownType;
    return defineObject(
      this,
      'secret',
      'Secret',
      metadataOfObject(props, { annotations: { 'drydock/sensitive': 'true' } }),
      () => ({ ...(type === undefined ? {} : { type }), ...read() }),
      props.override?.secret,
    );
  }
}

/** What the controllers make the Secret of where it is more than its values; with a type, they copy no labels to it. */
function templateOf({
  type,
  identity,
  labels,
}: SecretProps):
  | { readonly type: SecretType; readonly metadata?: { readonly labels: { readonly [key: string]: string } } }
  | undefined {
  if (type === undefined) return undefined;
  const all = { ...identity?.labels, ...labels };
  return { type, ...(Object.keys(all).length === 0 ? {} : { metadata: { labels: all } }) };
}

function checkTogether(props: SecretProps, at: Problems): void {
  const { from } = props.source._definition;
  const keys = props.source._keys;
  for (const anyOf of requiredKeys[props.type ?? SecretType.OPAQUE]) {
    if (anyOf.some((key) => keys.includes(key))) continue;
    const wanted = anyOf.map((key) => `"${key}"`).join(' or ');
    const has = keys.map((key) => `"${key}"`).join(', ');
    at.at('source').add(`must have the key ${wanted}, as the type ${props.type} asks, got ${has}`, 'rename a key');
  }
  if (from === 'existing') {
    for (const prop of ['type', 'identity', 'labels', 'annotations'] as const) {
      if (props[prop] !== undefined) at.at(prop).add('is about a Secret that is defined elsewhere', 'leave it out');
    }
  }
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { secret: from === 'synth', externalSecret: from === 'external', sealedSecret: from === 'sealed' },
    at.at('override'),
  );
}
