import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';

/** Versions of a Helm chart. */
export interface HelmVersions {
  /** Version of the format of the chart. */
  readonly apiVersion: 'v1' | 'v2';
  /** Version of the chart. */
  readonly version: string;
}

const README =
  'This Helm chart is generated using cdk8s. Any manual changes to the chart would be discarded once cdk8s app is synthesized again with `--format helm`.';

/**
 * Begins a Helm chart, with the files that `cdk8s synth` begins one with.
 *
 * @param folder path of the chart, which is made.
 * @param project folder of the project, after which the chart is named.
 * @returns path of the folder of its templates.
 */
export function beginHelmChart(folder: string, project: string, { apiVersion, version }: HelmVersions): string {
  const templates = join(folder, 'templates');
  mkdirSync(templates, { recursive: true });
  const name = basename(project);
  const chart = [
    `apiVersion: ${JSON.stringify(apiVersion)}`,
    `name: ${JSON.stringify(name)}`,
    `version: ${JSON.stringify(version)}`,
    stringify({ description: `Generated chart for ${name}`, type: 'application' }),
  ];
  writeFileSync(join(folder, 'Chart.yaml'), chart.join('\n'));
  writeFileSync(join(folder, 'README.md'), README);
  return templates;
}
