import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { presetNames, type ManifestSource, type RuleLevel } from '../../inspection';
import {
  configurationFiles,
  mergeConfigurations,
  readConfiguration,
  readDefinitions,
  type InspectionConfiguration,
} from '../../inspection/input/configuration-file';
import { newestVersion } from '../../inspection/schema/kubernetes-version';
import { setsByFolder } from '../../inspection/input/file-sets';
import { readRevision } from '../../inspection/input/git-revision';
import { findManifestFiles, readManifestFiles, standardInput } from '../../inspection/input/manifest-files';
import { inspectSets } from '../../inspection/engine/inspect-sets';
import { hasFailed, reportFormats, writeReport, type ReportFormat } from '../../inspection/report/report';
import { printable } from '../../core/text/printable';
import { readSets } from '../../synthesis/file-record';
import { action, outputFolder } from '../action';
import type { CliCommand } from '../command';
import { readStandardInput } from '../standard-input';
import { print, showsColours } from '../terminal';

interface Options {
  readonly format: ReportFormat;
  readonly preset?: InspectionConfiguration['preset'];
  readonly kubernetes?: string;
  readonly config?: string;
  readonly external: readonly string[];
  readonly customResources: readonly string[];
  readonly rule: readonly string[];
  readonly against?: string;
  readonly set: readonly string[];
  readonly strictExit?: boolean;
}

/** `drydock check` */
export const check: CliCommand = {
  define(command) {
    command
      .description(
        'Inspects manifests, whatever made them, and says what the cluster would refuse, what cannot work, and what is a risk.',
      )
      .argument(
        '[files...]',
        'files, folders, patterns, or - for standard input (default: the output folder of the app)',
      )
      .addOption(new Option('-f, --format <format>', 'form of the report').choices(reportFormats).default('text'))
      .addOption(new Option('-p, --preset <preset>', 'choice of rules (default: recommended)').choices(presetNames))
      .option(
        '-k, --kubernetes <version>',
        `Kubernetes version of the cluster, as 1.30 or v1.29.3, or a range, as 1.29-1.34 (default: ${newestVersion})`,
      )
      .option('-c, --config <file>', `configuration (default: ${configurationFiles.join(', ')}, if there is one)`)
      .option('--external <kind/name>', 'what lives outside the manifests, as secret/registry; repeatable', gather, [])
      .option('--custom-resources <file>', 'file or folder of custom resource definitions; repeatable', gather, [])
      .option(
        '--rule <id=severity>',
        'severity of a rule or group: off, info, warning or error; repeatable',
        gather,
        [],
      )
      .option('--against <folder|revision>', 'compare with the manifests in a folder, or in a git revision')
      .option(
        '--set <folder>',
        'folder or pattern, as envs/*: what is below one is inspected by itself; repeatable',
        gather,
        [],
      )
      .option('--strict-exit', 'fail on warnings too')
      .addHelpText(
        'after',
        `
Examples:
  $ drydock check                                    the manifests of this project
  $ drydock check deploy/ 'envs/**/*.yaml'           folders and patterns
  $ helm template ./chart | drydock check -          what another tool made
  $ drydock check dist --against origin/main         and what the cluster will not let change
  $ drydock check --format sarif > drydock.sarif     for a tool that gathers findings

Exit codes: 0 nothing to fail for, 1 an error was found (or a warning, with --strict-exit), 2 misuse or an internal error`,
      );
    action(command, (files: readonly string[], options: Options) => run(files, options, command.parent?.version()));
  },
};

function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function run(words: readonly string[], options: Options, version?: string): Promise<number> {
  const folder = process.cwd();
  const configuration = mergeConfigurations(readConfiguration(folder, options.config), said(options, folder));
  const { strictExit = false, sets = [], ...inspection } = configuration;
  const asked = words.length > 0 ? words : [outputOf(folder)];
  const files = findManifestFiles(asked, folder, (link, why) =>
    console.error(printable(`drydock check: the link '${link}' is not followed: ${why}`)),
  );
  const { texts, ...input } = readManifestFiles(
    files,
    folder,
    files.includes(standardInput) ? await readStandardInput() : '',
  );
  const previous = options.against === undefined ? {} : { previous: earlier(options.against, asked, folder) };
  const result = inspectSets(
    { ...input, ...previous },
    inspection,
    setsByFolder([...sets, ...setsIn(asked, folder)], folder),
  );
  const report = writeReport(result, options.format, {
    textOf: (file) => texts.get(file),
    colour: showsColours(),
    strictExit,
    ...(version === undefined ? {} : { version }),
  });
  await print(report);
  return hasFailed(result, strictExit) ? 1 : 0;
}

function said(options: Options, folder: string): InspectionConfiguration {
  const { preset, kubernetes, strictExit, external, customResources } = options;
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(strictExit === undefined ? {} : { strictExit }),
    ...(options.set.length === 0 ? {} : { sets: options.set }),
    externals: external,
    rules: Object.fromEntries(options.rule.map(levelOf)),
    customResources: customResources.length === 0 ? [] : readDefinitions(customResources, folder, '--custom-resources'),
  };
}

function levelOf(word: string): [string, RuleLevel] {
  const equals = word.indexOf('=');
  if (equals <= 0) {
    throw new Error(`--rule must be of the form id=severity, as 'rel/replicas=off', got ${JSON.stringify(word)}`);
  }
  return [word.slice(0, equals), word.slice(equals + 1) as RuleLevel];
}

function outputOf(folder: string): string {
  const output = outputFolder(folder);
  if (!existsSync(resolve(folder, output))) {
    throw new Error(`there is no folder '${output}' to check; synthesize the app first, or name files and folders`);
  }
  return output;
}

/** The folders below those that are asked for that are sets of their own, as the app that wrote them has it. */
function setsIn(words: readonly string[], folder: string): readonly string[] {
  return words.flatMap((word) => readSets(resolve(folder, word)).map((set) => join(word, set)));
}

/**
 * The manifests to compare with: those of a folder or file or, where there is none of that name, of a git revision.
 *
 * @throws an error where there is nothing to compare with, or a part of it cannot be read: a guard that looks away is none
 */
function earlier(against: string, words: readonly string[], folder: string): readonly ManifestSource[] {
  if (against.trim() === '') {
    throw new Error(
      `--against must name a folder, a file or a git revision, such as origin/main, got ${JSON.stringify(against)}; is a variable unset?`,
    );
  }
  const exists = statSync(resolve(folder, against), { throwIfNoEntry: false }) !== undefined;
  if (!exists && words.includes(standardInput)) {
    throw new Error(`standard input has no earlier revision; name a folder or file after --against, got '${against}'`);
  }
  const { sources, problems } = exists
    ? readManifestFiles(findManifestFiles([against], folder), folder)
    : readRevision(against, words, folder);
  if (problems.length > 0) {
    const lines = problems.map(({ file = '', position, message }) => {
      return `\n  ${file}${position === undefined ? '' : `:${position.line}:${position.column}`}: ${message}`;
    });
    throw new Error(
      `${against} cannot be compared with as a whole; correct these files there, or compare without them:${lines.join('')}`,
    );
  }
  return exists ? sources.map((source) => inPlaceOf(source, against, words)) : sources;
}

/** A file of the folder to compare with belongs to the set of the one that it is compared with. */
function inPlaceOf(source: ManifestSource, against: string, words: readonly string[]): ManifestSource {
  const [word, ...others] = words;
  const { file } = source;
  if (word === undefined || others.length > 0 || file?.startsWith(`${against.replace(/\/+$/, '')}/`) !== true) {
    return source;
  }
  return { ...source, file: join(word, file.slice(against.replace(/\/+$/, '').length + 1)) };
}
