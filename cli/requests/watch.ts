import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { writeJson } from '../terminal/terminal.ts';
import { exitCodeOf } from './words.ts';

/** `watch`: what happens to a request, as it happens. */
export const buildWatch: Build = (command, surroundings) => {
  withApi(command)
    .argument('<id>', 'of the request')
    .addHelpText('after', exitCodes)
    .action((id: string, options: ApiOptions) => run(id, options, surroundings));
};

/** How `watch` and `request --wait` end. */
export const exitCodes = `
Ends with 0 when it is created, 3 denied or cancelled, 4 expired, 5 failed or rejected.
With --json it writes the request once, as it is then.`;

async function run(id: string, options: ApiOptions, surroundings: Surroundings): Promise<void> {
  const { follow } = await import('./follow.ts');
  const { terminal } = surroundings;
  const api = await connect(options, surroundings.now);
  const finished = await follow(api, id, surroundings, options.json === true);
  if (options.json) writeJson(terminal, finished);
  surroundings.end(exitCodeOf(finished) ?? 0);
}
