import { Command, CommanderError } from 'commander';
import { NoDeployment } from '../deployment/deployment.ts';
import { whatToDo } from '../deployment/sdk-errors.ts';
import { version } from '../deployment/version.ts';
import { CannotRun } from './cannot-run.ts';
import type { Surroundings } from './commands/command.ts';
import { addDrift } from './commands/drift.ts';
import { addExport } from './commands/export.ts';
import { addFind } from './commands/find.ts';
import { addShow } from './commands/show.ts';
import { addVerify } from './commands/verify.ts';
import { NoExport } from './export/export-archive.ts';
import type { Terminal } from './terminal.ts';
import { UnusableKey } from './verify/trusted-keys.ts';

/** How the tool ends: all is sound, there is damage, or it could not run. */
export const exitCodes = { sound: 0, damaged: 1, failed: 2 } as const;

const commands = [addVerify, addShow, addExport, addFind, addDrift];

/** Runs the tool with the arguments of a command line. Returns its exit code. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  now = () => new Date().toISOString(),
): Promise<number> {
  let code: number = exitCodes.sound;
  const damaged = () => {
    code = exitCodes.damaged;
  };
  try {
    await programOf({ terminal, now, damaged }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.sound : exitCodes.failed;
    terminal.err.write(`${messageOf(error)}\n`);
    return exitCodes.failed;
  }
}

function programOf(surroundings: Surroundings): Command {
  const { terminal } = surroundings;
  const program = new Command('countersign-audit')
    .description('Checks and reads the audit trail of Countersign. It writes nothing to it.')
    .version(version)
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .showHelpAfterError('(countersign-audit help COMMAND says what there is)')
    .exitOverride();
  for (const add of commands) add(program, surroundings);
  return program;
}

/** Errors of our own say all there is to say; of others the name helps: of AWS it is the error's code. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isOurs = [CannotRun, NoDeployment, NoExport, UnusableKey].some((kind) => error instanceof kind);
  return isOurs ? error.message : (whatToDo(error) ?? `${error.name}: ${error.message}`);
}
