import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Whether an output folder is that of the templates of a Helm chart: `cdk8s synth --format helm` asks for one. */
export function isHelmChart(outdir: string): boolean {
  const folder = resolve(outdir);
  return basename(folder) === 'templates' && existsSync(join(dirname(folder), 'Chart.yaml'));
}
