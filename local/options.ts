import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { StackOptions } from './stack/stack.ts';
import { StartupProblem } from './startup-problem.ts';

export const usage = `Usage: npm start -- [options]
  --port NUMBER        where to listen (default 4000; 0 for a free port)
  --data DIR           keep everything in this directory (default: in memory)
  --config FILE        another configuration (default countersign.config.ts)
  --slack-limit off    let the local Slack take any number of messages a second
  --aws-limits off     let the local IAM and Roles Anywhere take any number of requests a second
  --verbose            show everything that functions log
  --help               show this`;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

/** Parses the command line of `npm start`; `help` if it asks for that. Throws `StartupProblem` for what it does not know. */
export function parseOptions(args: readonly string[]): StackOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const parsedPort = port.safeParse(values.port);
  if (!parsedPort.success)
    throw new StartupProblem(`--port takes a number from 0 to 65535, not "${values.port}".`);
  for (const name of ['slack-limit', 'aws-limits'] as const) {
    if (!['on', 'off'].includes(values[name]))
      throw new StartupProblem(`--${name} takes on or off, not "${values[name]}".`);
  }
  return {
    port: parsedPort.data,
    configuration: values.config,
    data: values.data,
    slackLimit: values['slack-limit'] === 'on',
    awsLimits: values['aws-limits'] === 'on',
    verbose: values.verbose,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string' },
        config: { type: 'string', default: 'countersign.config.ts' },
        'slack-limit': { type: 'string', default: 'on' },
        'aws-limits': { type: 'string', default: 'on' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new StartupProblem(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
