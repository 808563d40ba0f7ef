import { homedir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import { DrydockError, show } from '../../core/errors';
import type { HelmVersions } from '../../synthesis/project/helm-scaffold';
import { CONFIG_FILE, readProjectConfig, type ProjectConfig } from '../../synthesis/project/project-config';
import {
  synthesizeToFolder,
  synthesizeToText,
  type ProjectSynthesis,
  type SynthesisOutcome,
} from '../../synthesis/project/synthesize-project';
import { missingTypeCheck } from '../../synthesis/project/type-check';
import type { CliCommand } from '../command';
import { print } from '../terminal';

const DEFAULT_OUTPUT = 'dist';

/** Exit codes, those of cdk8s's command: 1 is for whatever fails with an error. */
const EXIT_CODES: Readonly<Record<SynthesisOutcome, number>> = { done: 0, refused: 2 };

interface Options {
  readonly app?: string;
  readonly output?: string;
  readonly stdout?: boolean;
  readonly pluginsDir?: string;
  readonly validate: boolean;
  readonly validationReportsOutputFile?: string;
  readonly format?: string;
  readonly chartApiVersion?: string;
  readonly chartVersion?: string;
  readonly watch?: boolean;
  readonly asIs?: boolean;
}

/** `drydock synth` */
export const synth: CliCommand = {
  define(command) {
    command
      .description(
        `Runs the app that ${CONFIG_FILE} names and writes its manifests, as 'cdk8s synth' does, in a fraction of the time.\n` +
          'The output folder is replaced as a whole, and only when all went well.',
      )
      .addOption(
        new Option('-a, --app <command>', `command that runs the app (default: that of ${CONFIG_FILE})`).env(
          'CDK8S_APP',
        ),
      )
      .addOption(
        new Option('-o, --output <folder>', `output folder (default: that of ${CONFIG_FILE}, or dist)`).env(
          'CDK8S_OUTPUT',
        ),
      )
      .addOption(
        new Option('-p, --stdout', 'write the manifests to standard output, and nothing else').conflicts([
          'output',
          'watch',
        ]),
      )
      .option('-w, --watch', 'stay, and synthesize again after every change of a file of the project')
      .option('--as-is', 'run the very command of the app, even where drydock knows a faster way to do the same')
      .option('--no-validate', 'do not run the validation plugins')
      .option(
        '--validation-reports-output-file <file>',
        'write the reports of the validation plugins to a file, as JSON',
      )
      .addOption(
        new Option('--plugins-dir <folder>', 'folder of installed validation plugins').env('CDK8S_PLUGINS_DIR'),
      )
      .addOption(
        new Option('--format <format>', 'format of the output: plain, or helm for a Helm chart').env('CDK8S_FORMAT'),
      )
      .addOption(
        new Option('--chart-api-version <version>', 'version of the format of the Helm chart: v1 or v2 (default: v2)'),
      )
      .addOption(new Option('--chart-version <version>', 'version of the Helm chart, such as 1.2.0'))
      .addOption(new Option('--no-check-upgrade', 'nothing is ever checked over the network').hideHelp())
      .addHelpText(
        'after',
        '\nExit codes: 0 all went well, 1 the app or a plugin failed, 2 a validation plugin refused the manifests',
      )
      .action(async (options: Options) => {
        process.exitCode = await run(options, process.cwd());
      });
  },
};

async function run(options: Options, project: string): Promise<number> {
  const config = readProjectConfig(project);
  const stdout = options.stdout ?? process.env.CDK8S_STDOUT === 'true';
  const output = options.output ?? config.output ?? DEFAULT_OUTPUT;
  const helm = helmVersions(options, config, stdout);
  const synthesis: ProjectSynthesis = {
    project,
    command: appCommand(options, config),
    asIs: options.asIs ?? false,
    ...(helm === undefined ? {} : { helm }),
    validations: options.validate && process.env.CDK8S_VALIDATE !== 'false' ? config.validations : [],
    pluginsFolder: options.pluginsDir ?? config.pluginsDirectory ?? join(homedir(), '.cdk8s', 'plugins'),
    reportsFile: options.validationReportsOutputFile,
    // With --stdout, nothing but manifests goes there.
    log: (message) => (stdout ? console.error(message) : console.log(message)),
  };
  const unchecked = missingTypeCheck(project, synthesis.command);
  if (unchecked !== undefined) console.error(unchecked);
  const once = async (signal?: AbortSignal): Promise<number> => {
    const ended = { ...synthesis, ...(signal === undefined ? {} : { signal }) };
    return outcome(stdout ? await synthesizeToText(ended, print) : await synthesizeToFolder(ended, output));
  };
  return options.watch === true ? watch(project, output, once) : once();
}

function outcome(result: SynthesisOutcome): number {
  if (result === 'refused') {
    console.error('Validation failed. See above reports for details');
  }
  return EXIT_CODES[result];
}

function appCommand(options: Options, config: ProjectConfig): string {
  const command = options.app ?? config.app;
  if (command === undefined || command.trim() === '') {
    refuse(
      `there is no command that runs the app; say 'app: node main.js' or the like in ${CONFIG_FILE}, or use --app`,
    );
  }
  return command;
}

/** The versions of the Helm chart that is to be made, or `undefined` for plain manifests. */
function helmVersions(options: Options, config: ProjectConfig, stdout: boolean): HelmVersions | undefined {
  const format = options.format ?? config.synthConfig.format ?? 'plain';
  const apiVersion = options.chartApiVersion ?? config.synthConfig.chartApiVersion;
  const version = options.chartVersion ?? config.synthConfig.chartVersion;
  if (format !== 'plain' && format !== 'helm') {
    refuse(`'--format' must be plain or helm, got ${show(format)}`);
  }
  if (format === 'plain') {
    if (apiVersion !== undefined || version !== undefined) {
      refuse(
        `a version of a Helm chart is given (${show(version ?? apiVersion)}), but the format is plain; drop it, or use '--format helm'`,
      );
    }
    return undefined;
  }
  if (version === undefined) {
    refuse("a Helm chart needs a version; use '--chart-version', such as --chart-version 1.2.0");
  }
  if (!SEMVER.test(version)) {
    refuse(`'--chart-version' must be a version as in https://semver.org, such as 1.2.0, got ${show(version)}`);
  }
  if (apiVersion !== undefined && apiVersion !== 'v1' && apiVersion !== 'v2') {
    refuse(`'--chart-api-version' must be v1 or v2, got ${show(apiVersion)}`);
  }
  if (stdout) {
    refuse("a Helm chart is a folder, and does not go to standard output; use '--output'");
  }
  const definitions = config.imports.filter((each) => !/^(k8s(@|$)|helm:)/.test(each.replace(/^.*:=/, '')));
  if (definitions.length > 0) {
    refuse(
      `a Helm chart holds the custom resource definitions that ${CONFIG_FILE} imports (${definitions.join(', ')}), which only 'cdk8s synth' fetches; use it`,
    );
  }
  return { apiVersion: apiVersion ?? 'v2', version };
}

/** @see https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(\+[\da-zA-Z-]+(\.[\da-zA-Z-]+)*)?$/;

function refuse(problem: string): never {
  throw new DrydockError({ path: '', type: 'drydock synth' }, [problem]);
}

async function watch(project: string, output: string, once: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const { watchProject } = await import('../../synthesis/project/watch-project.js');
  const end = new AbortController();
  const stop = (): void => end.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const action = async (signal: AbortSignal): Promise<void> => {
    const start = performance.now();
    try {
      const code = await once(signal);
      console.log(
        `${code === 0 ? 'Synthesized' : 'Not synthesized'} in ${Math.round(performance.now() - start)} ms, watching`,
      );
    } catch (error) {
      if (signal.aborted) {
        return; // it is done again, or nobody waits for it any more
      }
      console.error((error as Error).message);
      console.error('Not synthesized, watching');
    }
  };
  await watchProject(project, output, action, end.signal);
  return 0;
}
