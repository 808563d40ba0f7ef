import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Duration, Testing } from 'cdk8s';
import { Identity } from '../../lib/core/identity';
import { EnvValue } from '../../lib/parts/configuration/env-value';
import { SealedSecretScope, SecretSource, SecretStoreKind } from '../../lib/parts/configuration/secret-source';
import { Secret, SecretType, type SecretProps } from '../../lib/platform/secret';
import { yamlSnapshot } from '../../lib/testing';

expect.addSnapshotSerializer(yamlSnapshot);

const ciphertext = 'AgBy3i4OJSWK'.repeat(8);

function chart(): Chart {
  return new Chart(Testing.app(), 'chart');
}

function secret(props: object): Secret {
  return new Secret(chart(), 'secret', { name: 'shop', ...props } as SecretProps);
}

function synth(props: object): Record<string, unknown>[] {
  return Chart.of(secret(props)).toJson() as Record<string, unknown>[];
}

describe('a Secret from a vault', () => {
  it('is an ExternalSecret that names where each value is', () => {
    expect(synth({ source: SecretSource.external({ store: 'vault', keys: { password: 'prod/shop' } }) }))
      .toMatchInlineSnapshot(`
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: shop
      spec:
        data:
          - remoteRef:
              key: prod/shop
            secretKey: password
        secretStoreRef:
          name: vault
    `);
  });

  it('says all that it can', () => {
    expect(
      synth({
        namespace: 'store',
        identity: Identity.of({ instance: 'shop' }),
        labels: { team: 'blue' },
        annotations: { note: 'rotated weekly' },
        type: SecretType.BASIC_AUTH,
        source: SecretSource.external({
          store: 'vault',
          storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
          refreshInterval: Duration.minutes(90),
          keys: { username: 'prod/user', password: { key: 'prod/shop', property: 'password', version: '3' } },
        }),
        override: { externalSecret: { spec: { refreshPolicy: 'OnChange' } } },
      }),
    ).toMatchInlineSnapshot(`
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        annotations:
          note: rotated weekly
        labels:
          app.kubernetes.io/instance: shop
          team: blue
        name: shop
        namespace: store
      spec:
        data:
          - remoteRef:
              key: prod/user
            secretKey: username
          - remoteRef:
              key: prod/shop
              property: password
              version: "3"
            secretKey: password
        refreshInterval: 90m
        refreshPolicy: OnChange
        secretStoreRef:
          kind: ClusterSecretStore
          name: vault
        target:
          template:
            metadata:
              labels:
                app.kubernetes.io/instance: shop
                team: blue
            type: kubernetes.io/basic-auth
    `);
  });
});

describe('a sealed Secret', () => {
  it('is a SealedSecret with the encrypted values', () => {
    expect(synth({ source: SecretSource.sealed({ encryptedData: { password: ciphertext } }) })).toEqual([
      {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name: 'shop' },
        spec: { encryptedData: { password: ciphertext } },
      },
    ]);
  });

  it('says all that it can', () => {
    expect(
      synth({
        labels: { team: 'blue' },
        type: SecretType.SSH_AUTH,
        source: SecretSource.sealed({
          encryptedData: { 'ssh-privatekey': ciphertext },
          scope: SealedSecretScope.NAMESPACE_WIDE,
        }),
        override: { sealedSecret: { spec: { template: { immutable: true } } } },
      }),
    ).toMatchInlineSnapshot(`
      apiVersion: bitnami.com/v1alpha1
      kind: SealedSecret
      metadata:
        annotations:
          sealedsecrets.bitnami.com/namespace-wide: "true"
        labels:
          team: blue
        name: shop
      spec:
        encryptedData:
          ssh-privatekey: AgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWKAgBy3i4OJSWK
        template:
          immutable: true
          metadata:
            labels:
              team: blue
          type: kubernetes.io/ssh-auth
    `);
  });
});

describe('a Secret that is read at synth', () => {
  const before = process.env;
  let folder: string;

  beforeEach(() => {
    process.env = { ...before, SHOP_USER: 'ada', SHOP_PASSWORD: 'not a real one', SHOP_EMPTY: '' };
    folder = mkdtempSync(join(tmpdir(), 'secret-'));
  });

  afterEach(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  it('holds the values of environment variables, and is annotated as sensitive', () => {
    expect(synth({ type: SecretType.OPAQUE, source: SecretSource.environment({ APP_KEY: 'SHOP_PASSWORD' }) })).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'shop', annotations: { 'drydock/sensitive': 'true' } },
        stringData: { APP_KEY: 'not a real one' },
        type: 'Opaque',
      },
    ]);
  });

  it('holds the content of files: text as text, the rest in base64', () => {
    writeFileSync(join(folder, 'a.txt'), 'text\n');
    writeFileSync(join(folder, 'b.bin'), Buffer.from([0xff, 0xfe, 0]));
    const source = SecretSource.files({ text: join(folder, 'a.txt'), binary: join(folder, 'b.bin') });
    expect(synth({ source })).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'shop', annotations: { 'drydock/sensitive': 'true' } },
        stringData: { text: 'text\n' },
        data: { binary: '//4A' },
      },
    ]);
  });

  it('holds the account of an image registry', () => {
    const source = SecretSource.registry({
      server: 'ghcr.io',
      usernameVariable: 'SHOP_USER',
      passwordVariable: 'SHOP_PASSWORD',
    });
    const [object] = synth({ source });
    expect(object).toMatchObject({ kind: 'Secret', type: 'kubernetes.io/dockerconfigjson' });
    const { '.dockerconfigjson': config } = object?.stringData as Record<string, string>;
    expect(JSON.parse(config ?? '')).toEqual({
      auths: {
        'ghcr.io': { username: 'ada', password: 'not a real one', auth: 'YWRhOm5vdCBhIHJlYWwgb25l' },
      },
    });
  });

  it('fails when a variable is not set or empty, and names each', () => {
    const source = SecretSource.environment({ a: 'SHOP_USER', b: 'SHOP_EMPTY', c: 'SHOP_MISSING' });
    expect(() => secret({ source })).toThrow(
      `'source' cannot be read: the environment variables "SHOP_EMPTY", "SHOP_MISSING" are not set or empty; set them where it is synthesized`,
    );
  });

  it('fails when a file is not there', () => {
    expect(() => secret({ source: SecretSource.files({ a: join(folder, 'none') }) })).toThrow(
      /^chart\/secret \(Secret\): 'source' cannot be read: ENOENT/,
    );
  });

  it('fails when the values are more than a Secret holds', () => {
    writeFileSync(join(folder, 'large'), Buffer.alloc(1048577, 'a'));
    expect(() => secret({ source: SecretSource.files({ a: join(folder, 'large') }) })).toThrow(
      "'source' must be at most 1048576 bytes in all, got 1048577; split the Secret",
    );
  });
});

describe('a Secret that exists', () => {
  const source = SecretSource.existing('user', 'password');

  it('defines nothing', () => {
    const existing = secret({ source });
    expect(existing.object).toBeUndefined();
    expect(Chart.of(existing).toJson()).toEqual([]);
  });

  it('gives its keys to those that use them', () => {
    expect(EnvValue.secret(secret({ source }).key('user'))._toWire('USER')).toEqual({
      name: 'USER',
      valueFrom: { secretKeyRef: { name: 'shop', key: 'user' } },
    });
  });

  it('fails when it is not known to have a key', () => {
    expect(() => secret({ source }).key('pasword')).toThrow(
      'chart/secret (Secret): the Secret "shop" has no key "pasword", it has "user", "password"; did you mean "password"?',
    );
  });
});

describe('props that are not sound', () => {
  const source = SecretSource.existing('key');
  const external = (options: object): object => ({ source: SecretSource.external(options as never) });
  const cases: readonly [string, object, string][] = [
    ['the name has capitals', { name: 'Shop', source }, `'name' must be lower-case letters, digits, '-' and '.'`],
    ['the namespace is empty', { namespace: '', source }, `'namespace' must be`],
    ['the identity is a string', { identity: 'shop', source }, `'identity' must be an Identity`],
    ['a label has a space', { labels: { 'my team': 'x' }, source }, `'labels["my team"]' must be a key such as`],
    ['an annotation is a number', { annotations: { a: 1 }, source }, `'annotations.a' must be a string, got 1`],
    ['there is no source', {}, `'source' is required`],
    ['the source is an object', { source: { key: 'value' } }, `'source' must be a SecretSource (`],
    ['the type is unknown', { type: 'opaque', source }, `'type' must be one of "Opaque", `],
    ['a prop is unknown', { source, value: 'x' }, `'value' is not a known prop`],
    ['no key is given', { source: SecretSource.existing() }, `'source.keys' must have at least 1 element, got 0`],
    ['a key has a slash', { source: SecretSource.existing('a/b') }, `'source.keys[0]' must be letters, digits`],
    [
      'options are missing',
      { source: SecretSource.external(undefined as never) },
      `'source' must be an object, got nothing`,
    ],
    ['the store is empty', external({ store: '', keys: { a: 'b' } }), `'source.store' must be`],
    [
      'the kind of store is unknown',
      external({ store: 's', storeKind: 'Vault', keys: { a: 'b' } }),
      `'source.storeKind' must be one of "SecretStore", "ClusterSecretStore", got "Vault"`,
    ],
    ['there are no keys', external({ store: 's', keys: {} }), `'source.keys' has no keys; give at least one`],
    [
      'a remote key is a number',
      external({ store: 's', keys: { a: 1 } }),
      `'source.keys.a' must be a string that is not empty, got 1`,
    ],
    [
      'a remote key is missing',
      external({ store: 's', keys: { a: { property: 'x' } } }),
      `'source.keys.a.key' is required`,
    ],
    [
      'a remote field is empty',
      external({ store: 's', keys: { a: { key: 'x', property: '' } } }),
      `'source.keys.a.property' must be`,
    ],
    [
      'a version is a number',
      external({ store: 's', keys: { a: { key: 'x', version: 3 } } }),
      `'source.keys.a.version' must be`,
    ],
    [
      'the interval is a number',
      external({ store: 's', keys: { a: 'b' }, refreshInterval: 60 }),
      `'source.refreshInterval' must be a Duration of whole seconds, from 1 to`,
    ],
    [
      'a scope is unknown',
      { source: SecretSource.sealed({ encryptedData: { a: ciphertext }, scope: 'all' as never }) },
      `'source.scope' must be one of "strict"`,
    ],
    [
      'a registry has a scheme',
      { source: SecretSource.registry({ server: 'https://ghcr.io', usernameVariable: 'A', passwordVariable: 'B' }) },
      `'source.server' must be the host of a registry`,
    ],
    [
      'a type lacks its key',
      { type: SecretType.TLS, source: SecretSource.external({ store: 's', keys: { 'tls.crt': 'x' } }) },
      `'source' must have the key "tls.key", as the type kubernetes.io/tls asks, got "tls.crt"; rename a key`,
    ],
    [
      'an existing Secret gets labels',
      { source, labels: { a: 'b' } },
      `'labels' is about a Secret that is defined elsewhere; leave it out`,
    ],
    [
      'another object is overridden',
      { source, override: { secret: { immutable: true } } },
      `'override.secret' overrides an object that is not defined`,
    ],
    [
      'an override is a list',
      { source: SecretSource.environment({ a: 'PATH' }), override: { secret: [] } },
      `'override.secret' must be an object, got []`,
    ],
  ];

  it.each(cases)('fails when %s', (_, props, message) => {
    expect(() => secret(props)).toThrow(message);
  });

  it('fails when a password stands where a name or an encrypted value belongs, and does not show it', () => {
    for (const source of [
      SecretSource.environment({ a: 'hunter2!' }),
      SecretSource.sealed({ encryptedData: { a: 'hunter2!' } }),
      SecretSource.registry({ server: 'ghcr.io', usernameVariable: 'A', passwordVariable: 'hunter2!' }),
    ]) {
      expect(() => secret({ source })).toThrow('(what was got is not shown)');
      expect(() => secret({ source })).not.toThrow('hunter2');
    }
  });
});
