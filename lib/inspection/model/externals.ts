import { Glob } from '../formats/glob';

/**
 * What lives outside the manifests and may be referred to all the same: `kind/name`, `namespace/kind/name`, with `*` for any
 * run of characters: `secret/registry`, `storageclass/fast`, `shop/configmap/feature-*`.
 */
export class Externals {
  private readonly patterns: readonly Glob[];

  /** @throws an error that names the entry that is not of that form */
  public constructor(entries: readonly string[]) {
    this.patterns = entries.map((entry) => {
      const parts = entry.split('/');
      if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '')) {
        const wanted = `kind/name or namespace/kind/name, as 'secret/registry'`;
        throw new Error(`an external must be ${wanted}, got ${JSON.stringify(entry)}`);
      }
      const [namespace, kind, name] = parts.length === 3 ? parts : ['*', ...parts];
      return new Glob([namespace, (kind ?? '').toLowerCase(), name].map((part) => literal(part ?? '')).join('/'));
    });
  }

  /** Whether an object is said to live outside. */
  public has(kind: string, namespace: string, name: string): boolean {
    if (this.patterns.length === 0) {
      return false;
    }
    const key = `${namespace}/${kind.toLowerCase()}/${name}`;
    return this.patterns.some((pattern) => pattern.matches(key));
  }
}

/** Has every character but `*` stand for itself. */
function literal(text: string): string {
  return text.replace(/\*+/g, '*').replace(/[?[{]/g, (sign) => (sign === '[' ? '[[]' : `[${sign}]`));
}
