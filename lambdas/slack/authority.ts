import type { Authority, DecisionInput } from '../../domain/approval/decide.ts';
import { ruleFor } from '../../domain/approval/quorum.ts';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { Request } from '../../domain/trail/request.ts';
import type { SlackClient } from './client.ts';
import { directoryWithoutSlack, readDirectory } from './directory.ts';
import { SlackFailure } from './failure.ts';

/**
 * The rules a validated request is decided by, with the people they mean at this moment; undefined before
 * validation. `input`: what is about to be decided, if anything. Rejects with SlackFailure, unless everybody concerned
 * can be told apart without Slack.
 */
export async function authorityOver(
  { type, validated, requester, decisions }: Request,
  configuration: Configuration,
  slack: Pick<SlackClient, 'members' | 'idOf'>,
  input?: Pick<DecisionInput, 'actor' | 'verdict'>,
): Promise<Authority | undefined> {
  if (!validated) return undefined;
  const pinned = validated.rule;
  const current = ruleFor(configuration.approvals, { type, risk: validated.risk });
  const actors = [requester, ...decisions.map(({ approver }) => approver), ...(input ? [input.actor] : [])];
  const rules = [pinned, current];
  const directory = await readDirectory(slack, configuration, rules, actors).catch((error: unknown) => {
    if (!(error instanceof SlackFailure)) throw error;
    const without = directoryWithoutSlack(configuration, actors, input?.verdict ?? 'approve');
    if (!without) throw error;
    return without;
  });
  return { pinned, current, directory };
}
