import type { Command } from 'commander';

/** A command of `drydock`: what its help says, and what it does. */
export interface CliCommand {
  /** Adds the options, arguments and help of the command, and what it does. */
  readonly define: (command: Command) => void;
}

/** A command that is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly alias?: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly load: () => CliCommand;
}
