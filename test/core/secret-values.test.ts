import * as drydock from '../../lib';
import { messageOf, newChart } from '../support/synthesize';

const MARKER = 'hunter2-marker';

type Made = new (...given: unknown[]) => object;
const { MariaDb, Secret, WebService } = drydock as unknown as Readonly<
  Record<'MariaDb' | 'Secret' | 'WebService', Made>
>;
const web = { name: 'web', image: 'nginx:1.30' };
const source = drydock.SecretSource.existing('key');

/** What somebody does wrong with a secret at hand. */
const mistakes: readonly (readonly [string, () => unknown])[] = [
  ['a password in the place of a key', () => new MariaDb(newChart(), 'it', { name: 'db', image: 'mariadb:11.8', size: '1Gi', rootPassword: MARKER })],
  ['a number as a password', () => new WebService(newChart(), 'it', { ...web, env: { DB_PASSWORD: { value: MARKER } } })],
  ['a list of variables', () => new WebService(newChart(), 'it', { ...web, env: [{ name: 'DB_PASSWORD', value: MARKER }] })],
  ['a token as an unknown prop', () => new WebService(newChart(), 'it', { ...web, apiToken: MARKER })],
  ['data of a Secret', () => new Secret(newChart(), 'it', { name: 's', source, data: { a: MARKER } })],
  ['text data of a Secret', () => new Secret(newChart(), 'it', { name: 's', source, stringData: { a: MARKER } })],
  ['a scope that holds a password', () => new WebService({ password: MARKER }, 'it', web)],
  ['an override of a Secret that changes nothing', () => {
    const body = { stringData: { a: MARKER } };
    const secret = new drydock.Manifest(newChart(), 's', { apiVersion: 'v1', kind: 'Secret', name: 's' }, () => body);
    secret.override(body);
    return secret.toJson();
  }],
]; // prettier-ignore

test.each(mistakes)('no error shows a secret: %s', (_what, act) => {
  const message = messageOf(act);
  expect(message).not.toContain(MARKER);
  expect(message.length).toBeGreaterThan(20);
});
