import { fullRepository } from '../../parts/images/image-reference';
import { RegistryError } from './registry-error';

/** Where the manifests of an image are to be asked for. */
export interface ImageLocation {
  /** The registry as people call it, such as `docker.io` or `ghcr.io`. */
  readonly registry: string;
  /** Path in the registry, such as `library/nginx`. */
  readonly path: string;
  /** Where its API answers. */
  readonly origin: URL;
  /** Hosts that have to be reached, as far as they are known before the registry is asked. */
  readonly hosts: readonly string[];
}

/** Docker Hub answers by other names than the one that its images have. */
const dockerHub = 'registry-1.docker.io';

/** Where a repository is, by the rules of container runtimes. @throws RegistryError when its port is none */
export function locate(repository: string): ImageLocation {
  const full = fullRepository(repository);
  const slash = full.indexOf('/');
  const host = full.slice(0, slash);
  const path = full.slice(slash + 1);
  if (isDockerHub(host)) {
    const official = path.includes('/') ? path : `library/${path}`;
    const origin = new URL(`https://${dockerHub}`);
    return { registry: 'docker.io', path: official, origin, hosts: [dockerHub, 'auth.docker.io'] };
  }
  if (!URL.canParse(`https://${host}`)) throw new RegistryError(`${host} is no host with a port; correct the name`);
  const origin = new URL(`${isLoopback(new URL(`https://${host}`)) ? 'http' : 'https'}://${host}`);
  return { registry: host, path, origin, hosts: [origin.host] };
}

/** Whether a host is one of Docker Hub's, by any of the names that it has had. */
export function isDockerHub(host: string): boolean {
  return ['docker.io', 'index.docker.io', dockerHub].includes(host);
}

/** Whether a URL stays on this machine: only there is plain HTTP good enough. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
