import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs something with a folder of its own, which is gone afterwards. */
export function withFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that is in a folder: the text of each file by its path, and an empty text for each folder. */
export function contentsOf(folder: string, below = ''): Record<string, string> {
  const contents: Record<string, string> = {};
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) {
      Object.assign(contents, { [`${path}/`]: '' }, contentsOf(folder, path));
    } else {
      contents[path] = readFileSync(join(folder, path), 'utf8');
    }
  }
  return contents;
}

/** Does something that takes time with a folder of its own, which is gone afterwards. */
export async function withFolderAsync<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
