import type { Command } from 'commander';
import { printableLines } from '../core/text/printable';
import { systemProblem } from '../core/system-error';
import type * as ProjectConfig from '../synthesis/project/project-config';

/** Exit code where what was asked for cannot be done: told from what a command found by 1. */
const misuse = 2;

/** Where the end of a command goes: the process, but in a test. */
export interface CommandEnd {
  /** Prints what has gone wrong. */
  readonly complain: (message: string) => void;
  /** Says how the program is to end. */
  readonly end: (exitCode: number) => void;
}

/** Ends as the process does. */
export const processEnd: CommandEnd = {
  complain: (message) => console.error(printableLines(message)),
  end: (exitCode) => {
    process.exitCode = exitCode;
  },
};

/**
 * Gives a command what it does, and the ends that all commands have: words that it does not know and errors are misuse, and
 * an error is one message behind the name of the command.
 *
 * @param run takes the arguments and the options, and yields the exit code.
 */
export function action<Words extends unknown[]>(
  command: Command,
  run: (...words: Words) => number | Promise<number>,
  { complain, end }: CommandEnd = processEnd,
): Command {
  return exitWithMisuse(command).action(async (...words: unknown[]) => {
    try {
      end(await run(...(words as Words)));
    } catch (error) {
      complain(
        `${nameOf(command)}: ${systemProblem(error) ?? (error instanceof Error ? error.message : String(error))}`,
      );
      end(misuse);
    }
  });
}

/** Has a command, and those that are added to it later, end with the exit code of misuse where its words are wrong. */
export function exitWithMisuse(command: Command): Command {
  return command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : misuse));
}

/** The output folder of the app in a folder, as its cdk8s.yaml has it. */
export function outputFolder(folder: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import statement would load it, and a parser, at once
  const { readProjectConfig } = require('../synthesis/project/project-config') as typeof ProjectConfig;
  return readProjectConfig(folder).output ?? 'dist';
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}
