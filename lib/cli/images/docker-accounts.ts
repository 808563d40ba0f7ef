import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isPlainObject } from '../../core/shape';
import { isDockerHub } from './image-location';

/** An account of a registry. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** The accounts that `docker login` keeps. */
export interface DockerAccounts {
  /** The file that they are kept in. */
  readonly file: string;
  /** The account of a registry, where the file itself holds one. */
  readonly find: (registry: string) => Account | undefined;
  /** Why there is no account in the file, where it says that there is one elsewhere. */
  readonly elsewhere: (registry: string) => string | undefined;
}

const maximumBytes = 1048576;

/**
 * Reads the accounts from Docker's configuration. No credential helper is run.
 *
 * @param variables `DOCKER_CONFIG` names the folder. @default ~/.docker
 * @throws an error that names the file, when it is there and not sound; it shows nothing of what the file holds
 * @see https://docs.docker.com/reference/cli/docker/login/
 */
export function readDockerAccounts(variables: Readonly<Record<string, string | undefined>>): DockerAccounts {
  const { DOCKER_CONFIG } = variables;
  const folder = DOCKER_CONFIG === undefined || DOCKER_CONFIG === '' ? join(homedir(), '.docker') : DOCKER_CONFIG;
  const file = join(folder, 'config.json');
  const { auths, credHelpers, credsStore } = contentOf(file);
  const entries = new Map<string, Record<string, unknown>>();
  for (const [key, value] of Object.entries(isPlainObject(auths) ? auths : {})) {
    if (isPlainObject(value)) entries.set(registryOf(key), value);
  }
  const helpers = new Map(
    Object.entries(isPlainObject(credHelpers) ? credHelpers : {}).map(([key, value]) => [registryOf(key), value]),
  );
  return {
    file,
    find: (registry) => accountOf(entries.get(registry) ?? {}, registry, file),
    elsewhere: (registry) => {
      const helper = helpers.get(registry) ?? credsStore;
      if (typeof helper === 'string' && helper !== '') {
        return `${file} leaves its account to the credential helper "${helper}", which is not run`;
      }
      const token = entries.get(registry)?.identitytoken;
      return typeof token === 'string' && token !== ''
        ? `${file} holds an identity token for it, which is not used`
        : undefined;
    },
  };
}

function contentOf(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  const { size } = statSync(file);
  if (size > maximumBytes) throw new Error(`${file} must be at most ${maximumBytes} bytes, got ${size}; restore it`);
  const content = parse(readFileSync(file, 'utf8'));
  if (!isPlainObject(content)) {
    throw new Error(`${file} must hold an object, as JSON; restore it, or set DOCKER_CONFIG to another folder`);
  }
  return content;
}

/** What the parser would say of what is no JSON quotes the text, and that may be a password. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys are hosts, or URLs of old: `https://index.docker.io/v1/`. */
function registryOf(key: string): string {
  const host = key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return isDockerHub(host) ? 'docker.io' : host;
}

function accountOf(entry: Record<string, unknown>, registry: string, file: string): Account | undefined {
  const { auth, username, password } = entry;
  if (typeof username === 'string' && typeof password === 'string' && username !== '')
    return { user: username, password };
  if (typeof auth !== 'string' || auth === '') return undefined;
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon > 0) return { user: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') };
  throw new Error(`${file}: 'auth' of ${registry} must be the base64 of user:password; run: docker login ${registry}`);
}
