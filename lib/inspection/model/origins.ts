import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { ManifestSource } from '../reading/manifest-source';
import { originKey } from './origin-key';

/** Where an object was made. */
export interface Origin {
  readonly construct: string;
  readonly source?: string;
}

/** Folders deeper than any that an app writes to. */
const depth = 12;

/**
 * Where objects were made, and which folders are sets of their own, as an App of this package notes it in
 * construct-metadata.json. What cdk8s itself notes there goes by the bare name of an object, and is wrong where a
 * Deployment and its Service have the same.
 */
export class Origins {
  private readonly base: string = '';
  private readonly origins = new Map<string, Origin>();
  private readonly sets: readonly string[] = [];

  /** @param manifests paths of files in the output folder of an app, or in those below it. */
  constructor(manifests: readonly string[]) {
    const file = findMetadata(manifests);
    if (file === undefined) return;
    this.base = dirname(file);
    const { objects = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
      objects?: readonly (Origin & { readonly key: string; readonly folder?: string })[];
    };
    for (const { key, folder = '', ...origin } of objects) this.origins.set(`${folder} ${key}`, origin);
    const folders = new Set(objects.map(({ folder = '' }) => folder));
    // The innermost one that a file is in counts.
    this.sets = [...folders].sort((a, b) => b.length - a.length);
  }

  /** Where an object was made, if it is known. */
  of({ manifest, file }: ManifestSource): Origin | undefined {
    return this.origins.get(`${this.setOf(file)} ${originKey(manifest)}`);
  }

  /** The folder that a file is in, of those that are sets of their own; empty for none. */
  setOf(file = ''): string {
    const path = relative(this.base, file).split(sep).join('/');
    return this.sets.find((set) => set !== '' && path.startsWith(`${set}/`)) ?? '';
  }
}

function findMetadata(manifests: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const manifest of manifests) {
    let folder = dirname(manifest);
    for (let level = 0; level < depth && !seen.has(folder); level += 1, folder = dirname(folder)) {
      seen.add(folder);
      const file = join(folder, 'construct-metadata.json');
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}
