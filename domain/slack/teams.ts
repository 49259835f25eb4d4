import * as z from 'zod';
import { textLike } from '../text/text-like.ts';

const organisation = /^E[A-Z0-9]{2,}$/;
const team = textLike(
  /^[TE][A-Z0-9]{2,}$/,
  'the id of a Slack workspace such as T0COUNTERSIGN, or of an organisation such as E0GRID',
);

/**
 * Whose people may decide: a workspace (`T…`), or a list of workspaces and of organisations of Enterprise Grid (`E…`),
 * all of whose people are meant.
 */
export const slackTeams = z.union([
  textLike(/^T[A-Z0-9]{2,}$/, 'a Slack workspace id such as T0COUNTERSIGN'),
  z
    .array(team)
    .min(1)
    .refine((ids) => ids.some((id) => !organisation.test(id)), 'name a workspace (T…) whose groups approve')
    .refine((ids) => new Set(ids).size === ids.length, 'each id once; remove the second')
    .describe('a list of workspaces, and of organisations (E…) beside one'),
]);
export type SlackTeams = z.output<typeof slackTeams>;

/** The workspaces and organisations as a list. */
export function listed(teams: SlackTeams): readonly string[] {
  return typeof teams === 'string' ? [teams] : teams;
}

/** The workspaces of the list, in which groups are looked up. */
export function workspacesOf(teams: SlackTeams): readonly string[] {
  return listed(teams).filter((id) => !organisation.test(id));
}

/** Asks about a group in one workspace after the other, until one has it; rejects as the last one did. */
export async function whereGroupIs<T>(
  workspaces: readonly string[],
  ask: (workspace: string) => Promise<T>,
): Promise<T> {
  const [first = '', ...others] = workspaces;
  return ask(first).catch((error: unknown) => {
    const isElsewhere = error instanceof Error && 'code' in error && error.code === 'no_such_subteam';
    if (!isElsewhere || others.length === 0) throw error;
    return whereGroupIs(others, ask);
  });
}
