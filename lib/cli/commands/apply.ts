import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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
import { announceSet, beginPruning, confirm, planned, prune } from '../apply/prune';
import { checkAllowance, planText } from '../apply/prune-plan';
import { setName } from '../apply/apply-set';
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
  readonly prune?: boolean;
  readonly applyset?: string;
  readonly pruneAllow: readonly string[];
  readonly yes?: boolean;
  readonly format: ApplyFormat;
}

/** `drydock apply` */
export const apply: CliCommand = {
  define(command) {
    command
      .description(
        'Applies manifests to a cluster with kubectl, stack by stack, and reports what became of each.\n' +
          'Without --for-real the server only says what it would do. Nothing is deleted from the cluster but with --prune.',
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
      .option('--prune', 'delete what was applied with --prune before, and is no longer among the manifests')
      .option(
        '--applyset <name>',
        'name of the set of objects that --prune keeps (default: from the project and the paths)',
      )
      .option(
        '--prune-allow <kind/name>',
        'delete this Namespace, claim, volume or definition too; repeatable',
        gather,
        [],
      )
      .option('-y, --yes', 'do not ask before something is deleted')
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
  $ drydock apply --for-real --prune dist/production  and delete what is gone from it, when all went well

Exit codes: 0 all went well, 1 an object was refused or did not roll out, 2 misuse, or no cluster in reach`,
      );
    action(command, run);
  },
};

async function run(paths: readonly string[], options: Options): Promise<number> {
  const { forReal = false, diff = false, serverSide = false, timeout, format } = options;
  const folder = process.cwd();
  const words = paths.length > 0 ? paths : [outputFolder(folder)];
  const allowed = options.pruneAllow.map(checkAllowance);
  const kubectl = installedKubectl(clusterWords(options));
  const cluster = await findCluster(kubectl, process.env);
  const stacks = await findStacks(words, folder, kubectl);
  // Only the report goes to standard output as JSON; what a person waits for goes beside it.
  const announce = format === 'json' ? console.error : console.log;
  announce(announcement(cluster, forReal));
  const name = options.applyset ?? setName(projectName(folder), words);
  const pruning = options.prune === true ? await beginPruning(kubectl, name, stacks, allowed) : undefined;
  if (pruning !== undefined) {
    announce(`\n${planText(pruning.plan)}`);
    if (forReal) {
      const asks = pruning.plan.removed.length > 0 && options.yes !== true;
      if (asks && !(await confirm('apply, and then delete these objects?'))) {
        throw new Error('nothing was applied, and nothing deleted');
      }
      await announceSet(kubectl, pruning, stacks);
    }
  }
  const outcomes = await applyStacks(kubectl, stacks, {
    forReal,
    diff,
    serverSide,
    timeout,
    progress: (line) => console.error(line),
    clock: () => performance.now() / 1000,
  });
  const isWhole = !hasFailures({ stacks: outcomes });
  const report = {
    ...{ cluster, forReal, stacks: outcomes },
    ...(pruning === undefined
      ? {}
      : { pruned: forReal ? await prune(kubectl, pruning, outcomes, isWhole) : planned(pruning.plan) }),
  };
  await print(format === 'json' ? jsonReport(report) : `\n${textReport(report)}`);
  return hasFailures(report) ? 1 : 0;
}

/** How the project of a folder is called: as its package or, where that has no name, as the folder. */
function projectName(folder: string): string {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? name : basename(folder);
  } catch {
    return basename(folder);
  }
}

function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
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
