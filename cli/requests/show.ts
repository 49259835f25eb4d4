import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { writeJson } from '../terminal/terminal.ts';
import { describeRequest } from './describe.ts';

/** `show`: one request, whole. */
export const buildShow: Build = (command, surroundings) => {
  withApi(command)
    .argument('<id>', 'of the request')
    .action((id: string, options: ApiOptions) => run(id, options, surroundings));
};

async function run(id: string, options: ApiOptions, { terminal, now }: Surroundings): Promise<void> {
  const { readRequest } = await import('./follow.ts');
  const request = await readRequest(await connect(options, now), id);
  if (options.json) writeJson(terminal, request);
  else describeRequest(request, terminal, now());
}
