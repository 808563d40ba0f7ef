import { Option } from 'commander';
import { standardInput } from '../../inspection/input/manifest-files';
import { action, outputFolder } from '../action';
import { describeContext, findCluster } from '../apply/cluster';
import { clusterWords, installedKubectl } from '../apply/kubectl';
import type { CliCommand } from '../command';
import { readCluster } from '../diff/cluster-side';
import type { ComparedObject } from '../diff/compared-object';
import { compareObjects } from '../diff/comparison';
import { jsonReport } from '../diff/json-report';
import { isOnDisk, readSide } from '../diff/manifest-side';
import { textReport } from '../diff/text-report';
import { readStandardInput } from '../standard-input';
import { print, showsColours } from '../terminal';

const formats = ['text', 'json'] as const;

interface Options {
  readonly format: (typeof formats)[number];
  readonly ignoreNamespace?: boolean;
  readonly literal?: boolean;
  readonly cluster?: boolean;
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** `drydock diff` */
export const diff: CliCommand = {
  define(command) {
    command
      .description(
        'Says what differs between two sets of manifests, object by object and value by value, as between two environments.\n' +
          'Each is a folder, a file or a pattern, - for standard input, or a git revision, as main or main:dist/staging.\n' +
          'What is secret is never shown, only that it differs.',
      )
      .argument('[from]', 'what it is compared with; not with --cluster')
      .argument('[to]', 'what is compared (default: the output folder of the app)')
      .addOption(new Option('-f, --format <format>', 'form of the report').choices(formats).default('text'))
      .option('--ignore-namespace', 'compare objects of one name whatever their namespaces')
      .option('--literal', 'also say what the API server takes for the same: 1000m and 1, empty and absent, defaults')
      .option(
        '--cluster',
        'compare with what the cluster of the kube context has of these objects, as kubectl reads it',
      )
      .option('--context <name>', 'context of the kubeconfig (default: the current one)')
      .option('--kubeconfig <file>', 'kubeconfig (default: that of kubectl)')
      .addHelpText(
        'after',
        `
Examples:
  $ drydock diff dist/staging dist/production        what differs between two environments
  $ drydock diff origin/main                         what a change does to the manifests
  $ drydock diff v1.4.0:dist/production dist/production
  $ helm template ./chart | drydock diff - dist      what another tool made
  $ drydock diff --cluster dist/production           what an apply would change
  $ kubectl get all -n shop -o yaml | drydock diff - dist

Values are the same that the API server takes for the same: 1000m and 1, empty and absent, what it fills in.

Exit codes: 0 no difference, 1 there are differences, 2 misuse or an internal error`,
      );
    action(command, (from: string | undefined, to: string | undefined, options: Options) =>
      run(
        [from, to].flatMap((word) => word ?? []),
        options,
        process.cwd(),
      ),
    );
  },
};

async function run(words: readonly string[], options: Options, folder: string): Promise<number> {
  const { from, to, left, right } =
    options.cluster === true ? await withCluster(words, options, folder) : await sides(words, folder);
  const comparison = compareObjects(left, right, options);
  const report =
    options.format === 'json'
      ? jsonReport(comparison, from, to)
      : textReport(comparison, { from, to, colour: showsColours() });
  await print(report);
  return comparison.objects.length === 0 ? 0 : 1;
}

/** What is compared, and how it is called. */
interface Sides {
  readonly from: string;
  readonly to: string;
  readonly left: readonly ComparedObject[];
  readonly right: readonly ComparedObject[];
}

async function sides([from, given]: readonly string[], folder: string): Promise<Sides> {
  if (from === undefined) {
    throw new Error('say what is compared: a folder, a file, - or a git revision; or --cluster for a cluster');
  }
  const to = given ?? existingOutput(folder);
  if (from === standardInput && to === standardInput) {
    throw new Error('standard input can be one side only; name a file, a folder or a revision for the other');
  }
  const input = from === standardInput || to === standardInput ? await readStandardInput() : '';
  return {
    ...{ from, to },
    left: readSide(from, { folder, input, path: pathFor(to, folder) }),
    right: readSide(to, { folder, input, path: pathFor(from, folder) }),
  };
}

/** A cluster, with what it has of the objects that it is compared with. */
async function withCluster([given, more]: readonly string[], options: Options, folder: string): Promise<Sides> {
  if (more !== undefined) {
    throw new Error(`--cluster is one side already, got '${given}' and '${more}'; name the other side only`);
  }
  const to = given ?? existingOutput(folder);
  const input = to === standardInput ? await readStandardInput() : '';
  const right = readSide(to, { folder, input, path: outputFolder(folder) });
  const kubectl = installedKubectl(clusterWords(options));
  const cluster = await findCluster(kubectl, process.env);
  return { from: describeContext(cluster), to, left: await readCluster(kubectl, right), right };
}

function existingOutput(folder: string): string {
  const output = outputFolder(folder);
  if (!isOnDisk(output, folder)) {
    throw new Error(`there is no folder '${output}' to compare; synthesize the app first, or name both sides`);
  }
  return output;
}

/** What a revision without a path is asked for: what the other side names or, where that is no path, the output folder. */
function pathFor(other: string, folder: string): string {
  if (isOnDisk(other, folder)) {
    return other === standardInput ? outputFolder(folder) : other;
  }
  const colon = other.indexOf(':');
  return colon < 0 ? outputFolder(folder) : other.slice(colon + 1);
}
