import { inspect } from '../../lib/inspection/engine/engine';
import { isLiteral, isSecretName, secretForm, secretIn } from '../../lib/inspection/formats/secret-text';

describe('the name of a secret', () => {
  test.each([
    'PASSWORD',
    'DB_PASSWORD',
    'db-password',
    'apiKey',
    'clientSecret',
    'AUTH_TOKEN',
    'smtp.pass',
    'PRIVATE_KEY',
  ])('is known: %s', (name) => expect(isSecretName(name)).toBe(true));

  test.each(['PASSWORD_FILE', 'TOKEN_TTL', 'secretName', 'MAX_TOKENS', 'COMPASS', 'KEYBOARD', 'tokenizer', 'KEY', ''])(
    'is not seen in %j',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('the value of a secret', () => {
  test.each(['hunter22', '"quoted secret"', '0123456789', 'a$', '#1!x'])('is known: %s', (value) =>
    expect(isLiteral(value)).toBe(true),
  );

  test.each([
    '',
    ' ',
    'true',
    '4',
    '$(PASSWORD)',
    '${PASSWORD}',
    '{{ .Values.password }}',
    '/run/secrets/a',
    '<secret>',
    '***',
  ])('is not seen in %j', (value) => expect(isLiteral(value)).toBe(false));

  test.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a private key'],
    [`token ghp_${'a'.repeat(36)}`, 'a token of GitHub'],
    ['amqp://guest:guest@mq:5672/', 'a URL with a password'],
    [`eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`, 'a JSON Web Token'],
  ])('is known by its form: %s', (value, form) => expect(secretForm(value)).toBe(form));

  test.each(['postgres://db:5432/shop', 'https://user@example.com/', 'postgres://shop:$(PASSWORD)@db', 'eyJ', 'a:b@c'])(
    'has no such form in %s',
    (value) => expect(secretForm(value)).toBeUndefined(),
  );

  test('is found in files of settings by the name of its setting', () => {
    expect(secretIn('user: shop\npassword: hunter22\n')).toBe(`the value of 'password'`);
    expect(secretIn('[client]\nexport DB_PASSWORD="hunter22"')).toBe(`the value of 'DB_PASSWORD'`);
    expect(secretIn('password: ${DB_PASSWORD}\npasswordFile: /run/a\nsecret:\n  name: web')).toBeUndefined();
  });
});

test('a finding about a secret never holds it', () => {
  const value = 'hunter22-is-not-told';
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'nginx:1.25',
          command: ['server', `--password=${value}`],
          args: [`postgres://shop:${value}@db`],
          env: [{ name: 'DB_PASSWORD', value }],
        },
      ],
    },
  };
  const data = { 'a.ini': `password = ${value}`, token: value, url: `amqp://shop:${value}@mq` };
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data };
  const { findings } = inspect({ sources: [{ manifest: pod }, { manifest: map }] });
  const found = findings.filter(({ rule }) => rule.startsWith('secret/'));
  expect(found).toHaveLength(6);
  expect(JSON.stringify(found)).not.toContain(value);
});
