import type { ApprovalRule, Approver } from '../approval/approval-rule.ts';
import { approverName, principalOf } from '../approval/principal.ts';
import { nextStepsAfter } from '../request-types/next-steps.ts';
import type { Actor } from '../trail/events.ts';
import type { Decision, Request, Status } from '../trail/request.ts';
import { escaped, shortened, slackTime } from './text.ts';

/**
 * Who decided: a mention that nobody else can fake, since Slack ids are checked before they enter the trail; or an IAM
 * principal by its role, since its holder may have chosen the session's name.
 */
export function deciderOf(decision: Pick<Decision, 'approver' | 'machine'>, { plan }: Request): string {
  const { approver } = decision;
  return approver.kind === 'slack' ? `<@${approver.id}>` : escaped(approverName(decision, plan[0]?.account));
}

/** Somebody whom Slack does not know: an IAM session by its name and its role, since its holder may have chosen the name. */
export function personOf(actor: Actor): string {
  const principal = principalOf(actor.id);
  const name = escaped(actor.name ?? actor.id);
  return principal.kind === 'role' ? `${name} (IAM role ${escaped(principal.role)})` : name;
}

/** Everybody whom a rule names, mentioned where Slack knows them. */
export function approversOf({ approvers }: ApprovalRule): string {
  return approvers.map(mention).join(', ');
}

function mention(approver: Approver): string {
  if ('user' in approver) return `<@${approver.user}>`;
  if ('group' in approver) return `<!subteam^${approver.group}>`;
  const name = 'role' in approver ? `IAM role ${approver.role}` : `IAM user ${approver.iamUser}`;
  return approver.account === undefined ? name : `${name} of account ${approver.account}`;
}

/** Who decided what so far, in mrkdwn. */
export function decisionLines(request: Request): string[] {
  return request.decisions.map((decision) => {
    const did = decision.verdict === 'approve' ? 'approved' : 'denied';
    return `${did} by ${deciderOf(decision, request)} ${slackTime(decision.at)}`;
  });
}

const marks: Record<Status, string> = {
  submitted: ':hourglass:',
  pending: ':hourglass:',
  approved: ':white_check_mark: Approved, being created',
  denied: ':no_entry: Denied',
  expired: ':alarm_clock: Expired',
  cancelled: ':leftwards_arrow_with_hook: Cancelled by the requester',
  rejected: ':no_entry: Rejected by validation',
  created: ':white_check_mark: Created',
  failed: ':x: Failed',
};

/** How a request stands, in a few words of ours. */
export function markOf(request: Request): string {
  const { status, paused } = request;
  if (status === 'approved' && paused)
    return ':double_vertical_bar: Approved; creation is paused by an operator';
  return `${marks[status]}${byMachine(request)}${leftOver(request)}`;
}

/** What became of what a failed creation had made, on the card. */
function leftOver({ undo, undone }: Request): string {
  if (undo?.problem) return '; what was created in part could not be removed yet';
  if (undo) return '; what was created in part is being removed';
  return undone ? '; what was created in part is removed' : '';
}

/** Why it ended so, in the words of whoever denied it or of AWS. */
export function outcomeReason({ status, decisions, failure }: Request): string | undefined {
  return status === 'denied' ? decisions.at(-1)?.reason : failure?.message;
}

/** How a request stands, in one line of mrkdwn; whatever a person wrote in it is escaped. */
function outcomeLine(request: Request): string {
  const reason = outcomeReason(request);
  const words = [request.result?.arn, reason && shortened(reason, 1000)].flatMap((word) =>
    word ? [escaped(word)] : [],
  );
  return [markOf(request), ...words].join(': ');
}

const decided: readonly Status[] = ['approved', 'denied', 'created', 'failed'];

/** That no person denied, or that not only people approved. */
function byMachine({ status, decisions }: Request): string {
  if (!decided.includes(status)) return '';
  const counting = status === 'denied' ? decisions.slice(-1) : decisions;
  const machines = counting.flatMap(({ machine }) =>
    machine === undefined ? [] : [`machine ${escaped(machine)}`],
  );
  if (machines.length === 0) return '';
  if (status === 'denied') return ` by ${machines.join()}`;
  return ` (approved ${machines.length < counting.length ? 'also ' : ''}by ${machines.join(' and ')})`;
}

/**
 * What the thread says at the end, and what to know next: the requester is mentioned where Slack knows them, nobody else is.
 */
export function outcomeMessage(request: Request, requester: string | undefined): string {
  const outcome = [requester && `<@${requester}>`, outcomeLine(request)].filter(Boolean).join(' ');
  return [outcome, ...nextStepsAfter(request).map(escaped)].join('\n');
}

/** What the thread says about what a failed creation had made; undefined while nothing is known of it. */
export function undoMessage({ undo, undone }: Request): string | undefined {
  if (undo?.problem) {
    const { reason, remains } = undo.problem;
    const left = remains.map((each) => escaped(each)).join(', ');
    return `:warning: What was created in part could not be removed: ${escaped(shortened(reason.message, 1000))}. It remains: ${left}. It is tried again; until then this request cannot be retried.`;
  }
  if (!undone) return undefined;
  const removed = undone.removed.map((each) => escaped(each)).join(', ');
  return `:wastebasket: What was created in part is removed: ${removed}. The request can be tried again.`;
}

/** What the thread says when approvers are reminded: by name, since nobody follows the thread of a bot's message. */
export function reminderMessage({ approval, summary, validated }: Request): string {
  const until = approval ? slackTime(approval.expiresAt) : 'soon';
  const approvers = validated ? approversOf(validated.rule) : 'approvers';
  return `Still waiting for ${approvers} to decide on this ${summary.title}; it expires ${until}.`;
}
