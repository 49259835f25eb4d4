import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { StackOptions } from './stack.ts';
import { StartupProblem } from './startup-problem.ts';

export const usage = `Usage: npm start -- [options]
  --port NUMBER        where to listen (default 4000; 0 for a free port)
  --data DIR           keep everything in this directory (default: in memory)
  --config FILE        another configuration (default countersign.config.ts)
  --slack-limit off    let the local Slack take any number of messages a second
  --verbose            show everything that functions log`;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

/** Parses the command line of `npm start`. Throws `StartupProblem` for what it does not know. */
export function parseOptions(args: readonly string[]): StackOptions {
  const values = parse(args);
  const parsedPort = port.safeParse(values.port);
  if (!parsedPort.success)
    throw new StartupProblem(`--port takes a number from 0 to 65535, not "${values.port}".`);
  if (!['on', 'off'].includes(values['slack-limit'])) {
    throw new StartupProblem(`--slack-limit takes on or off, not "${values['slack-limit']}".`);
  }
  return {
    port: parsedPort.data,
    configuration: values.config,
    data: values.data,
    slackLimit: values['slack-limit'] === 'on',
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
        verbose: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new StartupProblem(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
