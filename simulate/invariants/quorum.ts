import type { ApprovalRule } from '../../domain/configuration.ts';
import type { Actor } from '../../domain/events.ts';
import { approverRole, sharedRole } from '../configuration.ts';
import type { Invocation } from '../world/invocation.ts';
import type { SimulatedSlack } from '../world/slack.ts';
import type { World } from '../world/world.ts';
import type { Account } from './account.ts';

/**
 * Whether a request has its quorum: distinct people other than the requester, each on this digest, each an approver
 * under the pinned rule and the one this function was deployed with, at some moment since the function began.
 */
export function hasQuorum(
  account: Account,
  { configuration, startedAt }: Invocation,
  { slack }: World,
): boolean {
  const { rule: pinned, approvals, submitted } = account;
  const current = configuration.approvals[0];
  if (pinned === undefined || current === undefined) return false;
  const requester = slackUserOf(submitted.actor, slack);
  const asking = requester ?? roleOf(submitted.actor);
  const counts = new Set(
    approvals
      .filter(({ detail }) => detail.digest === submitted.detail.digest)
      .filter(({ actor }) => [pinned, current].every((rule) => isApprover(actor, rule)))
      .map(({ actor }) => slackUserOf(actor, slack) ?? roleOf(actor))
      .filter((human) => human !== asking),
  );
  const more = requester === undefined ? 1 : 0;
  return counts.size >= Math.max(pinned.quorum, current.quorum) + more;

  function isApprover(actor: Actor, { approvers }: ApprovalRule): boolean {
    if (actor.kind === 'iam') return approvingRoles.test(roleOf(actor));
    return approvers.some((each) => 'group' in each && slack.wasMember(each.group, actor.id, startedAt));
  }
}

/** Those that every deployment of the simulation names. */
const approvingRoles = new RegExp(`^(${approverRole.replace('*', '.*')}|${sharedRole})$`);

/** Session names are e-mail addresses only in the roles of IAM Identity Center. */
function slackUserOf(actor: Actor, { emails }: SimulatedSlack): string | undefined {
  if (actor.kind !== 'iam') return actor.id;
  return roleOf(actor).startsWith('AWSReservedSSO_') ? emails.get(actor.name ?? '') : undefined;
}

function roleOf({ id }: Actor): string {
  return id.split('/')[1] ?? id;
}
