import type { Command } from 'commander';
import { addLocal } from '../deployment/target-options.ts';
import type { ApiClient } from './client.ts';
import type { EndpointOptions } from './endpoint.ts';

/** What every command that asks the API is given. */
export type ApiOptions = EndpointOptions;

/** Adds the options that say which API is meant, and how its answer is written. */
export function withApi(command: Command): Command {
  return addLocal(command)
    .option('--as <who>', 'with --local: who asks, an e-mail or the ARN of a role session or user')
    .option('--stack <name>', 'the stack whose outputs name the API, instead of COUNTERSIGN_URL')
    .option('--region <name>', 'its region, if not that of the environment')
    .option('--profile <name>', 'credentials of the AWS configuration, if not those of the environment')
    .option('--json', 'write JSON, errors included');
}

/** The API that the options mean. What it takes to sign and parse is loaded only now: --help needs none of it. */
export async function connect(options: EndpointOptions, now: () => Date): Promise<ApiClient> {
  const [{ ApiClient }, { endpointOf }] = await Promise.all([import('./client.ts'), import('./endpoint.ts')]);
  return new ApiClient(await endpointOf(options), now);
}
