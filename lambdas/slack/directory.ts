import type { DecisionInput } from '../../domain/approval/decide.ts';
import { machineOf, slackIdentityOf } from '../../domain/approval/principal.ts';
import { type Directory, personIdOf } from '../../domain/approval/quorum.ts';
import type { ApprovalRule, Configuration } from '../../domain/configuration/configuration.ts';
import { workspacesOf } from '../../domain/slack/teams.ts';
import type { Actor } from '../../domain/trail/events.ts';
import type { SlackClient } from './client.ts';
import { SlackFailure } from './failure.ts';

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
    machines: machinesAmong(actors, configuration),
  };
}

function machinesAmong(
  actors: readonly Actor[],
  { identities }: Pick<Configuration, 'identities'>,
): Directory['machines'] {
  return new Map(
    actors.flatMap((actor): [string, string][] => {
      const machine = machineOf(actor, identities);
      return machine === undefined ? [] : [[actor.id, machine]];
    }),
  );
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
 * Tells apart whose words did not count: people by their Slack user, or by their e-mail address where Slack knows none or
 * does not answer; machines by name; and each role or user that nobody knows as one.
 */
export async function tellApart(
  actors: readonly Actor[],
  slack: Pick<SlackClient, 'idOf'>,
  { identities }: Pick<Configuration, 'identities'>,
): Promise<(actor: Actor) => string> {
  const people = await Promise.all(
    actors.map(async (actor): Promise<[string, string][]> => {
      const identity = slackIdentityOf(actor, identities);
      if (identity?.kind !== 'email') return identity ? [[actor.id, identity.id]] : [];
      const found = await slack.idOf(identity.email).catch(unlessOurs);
      return [[actor.id, found ?? identity.email]];
    }),
  );
  const machines = machinesAmong(actors, { identities });
  const directory = { members: new Map(), slackIds: new Map(people.flat()), machines };
  return (actor) => personIdOf(actor, directory);
}

function unlessOurs(error: unknown): undefined {
  if (!(error instanceof SlackFailure)) throw error;
}

/**
 * Who is who as far as the configuration alone can tell, without Slack; no group has members. Undefined where that
 * is not enough: somebody decided in Slack, one person might be known by e-mail here and by id there, or an approval
 * hangs on an e-mail address, of which only Slack can say that it is anybody's. To deny, nobody need be anybody.
 */
export function directoryWithoutSlack(
  { identities }: Pick<Configuration, 'identities'>,
  actors: readonly Actor[],
  verdict: DecisionInput['verdict'],
): Directory | undefined {
  const known = actors.map((actor) => ({ actor, identity: slackIdentityOf(actor, identities) }));
  const kinds = new Set(known.flatMap(({ identity }) => identity?.kind ?? []));
  if (kinds.size > 1 || actors.some(({ kind }) => kind !== 'iam')) return undefined;
  if (verdict === 'approve' && kinds.has('email')) return undefined;
  const people = known.flatMap(({ actor, identity }): [string, string][] =>
    identity ? [[actor.id, identity.kind === 'email' ? identity.email : identity.id]] : [],
  );
  return { members: new Map(), slackIds: new Map(people), machines: machinesAmong(actors, { identities }) };
}
