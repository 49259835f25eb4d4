import type { Configuration } from '../../domain/configuration.ts';
import type { Authority } from '../../domain/decide.ts';
import type { Actor } from '../../domain/events.ts';
import { ruleFor } from '../../domain/quorum.ts';
import type { Request } from '../../domain/request.ts';
import type { SlackClient } from './client.ts';
import { directoryWithoutSlack, readDirectory } from './directory.ts';
import { SlackFailure } from './failure.ts';

/**
 * The rules a validated request is decided by, with the people they mean at this moment; undefined before
 * validation. Rejects with SlackFailure, unless only IAM principals are concerned: they can be told apart without.
 */
export async function authorityOver(
  { type, validated, requester, decisions }: Request,
  configuration: Configuration,
  slack: Pick<SlackClient, 'members' | 'idOf'>,
  voter?: Actor,
): Promise<Authority | undefined> {
  if (!validated) return undefined;
  const pinned = validated.rule;
  const current = ruleFor(configuration.approvals, { type, risk: validated.risk });
  const actors = [requester, ...decisions.map(({ approver }) => approver), ...(voter ? [voter] : [])];
  const rules = [pinned, current];
  const directory = await readDirectory(slack, configuration, rules, actors).catch((error: unknown) => {
    const without = error instanceof SlackFailure ? directoryWithoutSlack(configuration, actors) : undefined;
    if (!without) throw error;
    return without;
  });
  return { pinned, current, directory };
}
