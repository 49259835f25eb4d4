import type { ApprovalRule } from '../../domain/configuration/configuration.ts';
import type { Actor } from '../../domain/trail/events.ts';
import { approverRole, machineRole, sharedRole } from '../configuration.ts';
import { beingBehind } from '../people/people.ts';
import type { Invocation } from '../world/invocation.ts';
import type { SimulatedSlack } from '../world/slack.ts';
import type { World } from '../world/world.ts';
import type { Account } from './account.ts';

/**
 * Whether a request has its quorum as far as can be known: distinct people and machines other than the requester, each
 * on this digest, each an approver under the pinned rule and the one this function was deployed with, at some moment
 * since the function began; one more for a requester whom nobody knows.
 */
export function hasQuorum(account: Account, invocation: Invocation, world: World): boolean {
  const { slack } = world;
  const { actor: asking } = account.submitted;
  const counts = new Set(
    validApprovals(account, invocation, world).flatMap((actor) => knownAs(actor, slack) ?? []),
  );
  counts.delete(knownAs(asking, slack) ?? '');
  const more = personBehind(asking, slack) === undefined ? 1 : 0;
  return counts.size >= quorumOf(account, invocation) + more;
}

/** Whether as many beings as the rules say have approved, none of them the one who asked, whoever they seem to be. */
export function hasEnoughPeople(account: Account, invocation: Invocation, world: World): boolean {
  const beings = new Set(validApprovals(account, invocation, world).map(({ id }) => beingBehind(id)));
  beings.delete(beingBehind(account.submitted.actor.id));
  return beings.size >= quorumOf(account, invocation);
}

function quorumOf({ rule: pinned }: Account, { configuration }: Invocation): number {
  const [current] = configuration.approvals;
  return Math.max(...[pinned, current].map((rule) => rule?.quorum ?? Number.POSITIVE_INFINITY));
}

function validApprovals(
  { rule: pinned, approvals, submitted }: Account,
  { configuration, startedAt }: Invocation,
  { slack }: World,
): Actor[] {
  const rules = [pinned, configuration.approvals[0]].filter((rule) => rule !== undefined);
  return approvals
    .filter(({ detail }) => detail.digest === submitted.detail.digest)
    .map(({ actor }) => actor)
    .filter((actor) => rules.every((rule) => isApprover(actor, rule)));

  function isApprover(actor: Actor, { approvers }: ApprovalRule): boolean {
    if (actor.kind === 'iam') return approvingRoles.test(roleOf(actor));
    return approvers.some((each) => 'group' in each && slack.wasMember(each.group, actor.id, startedAt));
  }
}

/** Those that every deployment of the simulation names. */
const approvingRoles = new RegExp(`^(${approverRole.replace('*', '.*')}|${machineRole}|${sharedRole})$`);

function knownAs(actor: Actor, slack: SimulatedSlack): string | undefined {
  return roleOf(actor) === machineRole ? machineRole : personBehind(actor, slack);
}

/** Session names are e-mail addresses only in the roles of IAM Identity Center. */
function personBehind(actor: Actor, { emails }: SimulatedSlack): string | undefined {
  if (actor.kind !== 'iam') return actor.id;
  return roleOf(actor).startsWith('AWSReservedSSO_') ? emails.get(actor.name ?? '') : undefined;
}

function roleOf({ id }: Actor): string {
  return id.split('/')[1] ?? id;
}
