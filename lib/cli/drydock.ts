#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CliCommand, CommandEntry } from './command';

// A plain `require`, which knows no other files than those that it is asked for: `import()` would start a loader.
const load = createRequire(__filename);

/** All commands. None is loaded that is not called. */
const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'synth',
    alias: 'synthesize',
    summary: 'run the app and write its manifests',
    load: () => (load('./commands/synth') as { synth: CliCommand }).synth,
  },
  {
    name: 'check',
    summary: 'inspect manifests, whatever made them',
    load: () => (load('./commands/check') as { check: CliCommand }).check,
  },
  {
    name: 'diff',
    summary: 'say what differs between two sets of manifests',
    load: () => (load('./commands/diff') as { diff: CliCommand }).diff,
  },
  {
    name: 'apply',
    summary: 'apply manifests to a cluster, or try to, and report',
    load: () => (load('./commands/apply') as { apply: CliCommand }).apply,
  },
  {
    name: 'images',
    summary: 'pin images to digests, in images.lock',
    load: () => (load('./commands/images') as { images: CliCommand }).images,
  },
];

/** The program, with the called command only. */
function program(called: string | undefined): Command {
  const { version } = JSON.parse(readFileSync(manifestPath(), 'utf8')) as { version: string };
  const drydock = new Command('drydock')
    .description('Builds Kubernetes manifests from a cdk8s app, and inspects them before they reach a cluster.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExamples:\n  $ drydock synth            write the manifests of the app in this folder\n  $ drydock synth --watch    and again after every change\n  $ drydock help synth       all that synth can do',
    );
  for (const { name, alias, summary, load: loadCommand } of COMMANDS) {
    const command = drydock.command(name).summary(summary).description(summary);
    if (alias !== undefined) {
      command.alias(alias);
    }
    if (called !== undefined && [name, alias, 'help'].includes(called)) {
      loadCommand().define(command);
    }
  }
  return drydock;
}

/** Both from the sources and from `build/`, the package.json stands two or three folders above. */
function manifestPath(): string {
  return load.resolve(join(__dirname, __dirname.includes(join('build', 'lib')) ? '../../..' : '../..', 'package.json'));
}

async function main(words: readonly string[]): Promise<void> {
  const called = words.find((word) => !word.startsWith('-'));
  await program(called).parseAsync(words, { from: 'user' });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(
    error instanceof Error
      ? `${error.name === 'Error' || error.name === 'DrydockError' ? '' : `${error.name}: `}${error.message}`
      : error,
  );
  process.exitCode = 1;
});
