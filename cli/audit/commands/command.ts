import type { Command } from 'commander';
import type { Terminal } from '../../terminal/terminal.ts';

/** What a command may use besides its options. */
export interface Surroundings {
  terminal: Terminal;
  /** The present, ISO 8601. */
  now(): string;
  /** Says that there is damage: the tool ends with 1. */
  damaged(): void;
}

/** A command of the tool, added to the program. */
export type AddCommand = (program: Command, surroundings: Surroundings) => void;
