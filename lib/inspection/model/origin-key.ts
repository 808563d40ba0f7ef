/** What tells a manifest from all others: its kind with its apiVersion, its namespace and its name. */
export function originKey(manifest: unknown): string {
  const { apiVersion, kind, metadata } = (manifest ?? {}) as {
    apiVersion?: unknown;
    kind?: unknown;
    metadata?: unknown;
  };
  const { namespace = '', name = '' } = (metadata ?? {}) as { namespace?: unknown; name?: unknown };
  return [apiVersion, kind, namespace, name].map(String).join(' ');
}
