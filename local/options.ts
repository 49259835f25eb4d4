import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import type { StackOptions } from './stack/stack.ts';
import { StartupProblem } from './startup-problem.ts';

const maxPort = 65_535;

const options = z.object({
  port: z.number(),
  data: z.string().optional(),
  config: z.string(),
  slackLimit: z.enum(['on', 'off']),
  awsLimits: z.enum(['on', 'off']),
  verbose: z.boolean().default(false),
});

/** What `npm start -- --help` prints. */
export const usage = command().helpInformation().trimEnd();

/** Parses the command line of `npm start`; `help` if it asks for that. Throws `StartupProblem` for what it does not know. */
export function parseOptions(args: readonly string[]): StackOptions | 'help' {
  try {
    const values = options.parse(command().parse(args, { from: 'user' }).opts());
    return {
      port: values.port,
      configuration: values.config,
      data: values.data,
      slackLimit: values.slackLimit === 'on',
      awsLimits: values.awsLimits === 'on',
      verbose: values.verbose,
    };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 'help';
    throw new StartupProblem(`${error.message}\n${usage}`.trimEnd());
  }
}

function command(): Command {
  const limit = (flag: string, what: string) =>
    new Option(`--${flag} <on|off>`, what).choices(['on', 'off']).default('on');
  return new Command('npm start --')
    .usage('[options]')
    .addOption(
      new Option('--port <number>', 'where to listen; 0 for a free port').default(4000).argParser(portOf),
    )
    .option('--data <dir>', 'keep everything in this directory (default: in memory)')
    .option('--config <file>', 'another configuration', 'countersign.config.ts')
    .addOption(limit('slack-limit', 'whether the local Slack takes one message a second, as Slack does'))
    .addOption(limit('aws-limits', 'whether the local IAM and Roles Anywhere keep the pace of AWS'))
    .option('--verbose', 'show everything that functions log')
    .helpOption('--help', 'show this')
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, getOutHelpWidth: () => 100 })
    .exitOverride();
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= maxPort)) throw new InvalidArgumentError(`It is a number from 0 to ${maxPort}.`);
  return port;
}
