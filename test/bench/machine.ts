import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './measure';

/** What the figures depend on besides the code. */
export function machineFacts(): readonly string[] {
  const [cpu] = cpus();
  const packages = ['cdk8s', 'cdk8s-plus-27', 'cdk8s-cli', 'constructs'].map((name) => {
    const manifest = readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(manifest) as { version: string }).version}`;
  });
  return [
    `${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `node ${process.versions.node}, ${packages.join(', ')}`,
    `load of the machine at the start (1, 5, 15 minutes): ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  ];
}
