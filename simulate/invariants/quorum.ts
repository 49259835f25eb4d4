import type { ApprovalRule } from '../../domain/configuration.ts';
import type { Invocation } from '../world/invocation.ts';
import type { World } from '../world/world.ts';
import type { Account } from './account.ts';

/**
 * Whether a request has its quorum: distinct people other than the requester, each on this digest, each a member
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
  const requester = slack.emails.get(submitted.actor.name ?? '');
  const counts = new Set(
    approvals
      .filter(({ detail }) => detail.digest === submitted.detail.digest)
      .map(({ actor }) => actor.id)
      .filter((id) => id !== requester)
      .filter((id) => [pinned, current].every((rule) => isApprover(id, rule))),
  );
  const more = requester === undefined ? 1 : 0;
  return counts.size >= Math.max(pinned.quorum, current.quorum) + more;

  function isApprover(id: string, { approvers }: ApprovalRule): boolean {
    return approvers.some((each) => 'group' in each && slack.wasMember(each.group, id, startedAt));
  }
}
