import { Command, CommanderError } from 'commander';
import type { Surroundings } from './command.ts';
import { entries } from './commands.ts';
import { version } from './deployment/version.ts';
import { failureJson, failureText } from './explain.ts';
import type { Stream } from './terminal/terminal.ts';

/** How the command ends where a subcommand does not say otherwise. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const;

/** Runs the command with the arguments of a command line. Returns its exit code. */
export async function run(
  args: readonly string[],
  surroundings: Omit<Surroundings, 'end' | 'whole'>,
): Promise<number> {
  let code: number = exitCodes.done;
  const end = (ended: number) => {
    code = ended;
  };
  const { err } = surroundings.terminal;
  const meant = commandIn(args);
  try {
    const program = await programOf({ ...surroundings, end }, meant === undefined ? [] : [meant]);
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    err.write(args.includes('--json') ? failureJson(error) : failureText(error));
    return entries.find(({ name }) => name === meant)?.failure ?? exitCodes.failed;
  }
}

/** The name of the command that is meant, also in `help NAME`. */
function commandIn(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((arg) => !arg.startsWith('-'));
  return first === 'help' ? second : first;
}

/**
 * The command with all its subcommands, of which only those that are named have arguments and options: to load what
 * the others need would take longer than most of them run.
 */
export async function programOf(
  given: Omit<Surroundings, 'whole'>,
  named: readonly string[],
): Promise<Command> {
  const whole = () =>
    programOf(
      given,
      entries.map(({ name }) => name),
    );
  const surroundings = { ...given, whole };
  const { out, err } = surroundings.terminal;
  const program = new Command('countersign')
    .description('Ask for AWS access, follow and decide requests, check the record.')
    .usage('COMMAND [options]')
    .version(version)
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      getOutHelpWidth: () => widthOf(out),
      getErrHelpWidth: () => widthOf(err),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('(countersign COMMAND --help says what a command takes)')
    .addHelpText('after', where)
    .exitOverride();
  for (const { name, summary, load } of entries) {
    const command = program.command(name).summary(summary).description(sentence(summary));
    if (named.includes(name)) (await load())(command, surroundings);
  }
  return program;
}

const usualWidth = 80;

function widthOf(stream: Stream): number {
  return stream.isTTY === true && process.stdout.columns > 0 ? process.stdout.columns : usualWidth;
}

const where = `
Which Countersign: --local [url] after a command, or COUNTERSIGN_URL, or a profile in
~/.config/countersign.json, or the outputs of the stack. See docs/cli.md.`;

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
