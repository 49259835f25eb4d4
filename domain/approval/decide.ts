import type { ApprovalRule } from '../configuration/configuration.ts';
import type { Actor, Draft } from '../trail/events.ts';
import type { Request } from '../trail/request.ts';
import { approverName, principalName } from './principal.ts';
import { type Directory, isKnown, mayApprove, personIdOf, tally } from './quorum.ts';

/** What an approver says, and when. */
export interface DecisionInput {
  verdict: 'approve' | 'deny';
  actor: Actor;
  /** The digest they were shown. */
  digest: string;
  /** Why; always there for a denial. */
  reason?: string;
  at: string;
}

/** The rule pinned at validation and the current one: both must hold, at this moment's directory. */
export interface Authority {
  pinned: ApprovalRule;
  current: ApprovalRule;
  directory: Directory;
}

export type RefusalCode =
  | 'already-decided'
  | 'not-pending'
  | 'expired'
  | 'wrong-digest'
  | 'already-approved'
  | 'own-request'
  | 'wrong-workspace'
  | 'not-an-approver'
  | 'unknown-person';

/** A decision that does not count. `record` is what the trail must say about it, unless it says so already. */
export class DecisionRefused extends Error {
  override readonly name = 'DecisionRefused';
  readonly code: RefusalCode;
  readonly record: Draft | undefined;
  constructor(code: RefusalCode, message: string, record?: Draft) {
    super(message);
    this.code = code;
    this.record = record;
  }
}

/**
 * The event that an approver's decision becomes. Throws DecisionRefused where it does not count; a stranger's decision
 * and a requester's own are to be recorded.
 */
export function decide(request: Request, input: DecisionInput, authority: Authority): Draft {
  refuseLate(request, input);
  refuseStrangers(request, input, authority);
  if (input.digest !== request.digest) {
    throw new DecisionRefused('wrong-digest', 'This card shows something other than what was requested.');
  }
  const { actor, at, digest } = input;
  const rule = authority.pinned;
  const machine = authority.directory.machines.get(actor.id);
  const as = machine === undefined ? {} : { machine };
  if (input.verdict === 'deny') {
    return {
      type: 'approval.denied',
      actor,
      at,
      detail: { digest, reason: input.reason ?? '', rule, ...as },
    };
  }
  const human = personIdOf(actor, authority.directory);
  const before = request.decisions.find(
    ({ approver }) => personIdOf(approver, authority.directory) === human,
  );
  if (before) throw new DecisionRefused('already-approved', `You approved this already, at ${before.at}.`);
  const { counted, complete, required } = tally(
    { ...request, decisions: [...request.decisions, { verdict: 'approve', approver: actor, digest, at }] },
    [rule, authority.current],
    authority.directory,
  );
  return {
    type: 'approval.granted',
    actor,
    at,
    detail: {
      digest,
      counted,
      required,
      complete,
      rule,
      ...as,
      ...(input.reason !== undefined && { reason: input.reason }),
    },
  };
}

function refuseLate(request: Request, { at }: DecisionInput): void {
  const { status, approval } = request;
  if (status === 'submitted')
    throw new DecisionRefused('not-pending', 'This request is still being checked.');
  if (status !== 'pending' || !approval) throw new DecisionRefused('already-decided', outcomeOf(request));
  if (at >= approval.expiresAt) {
    throw new DecisionRefused('expired', `This request expired at ${approval.expiresAt}.`);
  }
}

/** Who ended a request, how and when, as the one who comes too late is told. */
export function outcomeOf({ status, decisions, updatedAt, plan }: Request): string {
  const last = decisions.at(-1);
  const names = decisions.map((decision) => approverName(decision, plan[0]?.account));
  if (status === 'denied' && last) {
    return `This request was already denied by ${names.at(-1)} at ${last.at}.`;
  }
  if ((status === 'approved' || status === 'created' || status === 'failed') && last) {
    return `This request was already approved by ${names.join(' and ')} at ${last.at}.`;
  }
  return `This request is already ${status}, since ${updatedAt}.`;
}

function refuseStrangers(
  request: Request,
  input: DecisionInput,
  { pinned, current, directory }: Authority,
): void {
  const { actor, verdict } = input;
  if (isOwn(request, input, directory)) {
    throw refusal(input, 'own-request', 'You asked for this yourself: somebody else must decide.');
  }
  if (![pinned, current].every((rule) => mayApprove(actor, rule, directory))) {
    throw refusal(input, 'not-an-approver', 'You are not among the approvers of this request.');
  }
  if (verdict === 'approve' && !isKnown(actor, directory)) {
    throw refusal(
      input,
      'unknown-person',
      `Nobody can tell which person is behind ${principalName(actor, request.plan[0]?.account)}, so this approval cannot count. In the configuration, identities must map it to a Slack account (slack: 'U…', or a session name that is the account's e-mail address) or declare it a machine. Until then, approve in Slack.`,
    );
  }
}

/** A refused decision that the trail must record although it does not count. */
export function refusal(
  { actor, at, verdict }: DecisionInput,
  code: RefusalCode,
  message: string,
): DecisionRefused {
  const detail = { verdict, reason: { code, message } };
  return new DecisionRefused(code, message, { type: 'approval.refused', actor, at, detail });
}

/** Whether somebody decides on their own request. Of a role that nobody can tell apart, another session may say no. */
function isOwn({ requester }: Request, { actor, verdict }: DecisionInput, directory: Directory): boolean {
  if (verdict === 'deny' && !isKnown(actor, directory)) return actor.id === requester.id;
  return personIdOf(actor, directory) === personIdOf(requester, directory);
}
