import type { ApprovalRule, Configuration } from '../../domain/configuration.ts';
import type { Actor } from '../../domain/events.ts';
import { slackIdentityOf } from '../../domain/principal.ts';
import type { Directory } from '../../domain/quorum.ts';
import { workspacesOf } from '../../domain/slack/teams.ts';
import type { SlackClient } from './client.ts';

/**
 * Asks Slack who is in the groups that the rules name and who the IAM principals concerned are.
 * Rejects with SlackFailure: an outage delays a decision, it never waves one through.
 */
export async function readDirectory(
  slack: Pick<SlackClient, 'members' | 'idOf'>,
  configuration: Pick<Configuration, 'identities' | 'slack'>,
  rules: readonly ApprovalRule[],
  actors: readonly Actor[],
): Promise<Directory> {
  const groups = new Set(
    rules.flatMap(({ approvers }) => approvers.flatMap((each) => ('group' in each ? [each.group] : []))),
  );
  const workspaces = workspacesOf(configuration.slack.team);
  const [members, slackIds] = await Promise.all([
    Promise.all([...groups].map(async (group) => [group, await slack.members(group, workspaces)] as const)),
    Promise.all(
      actors.map(async (actor) => [actor.id, await slackIdOf(actor, slack, configuration)] as const),
    ),
  ]);
  return {
    members: new Map(members),
    slackIds: new Map(slackIds.flatMap(([id, found]) => (found ? [[id, found]] : []))),
  };
}

/** The Slack user behind an IAM principal, if the configuration and Slack's directory know one. */
export async function slackIdOf(
  actor: Actor,
  slack: Pick<SlackClient, 'idOf'>,
  { identities }: Pick<Configuration, 'identities'>,
): Promise<string | undefined> {
  const identity = slackIdentityOf(actor, identities);
  return identity?.kind === 'email' ? slack.idOf(identity.email) : identity?.id;
}

/**
 * Who is who as far as the configuration alone can tell, without Slack; no group has members. Undefined where that
 * is not enough: somebody decided in Slack, or one person might be known by e-mail here and by id there.
 */
export function directoryWithoutSlack(
  { identities }: Pick<Configuration, 'identities'>,
  actors: readonly Actor[],
): Directory | undefined {
  const known = actors.map((actor) => ({ actor, identity: slackIdentityOf(actor, identities) }));
  const kinds = new Set(known.flatMap(({ identity }) => identity?.kind ?? []));
  if (kinds.size > 1 || actors.some(({ kind }) => kind !== 'iam')) return undefined;
  const people = known.flatMap(({ actor, identity }): [string, string][] =>
    identity ? [[actor.id, identity.kind === 'email' ? identity.email : identity.id]] : [],
  );
  return { members: new Map(), slackIds: new Map(people) };
}
