import { Option } from 'commander';
import { standardInput } from '../../inspection/input/manifest-files';
import { action, outputFolder } from '../action';
import type { CliCommand } from '../command';
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
      .argument('<from>', 'what it is compared with')
      .argument('[to]', 'what is compared (default: the output folder of the app)')
      .addOption(new Option('-f, --format <format>', 'form of the report').choices(formats).default('text'))
      .option('--ignore-namespace', 'compare objects of one name whatever their namespaces')
      .addHelpText(
        'after',
        `
Examples:
  $ drydock diff dist/staging dist/production        what differs between two environments
  $ drydock diff origin/main                         what a change does to the manifests
  $ drydock diff v1.4.0:dist/production dist/production
  $ helm template ./chart | drydock diff - dist      what another tool made

Exit codes: 0 no difference, 1 there are differences, 2 misuse or an internal error`,
      );
    action(command, (from: string, to: string | undefined, options: Options) => run(from, to, options, process.cwd()));
  },
};

async function run(from: string, to: string | undefined, options: Options, folder: string): Promise<number> {
  const right = to ?? outputFolder(folder);
  if (to === undefined && !isOnDisk(right, folder)) {
    throw new Error(`there is no folder '${right}' to compare; synthesize the app first, or name both sides`);
  }
  if (from === standardInput && right === standardInput) {
    throw new Error('standard input can be one side only; name a file, a folder or a revision for the other');
  }
  const input = from === standardInput || right === standardInput ? await readStandardInput() : '';
  const [left, other] = [
    readSide(from, { folder, input, path: pathFor(right, folder) }),
    readSide(right, { folder, input, path: pathFor(from, folder) }),
  ];
  const comparison = compareObjects(left, other, { ignoreNamespace: options.ignoreNamespace ?? false });
  const report =
    options.format === 'json'
      ? jsonReport(comparison, from, right)
      : textReport(comparison, { from, to: right, colour: showsColours() });
  await print(report);
  return comparison.objects.length === 0 ? 0 : 1;
}

/** What a revision without a path is asked for: what the other side names or, where that is no path, the output folder. */
function pathFor(other: string, folder: string): string {
  if (isOnDisk(other, folder)) {
    return other === standardInput ? outputFolder(folder) : other;
  }
  const colon = other.indexOf(':');
  return colon < 0 ? outputFolder(folder) : other.slice(colon + 1);
}
