import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { Terminal } from './terminal/terminal.ts';

/** What a command may use besides its arguments and options. */
export interface Surroundings {
  terminal: Terminal;
  /** Where standard input comes from; somebody can be asked only where it is a terminal. */
  input: Readable & { isTTY?: boolean };
  now(): Date;
  /** The command with all its subcommands, down to the last option. */
  whole(): Promise<Command>;
  /** Says how the process is to end, if not with 0. */
  end(code: number): void;
}

/** Adds description, arguments, options and the action to a command that has its name already. */
export type Build = (command: Command, surroundings: Surroundings) => void;
