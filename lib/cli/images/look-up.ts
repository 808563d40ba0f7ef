import { locate } from './image-location';
import type { Tagged } from './locked-images';
import type { Registry } from './registry';
import { RegistryError } from './registry-error';

/** So many images are looked up at a time. */
const together = 4;

/**
 * Asks the registries for the digests of images.
 *
 * @param images by their names.
 * @param variables where the proxy would be named, if no registry can be reached.
 * @returns the digests by the images' names
 * @throws an error that names each image whose digest is not known, and why; then none of the others counts
 */
export async function lookUp(
  registry: Registry,
  images: ReadonlyMap<string, Tagged>,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const failures = new Map<string, RegistryError>();
  const waiting = [...images];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, { repository, tag }] = next;
      try {
        found.set(name, await registry.digestOf(locate(repository), tag));
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        failures.set(name, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, images.size) }, work));
  if (failures.size > 0) throw new Error(report(images, failures, variables));
  return found;
}

function report(
  images: ReadonlyMap<string, Tagged>,
  failures: ReadonlyMap<string, RegistryError>,
  variables: Readonly<Record<string, string | undefined>>,
): string {
  const lines: string[] = [];
  const needed = new Map<string, string[]>();
  // In the order in which they were asked for, whichever answer came first.
  for (const [name, { repository, tag }] of images) {
    const failure = failures.get(name);
    if (failure === undefined) continue;
    lines.push(`  - ${name} (${repository}:${tag}): ${failure.message}`);
    if (failure.unreachable === undefined) continue;
    const hosts = [...new Set([...locate(repository).hosts, failure.unreachable])].join(', ');
    needed.set(hosts, [...(needed.get(hosts) ?? []), name]);
  }
  const count = failures.size === 1 ? '1 digest is' : `${failures.size} digests are`;
  return [
    `${count} not known; nothing was written`,
    ...lines,
    ...(needed.size === 0 ? [] : ['these hosts have to be reached:']),
    ...[...needed].map(([hosts, names]) => `  - ${hosts}, for ${names.join(', ')}`),
    ...(needed.size === 0 ? [] : proxies(variables)),
  ].join('\n');
}

/** What the proxy variables hold, without the passwords that may be in them. */
function proxies(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  const names = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_USE_ENV_PROXY'];
  const set = names.flatMap((name) => {
    const value = variables[name];
    return value === undefined || value === '' ? [] : [`${name}=${value.replace(/[^/@]*@/g, '…@')}`];
  });
  return [
    `proxy: ${set.length === 0 ? 'no variable names one' : set.join(', ')}`,
    '  Node.js takes HTTPS_PROXY into account from 22.21 and 24 on, when NODE_USE_ENV_PROXY=1 is set',
  ];
}
