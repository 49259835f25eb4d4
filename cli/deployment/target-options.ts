import { type Command, InvalidArgumentError } from 'commander';
import type { Target } from './deployment.ts';

/** Where `npm start` listens. */
export const localAddress = new URL('http://127.0.0.1:4000');

/** Adds the options that say which deployment is meant, and how the answer is written. */
export function withTarget(command: Command): Command {
  return addLocal(
    command
      .option('--stack <name>', 'the stack in AWS whose outputs name table, bucket and key', 'Countersign')
      .option('--region <name>', 'its region, if not that of the environment')
      .option('--profile <name>', 'credentials of the AWS configuration, if not those of the environment')
      .option('--json', 'write JSON, errors included'),
  );
}

/** Adds the option that asks a local stack. */
export function addLocal(command: Command): Command {
  return command.option(
    '--local [url]',
    `a local stack instead, at ${localAddress.origin} unless said otherwise`,
    addressOf,
  );
}

function addressOf(text: string): URL {
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text);
  throw new InvalidArgumentError('That is no address; write --local last, or with an address.');
}

/** What those options were given as. */
export interface TargetOptions {
  stack: string;
  region?: string;
  profile?: string;
  local?: URL | true;
  json?: true;
}

/** Which deployment is meant. */
export function targetOf({ local, stack, region, profile }: TargetOptions): Target {
  return {
    stack,
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(local !== undefined && { local: local === true ? localAddress : local }),
  };
}
