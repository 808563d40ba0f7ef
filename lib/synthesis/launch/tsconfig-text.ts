import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The text of a tsconfig.json together with those that it extends. */
export interface TsconfigText {
  /** Path of the tsconfig.json. @default - there is none */
  readonly path?: string;
  readonly text: string;
}

/**
 * Reads the tsconfig.json that applies to a folder, as text: enough to tell whether anything in it has changed.
 *
 * @returns undefined when one that it extends cannot be found.
 */
export function readTsconfig(folder: string): TsconfigText | undefined {
  const path = join(folder, 'tsconfig.json');
  if (existsSync(path)) {
    const texts = readChain(path, new Set());
    return texts === undefined ? undefined : { path, text: texts.join('\n') };
  }
  const parent = dirname(folder);
  return parent === folder ? { text: '' } : readTsconfig(parent);
}

function readChain(path: string, seen: Set<string>): string[] | undefined {
  if (seen.has(path)) {
    return [];
  }
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  const extended = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text)?.[1] ?? '';
  const texts = [text];
  for (const [, name = ''] of extended.matchAll(/"([^"]*)"/g)) {
    const base = resolveBase(name, path);
    const chain = base === undefined ? undefined : readChain(base, seen);
    if (chain === undefined) {
      return undefined;
    }
    texts.push(...chain);
  }
  return texts;
}

function resolveBase(name: string, from: string): string | undefined {
  if (name.startsWith('.') || name.startsWith('/')) {
    const path = resolve(dirname(from), name);
    return [path, `${path}.json`].find((each) => existsSync(each) && each.endsWith('.json'));
  }
  const fromRequire = createRequire(from);
  for (const each of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const path = fromRequire.resolve(each);
      if (path.endsWith('.json')) {
        return path;
      }
    } catch (error) {
      // The next spelling is tried; without any, the caller runs the command as it is.
      if ((error as NodeJS.ErrnoException).code === undefined) {
        throw error;
      }
    }
  }
  return undefined;
}
