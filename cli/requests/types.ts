import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { tableText } from '../terminal/table.ts';
import { note, writeJson } from '../terminal/terminal.ts';

/** `types`: what can be asked for; with --json each with its schema and an example. */
export const buildTypes: Build = (command, surroundings) => {
  withApi(command).action((options: ApiOptions) => run(options, surroundings));
};

async function run(options: ApiOptions, { terminal, now }: Surroundings): Promise<void> {
  const api = await connect(options, now);
  const { types } = await import('../api/answers.ts');
  const answer = await api.get('/request-types', { answer: types });
  if (options.json) return writeJson(terminal, answer);
  const rows = answer.types.map(({ type, title }) => [type, title]);
  terminal.out.write(await tableText(['type', 'what it is'], rows, terminal.out));
  note(terminal, 'countersign request TYPE --skeleton prints an example.');
}
