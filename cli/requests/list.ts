import { InvalidArgumentError, Option } from 'commander';
import { statuses } from '../../domain/trail/request.ts';
import type { Listed } from '../api/answers.ts';
import type { ApiClient } from '../api/client.ts';
import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { tableText } from '../terminal/table.ts';
import { note, writeJson } from '../terminal/terminal.ts';
import { shortName, styleOf } from './words.ts';

interface Options extends ApiOptions {
  status?: string;
  mine?: true;
  requester?: string;
  limit: number;
}

/** `list`: requests, newest first. */
export const buildList: Build = (command, surroundings) => {
  command
    .addOption(new Option('--status <name>', 'only those that stand so').choices(statuses))
    .addOption(new Option('--mine', 'only your own; every requester may').conflicts('requester'))
    .option('--requester <who>', 'only those of an ARN, or of the name of a session or user')
    .option('--limit <number>', 'how many at most', limitOf, 25);
  withApi(command).action((options: Options) => run(options, surroundings));
};

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new InvalidArgumentError('It is a whole number from 1 to 1000.');
}

async function run(options: Options, { terminal, now }: Surroundings): Promise<void> {
  const found = await collect(await connect(options, now), options);
  if (options.json) return writeJson(terminal, found);
  const rows = found.items.map(({ id, type, name = '', status, risk = '', requester, createdAt }) => [
    ...[createdAt.slice(0, 19), id, type, name],
    ...[
      { text: status, style: styleOf(status) },
      { text: risk, style: styleOf(risk) },
    ],
    shortName(requester),
  ]);
  terminal.out.write(await tableText(header, rows, terminal.out));
  if (rows.length === 0) note(terminal, 'No request fits.');
  if (found.nextCursor !== undefined) note(terminal, 'There are more: --limit says how many to show.');
}

const header = ['submitted (UTC)', 'request', 'type', 'name', 'status', 'risk', 'requester'];

/** Pages may hold fewer than was asked for, even none, while there are more. */
async function collect(
  api: ApiClient,
  { status, mine, requester, limit }: Options,
): Promise<{ items: Listed[]; nextCursor?: string }> {
  const { page } = await import('../api/answers.ts');
  const items: Listed[] = [];
  let cursor: string | undefined;
  do {
    const query = { status, requester, cursor, limit: String(Math.min(100, limit - items.length)) };
    const found = await api.get(mine ? '/me/requests' : '/requests', { answer: page, query });
    items.push(...found.items);
    cursor = found.nextCursor;
  } while (cursor !== undefined && items.length < limit);
  return { items, ...(cursor !== undefined && { nextCursor: cursor }) };
}
