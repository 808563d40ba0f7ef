import { createHash } from 'node:crypto';
import { isDigest } from '../../delivery/image-lock-file';
import { readChallenges, type Challenge } from './challenge';
import type { Account, DockerAccounts } from './docker-accounts';
import { isDockerHub, type ImageLocation } from './image-location';
import { RegistryError } from './registry-error';
import { readBytes, send, type Fetch, type SecureRequest } from './secure-request';

/** What a tag may stand for: an index of images for several platforms first, then a single image. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** The specification asks registries to take manifests of this size. */
const maximumManifest = 4194304;
const maximumToken = 1048576;

/**
 * Registries, as far as it takes to learn what a tag stands for. Nothing of an image is fetched but, where a registry
 * does not say its digest, the manifest.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export class Registry {
  /** Hosts that did not answer are not asked again: each would cost its time again. */
  private readonly silent = new Map<string, RegistryError>();

  constructor(
    private readonly fetch: Fetch,
    private readonly accounts: DockerAccounts,
  ) {}

  /**
   * The digest of what a tag stands for now.
   *
   * @throws RegistryError that says why the registry does not tell it, and what to do
   */
  async digestOf(image: ImageLocation, tag: string): Promise<string> {
    const before = this.silent.get(image.origin.host);
    if (before !== undefined) throw before;
    try {
      return await this.ask(image, tag);
    } catch (error) {
      if (error instanceof RegistryError && error.unreachable !== undefined) this.silent.set(image.origin.host, error);
      throw error;
    }
  }

  private async ask(image: ImageLocation, tag: string): Promise<string> {
    const url = new URL(`/v2/${image.path}/manifests/${encodeURIComponent(tag)}`, image.origin);
    const headers = { Accept: manifestTypes.join(', ') };
    const open = await send(this.fetch, url, { method: 'HEAD', headers });
    const authorization = open.status === 401 ? await this.authorise(image, open) : undefined;
    const allowed = authorization === undefined ? headers : { ...headers, Authorization: authorization };
    const head = authorization === undefined ? open : await this.send(url, { method: 'HEAD', headers: allowed });
    if (head.status !== 405 && head.status !== 501) this.check(head, image, tag);
    const digest = head.ok ? head.headers.get('docker-content-digest') : null;
    if (digest !== null) return this.sound(digest, image);
    const whole = await this.send(url, { method: 'GET', headers: allowed });
    this.check(whole, image, tag);
    return `sha256:${createHash('sha256')
      .update(await readBytes(whole, url, maximumManifest))
      .digest('hex')}`;
  }

  private send(url: URL, request: SecureRequest): Promise<Response> {
    return send(this.fetch, url, request);
  }

  private sound(digest: string, { registry }: ImageLocation): string {
    if (isDigest(digest)) return digest;
    throw new RegistryError(
      `${registry} names a digest that is not sha256: and 64 hexadecimal digits, which is all that is understood`,
    );
  }

  /** What gets past a registry that wants to know who asks: the account itself, or a token that its service gives. */
  private async authorise(image: ImageLocation, refused: Response): Promise<string> {
    const challenges = readChallenges(refused.headers.get('www-authenticate') ?? '');
    const account = this.accounts.find(image.registry);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer !== undefined) return `Bearer ${await this.tokenOf(image, bearer, account)}`;
    if (challenges.every(({ scheme }) => scheme !== 'basic')) {
      throw new RegistryError(`${image.registry} does not say how it wants to know who asks (401); ask who runs it`);
    }
    if (account === undefined) throw this.needsAccount(image, 401);
    return basic(account);
  }

  private async tokenOf(
    image: ImageLocation,
    { parameters }: Challenge,
    account: Account | undefined,
  ): Promise<string> {
    const realm = parameters.get('realm') ?? '';
    if (!URL.canParse(realm)) {
      throw new RegistryError(`${image.registry} does not say where its tokens are to be had; ask who runs it`);
    }
    const url = new URL(realm);
    // Where an account goes in plain text is not for the one to say who asks for it.
    if (url.protocol !== 'https:' && image.origin.protocol === 'https:') {
      throw new RegistryError(
        `${image.registry} gives its tokens at ${url.origin}, which is not HTTPS; ask who runs it`,
      );
    }
    const service = parameters.get('service');
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', parameters.get('scope') ?? `repository:${image.path}:pull`);
    const headers: Record<string, string> = account === undefined ? {} : { Authorization: basic(account) };
    const response = await this.send(url, { method: 'GET', headers });
    if (response.status === 401 || response.status === 403) throw this.needsAccount(image, response.status);
    if (response.status === 429) throw limited(image, response);
    if (!response.ok) throw new RegistryError(`${url.host} gives no token (${response.status}); try again later`);
    const token = tokenIn((await readBytes(response, url, maximumToken)).toString('utf8'));
    if (token === undefined) throw new RegistryError(`${url.host} answers without a token; ask who runs it`);
    return token;
  }

  private check({ status, headers }: Response, image: ImageLocation, tag: string): void {
    if (status >= 200 && status < 300) return;
    if (status === 401 || status === 403) throw this.needsAccount(image, status);
    if (status === 429) throw limited(image, { headers });
    if (status === 404) {
      throw new RegistryError(`${image.registry} has no image ${image.path}:${tag} (404); correct the name or the tag`);
    }
    const what = status >= 500 ? 'try again later' : 'ask who runs it';
    throw new RegistryError(`${image.registry} answers ${status}, which says nothing of the image; ${what}`);
  }

  private needsAccount({ registry, path }: ImageLocation, status: number): RegistryError {
    const account = this.accounts.find(registry);
    const login = loginTo(registry);
    if (account !== undefined) {
      return new RegistryError(
        `${registry} does not show ${path} to "${account.user}" (${status}); correct the name, or renew the account in ${this.accounts.file}: ${login}`,
      );
    }
    const known = this.accounts.elsewhere(registry) ?? `${this.accounts.file} holds no account of it`;
    return new RegistryError(
      `${registry} does not show ${path} to everybody (${status}), and ${known}; correct the name, or put an account into that file: ${login}`,
    );
  }
}

function limited({ registry }: ImageLocation, { headers }: Pick<Response, 'headers'>): RegistryError {
  const after = headers.get('retry-after');
  const when = after !== null && /^\d{1,6}$/.test(after) ? `in ${after} s` : 'later';
  return new RegistryError(
    `${registry} takes no more requests for now (429); try again ${when}, or with an account: ${loginTo(registry)}`,
  );
}

function loginTo(registry: string): string {
  return `docker login${isDockerHub(registry) ? '' : ` ${registry}`}`;
}

function basic({ user, password }: Account): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** The token in the answer of a token service, by either of its two names. */
function tokenIn(text: string): string | undefined {
  try {
    const { token, access_token: other } = JSON.parse(text) as { token?: unknown; access_token?: unknown };
    const found = typeof token === 'string' && token !== '' ? token : other;
    // What no header can hold is no token.
    return typeof found === 'string' && /^[\x21-\x7e]+$/.test(found) ? found : undefined;
  } catch {
    return undefined;
  }
}
