import type { ApprovalRule } from './configuration.ts';
import type { Actor, Draft } from './events.ts';
import { type Directory, humanBehind, mayApprove, tally } from './quorum.ts';
import type { Request } from './request.ts';

/** What an approver says, and when. */
export interface Word {
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
  | 'not-an-approver';

/** A decision that does not count. `record` is what the trail must say about it, if anything. */
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
 * The event that an approver's word becomes. Throws DecisionRefused where it does not count; a stranger's word
 * and a requester's own are recorded, once a person and request.
 */
export function decide(request: Request, word: Word, authority: Authority): Draft {
  refuseLate(request, word);
  refuseStrangers(request, word, authority);
  if (word.digest !== request.digest) {
    throw new DecisionRefused('wrong-digest', 'This card shows something other than what was requested.');
  }
  const { actor, at, digest } = word;
  const rule = authority.pinned;
  if (word.verdict === 'deny') {
    return { type: 'approval.denied', actor, at, detail: { digest, reason: word.reason ?? '', rule } };
  }
  const human = humanBehind(actor, authority.directory);
  const before = request.decisions.find(
    ({ approver }) => humanBehind(approver, authority.directory) === human,
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
      ...(word.reason !== undefined && { reason: word.reason }),
    },
  };
}

function refuseLate(request: Request, { at }: Word): void {
  const { status, approval } = request;
  if (status === 'submitted')
    throw new DecisionRefused('not-pending', 'This request is still being checked.');
  if (status !== 'pending' || !approval) throw new DecisionRefused('already-decided', outcomeOf(request));
  if (at >= approval.expiresAt) {
    throw new DecisionRefused('expired', `This request expired at ${approval.expiresAt}.`);
  }
}

/** Who ended a request, how and when, as the one who comes too late is told. */
export function outcomeOf({ status, decisions, updatedAt }: Request): string {
  const last = decisions.at(-1);
  const names = decisions.map(({ approver }) => approver.name ?? approver.id);
  if (status === 'denied' && last) {
    return `This request was already denied by ${names.at(-1)} at ${last.at}.`;
  }
  if ((status === 'approved' || status === 'created' || status === 'failed') && last) {
    return `This request was already approved by ${names.join(' and ')} at ${last.at}.`;
  }
  return `This request is already ${status}, since ${updatedAt}.`;
}

function refuseStrangers(request: Request, word: Word, { pinned, current, directory }: Authority): void {
  const refuse = (code: RefusalCode, message: string) => {
    const { actor, at, verdict } = word;
    const record: Draft = {
      type: 'approval.refused',
      actor,
      at,
      detail: { verdict, reason: { code, message } },
    };
    throw new DecisionRefused(code, message, request.refused.includes(actor.id) ? undefined : record);
  };
  if (humanBehind(word.actor, directory) === humanBehind(request.requester, directory)) {
    refuse('own-request', 'You asked for this yourself: somebody else must decide.');
  }
  if (![pinned, current].every((rule) => mayApprove(word.actor, rule, directory))) {
    refuse('not-an-approver', 'You are not among the approvers of this request.');
  }
}
