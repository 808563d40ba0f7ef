import { createHash } from 'node:crypto';

interface Named {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
}

/**
 * Names for files that hold one object each, without extension: `service-web`; with the namespace where only that tells
 * two of them apart (`service-shop-web`), and with the API group where only that does. What is too long for a file system,
 * or differs in case alone, ends in a digest of all that names the object.
 */
export function objectFileNames(manifests: readonly unknown[]): readonly string[] {
  const levels: readonly ((object: Named) => readonly unknown[])[] = [
    ({ kind, metadata }) => [kind, metadata?.name],
    ({ kind, metadata }) => [kind, metadata?.namespace, metadata?.name],
    ({ apiVersion, kind, metadata }) => [kind, groupOf(apiVersion), metadata?.namespace, metadata?.name],
  ];
  let names: readonly string[] = manifests.map(() => '');
  let open = new Set(manifests.keys());
  for (const partsOf of levels) {
    names = names.map((name, i) => (open.has(i) ? fileName(partsOf((manifests[i] ?? {}) as Named)) : name));
    const seen = new Map<string, number>();
    for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
    open = new Set([...open].filter((i) => (seen.get(names[i] ?? '') ?? 0) > 1));
    if (open.size === 0) break;
  }
  return names.map((name, i) =>
    open.has(i) || name.length > longest ? withDigest(name, (manifests[i] ?? {}) as Named) : name,
  );
}

/** With an extension and what stands in the name of a file that is being written, less than file systems take. */
const longest = 200;

function withDigest(name: string, { apiVersion, kind, metadata }: Named): string {
  const identity = JSON.stringify([apiVersion, kind, metadata?.namespace, metadata?.name]);
  return `${name.slice(0, longest - 9)}-${createHash('sha256').update(identity).digest('hex').slice(0, 8)}`;
}

function groupOf(apiVersion: unknown): string | undefined {
  const [group, version] = String(apiVersion).split('/');
  return version === undefined ? undefined : group;
}

/** Names of RBAC may have a colon, which not every file system takes. */
function fileName(parts: readonly unknown[]): string {
  return parts
    .filter((part) => typeof part === 'string')
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-');
}
