import { isLoopback } from './image-location';
import { RegistryError } from './registry-error';

/** What sends requests: Node's `fetch`, or what stands in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request that carries no body. */
export interface SecureRequest {
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
}

const timeoutSeconds = 20;
const maximumRedirects = 5;

/**
 * Sends a request over HTTPS; over HTTP only where it starts and stays on this machine.
 *
 * It follows redirects by itself, and takes the credentials along to no other origin than the one they are meant for.
 *
 * @throws RegistryError when no answer comes, or a redirect leads where it must not
 */
export async function send(fetch: Fetch, start: URL, { method, headers }: SecureRequest): Promise<Response> {
  let url = start;
  for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
    checkScheme(url, start);
    const { Authorization, ...open } = headers;
    const carried = Authorization === undefined || url.origin !== start.origin ? open : headers;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const init: RequestInit = { method, headers: carried, redirect: 'manual', signal };
    const response = await reach(url, () => fetch(url.href, init));
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    // Nobody reads what comes with a refusal; left alone, it would keep the connection.
    if (!response.ok) await response.body?.cancel();
    if (location === null) return response;
    url = resolve(location, url);
  }
  throw new RegistryError(`${start.host} redirects more than ${maximumRedirects} times; ask who runs it`);
}

/** The bytes of an answer, which may be no more than `limit`. */
export async function readBytes(response: Response, from: URL, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await reach(from, async () => {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw new RegistryError(`${from.host} answers with more than ${limit} bytes; ask who runs it`);
      chunks.push(chunk);
    }
  });
  return Buffer.concat(chunks);
}

function checkScheme(url: URL, start: URL): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url) && isLoopback(start))) return;
  throw new RegistryError(`${start.host} leads to ${url.protocol}//${url.host}, which is not HTTPS; ask who runs it`);
}

function resolve(location: string, base: URL): URL {
  if (URL.canParse(location, base.href)) return new URL(location, base);
  throw new RegistryError(`${base.host} redirects to what is no URL; ask who runs it`);
}

async function reach<T>(url: URL, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    throw new RegistryError(`${url.host} cannot be reached: ${reasonOf(error)}`, url.host);
  }
}

/** `fetch` says no more than that it has failed; why is in what caused it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} s`;
  const { code, message } = (error.cause ?? error) as { readonly code?: string; readonly message?: string };
  if (code !== undefined && /CERT|SIGNED|ISSUER/.test(code)) {
    return `its certificate is not trusted (${code}); name the authority's file in NODE_EXTRA_CA_CERTS`;
  }
  return code ?? message ?? error.message;
}
