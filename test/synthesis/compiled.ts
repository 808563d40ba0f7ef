import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '..', '..');
const PREFIX = 'cdk8s-drydock-test-';

/**
 * Compiles the package as it is now, without checking its types, for tests that start processes.
 *
 * It goes into `node_modules`, where the packages that it needs are found, into a folder of this worker of this run of Jest.
 *
 * @returns the folder that stands for `build/`.
 */
export function compilePackage(): string {
  const cache = join(ROOT, 'node_modules', '.cache');
  removeLeftovers(cache);
  const build = join(cache, `${PREFIX}${process.ppid}-${process.env.JEST_WORKER_ID ?? '0'}`, 'build');
  rmSync(build, { recursive: true, force: true });
  for (const file of readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })) {
    const target = join(build, 'lib', file.replace(/\.ts$/, '.js'));
    if (/(?<!\.d)\.ts$/.test(file)) {
      const { code } = transformSync(readFileSync(join(ROOT, 'lib', file), 'utf8'), {
        filename: file,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: true },
      });
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    } else if (file.endsWith('.json')) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, readFileSync(join(ROOT, 'lib', file)));
    }
  }
  writeFileSync(join(build, '..', 'package.json'), readFileSync(join(ROOT, 'package.json')));
  return build;
}

/** Removes what runs of Jest have left that are over. */
function removeLeftovers(cache: string): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache).filter((each) => each.startsWith(PREFIX))) {
    if (!isRunning(Number(name.slice(PREFIX.length).split('-')[0]))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

function isRunning(process: number): boolean {
  try {
    return globalThis.process.kill(process, 0);
  } catch {
    return false;
  }
}
