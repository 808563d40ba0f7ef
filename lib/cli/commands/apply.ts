import { performance } from 'node:perf_hooks';
import { InvalidArgumentError, Option } from 'commander';
import { action, outputFolder } from '../action';
import { applyStacks } from '../apply/apply-stacks';
import {
  announcement,
  applyFormats,
  hasFailures,
  jsonReport,
  textReport,
  type ApplyFormat,
} from '../apply/apply-report';
import { findCluster } from '../apply/cluster';
import { clusterWords, installedKubectl } from '../apply/kubectl';
import { findStacks } from '../apply/stacks';
import type { CliCommand } from '../command';
import { print } from '../terminal';

interface Options {
  readonly forReal?: boolean;
  readonly diff?: boolean;
  readonly serverSide?: boolean;
  readonly timeout: number;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly format: ApplyFormat;
}

/** `drydock apply` */
export const apply: CliCommand = {
  define(command) {
    command
      .description(
        'Applies manifests to a cluster with kubectl, stack by stack, and reports what became of each.\n' +
          'Without --for-real the server only says what it would do. Nothing is ever deleted from the cluster.',
      )
      .argument('[paths...]', 'folders of manifests, or files (default: the output folder of the app)')
      .option('--for-real', 'keep the changes, then wait until all workloads have rolled out')
      .addOption(new Option('--diff', 'show what would change').conflicts('forReal'))
      .option('--server-side', 'have the server merge the fields, and keep who owns which')
      .addOption(
        new Option('--timeout <duration>', 'how long the rollouts may take together, as 90s, 5m or 1h')
          .argParser(secondsOf)
          .default(300, '5m'),
      )
      .option('--context <name>', 'context of the kubeconfig (default: the current one)')
      .option('--kubeconfig <file>', 'kubeconfig (default: that of kubectl)')
      .addOption(new Option('-f, --format <format>', 'form of the report').choices(applyFormats).default('text'))
      .addHelpText(
        'after',
        `
A stack is a file of manifests, or a resource of the kustomization.yaml of a folder; folders below a folder are not meant.
Files are applied in the order of their names, objects in the order of the file.

Examples:
  $ drydock apply                                     what the cluster would do with the manifests of this project
  $ drydock apply --diff dist/staging                 and what would change
  $ drydock apply --for-real --context production dist/production

Exit codes: 0 all went well, 1 an object was refused or did not roll out, 2 misuse, or no cluster in reach`,
      );
    action(command, run);
  },
};

async function run(paths: readonly string[], options: Options): Promise<number> {
  const { forReal = false, diff = false, serverSide = false, timeout, format } = options;
  const folder = process.cwd();
  const kubectl = installedKubectl(clusterWords(options));
  const cluster = await findCluster(kubectl, process.env);
  const stacks = await findStacks(paths.length > 0 ? paths : [outputFolder(folder)], folder, kubectl);
  // Only the report goes to standard output as JSON; what a person waits for goes beside it.
  const announce = format === 'json' ? console.error : console.log;
  announce(announcement(cluster, forReal));
  const outcomes = await applyStacks(kubectl, stacks, {
    forReal,
    diff,
    serverSide,
    timeout,
    progress: (line) => console.error(line),
    clock: () => performance.now() / 1000,
  });
  const report = { cluster, forReal, stacks: outcomes };
  await print(format === 'json' ? jsonReport(report) : `\n${textReport(report)}`);
  return hasFailures(report) ? 1 : 0;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

function secondsOf(word: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(word) ?? [];
  const seconds = Number(number) * (units[unit] ?? 0);
  if (!(seconds > 0)) {
    throw new InvalidArgumentError('It must be a whole number of seconds, minutes or hours, as 90s, 5m or 1h.');
  }
  return seconds;
}
