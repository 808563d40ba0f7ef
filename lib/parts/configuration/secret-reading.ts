import { readFileSync } from 'node:fs';
import type { Problems } from '../../core/problems';

/** The values of a Secret: texts, and in base64 what is not text. */
export interface SecretData {
  readonly stringData?: { readonly [key: string]: string };
  readonly data?: { readonly [key: string]: string };
}

const maximumBytes = 1048576;

/** The values of environment variables, by the Secret's keys. @throws Error that names all that are not set */
export function readVariables(variables: { readonly [key: string]: string }): SecretData {
  const missing = Object.values(variables).filter((name) => (process.env[name] ?? '') === '');
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    throw new Error(`${missing.length === 1 ? 'the environment variable' : 'the environment variables'} ${names} \
${missing.length === 1 ? 'is' : 'are'} not set or empty; set ${missing.length === 1 ? 'it' : 'them'} where it is synthesized`);
  }
  return {
    stringData: Object.fromEntries(Object.entries(variables).map(([key, name]) => [key, process.env[name] ?? ''])),
  };
}

/** The contents of files, by the Secret's keys. @throws Error when one cannot be read */
export function readFiles(paths: { readonly [key: string]: string }): SecretData {
  const stringData: Record<string, string> = {};
  const data: Record<string, string> = {};
  for (const [key, path] of Object.entries(paths)) {
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    if (Buffer.from(text, 'utf8').equals(bytes)) stringData[key] = text;
    else data[key] = bytes.toString('base64');
  }
  return {
    ...(Object.keys(stringData).length === 0 ? {} : { stringData }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  };
}

/** Finds more than a Secret can hold. */
export function checkSize({ stringData = {}, data = {} }: SecretData, at: Problems): void {
  const sizes = [
    ...Object.values(stringData).map((text) => Buffer.byteLength(text)),
    ...Object.values(data).map((text) => Buffer.byteLength(text, 'base64')),
  ];
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > maximumBytes) at.add(`must be at most ${maximumBytes} bytes in all, got ${bytes}`, 'split the Secret');
}

/** What nodes read to log in to a registry. @see https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets */
export function dockerConfig(server: string, username: string, password: string): string {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return JSON.stringify({ auths: { [server]: { username, password, auth } } });
}
