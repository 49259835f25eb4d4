import type { ApprovalRule, Configuration } from '../configuration/configuration.ts';
import type { Severity } from '../finding.ts';
import type { RequestTypeName } from '../request-types/names.ts';
import type { Actor } from '../trail/events.ts';
import type { Request } from '../trail/request.ts';
import { isListed, principalOf } from './principal.ts';

/** What Slack's directory says at this moment about the people a rule and a request concern. */
export interface Directory {
  /** Slack user ids by group id. */
  members: ReadonlyMap<string, readonly string[]>;
  /** The Slack user behind an IAM principal, by actor id; missing where nobody can be found. */
  slackIds: ReadonlyMap<string, string>;
  /** The machine that an IAM principal is, by actor id; missing where the configuration declares none. */
  machines: ReadonlyMap<string, string>;
}

/** The first rule that matches; the configuration's schema makes sure that the last one always does. */
export function ruleFor(
  approvals: Configuration['approvals'],
  request: { type: RequestTypeName; risk: Severity },
): ApprovalRule {
  const rule = approvals.find(({ when }) => when === 'any' || matches(when, request));
  if (!rule) throw new TypeError('No approval rule matches; the last one must match everything');
  return rule;
}

function matches(
  when: Exclude<ApprovalRule['when'], 'any'>,
  { type, risk }: { type: RequestTypeName; risk: Severity },
): boolean {
  const types = when.type === undefined ? undefined : [when.type].flat();
  return (types?.includes(type) ?? true) && (when.risk?.includes(risk) ?? true);
}

/**
 * The person behind an actor: a Slack user id where one is known, so that the same human counts once; or the machine
 * that it is declared to be. All sessions of a role whose callers nobody can tell apart are one, since whoever may
 * assume it may choose their names.
 */
export function personIdOf(actor: Actor, { slackIds, machines }: Directory): string {
  if (actor.kind !== 'iam') return actor.id;
  const machine = machines.get(actor.id);
  return slackIds.get(actor.id) ?? (machine === undefined ? principalKey(actor) : `machine:${machine}`);
}

/** A principal whatever its sessions are called; federated users choose their names as well. */
function principalKey({ id }: Actor): string {
  const principal = principalOf(id);
  switch (principal.kind) {
    case 'role':
      return `${principal.account}:role/${principal.role}`;
    case 'user':
      return id;
    case 'other':
      return `${principal.account}:other`;
  }
}

/**
 * Whether it is known who somebody is: a person, or a machine that no person can be. Anybody may be behind everybody
 * else, the requester and those who approved already among them: their approval adds nothing.
 */
export function isKnown(actor: Actor, { slackIds, machines }: Directory): boolean {
  return actor.kind === 'slack' || slackIds.has(actor.id) || machines.has(actor.id);
}

/** Whether a rule lists somebody as approver: by Slack user or group, or as an IAM principal. */
export function mayApprove(actor: Actor, rule: ApprovalRule, directory: Directory): boolean {
  if (actor.kind === 'iam') return isListed(actor, rule.approvers);
  return rule.approvers.some(
    (approver) =>
      ('user' in approver && approver.user === actor.id) ||
      ('group' in approver && directory.members.get(approver.group)?.includes(actor.id)),
  );
}

/** One who cannot be mapped to a Slack user, or is a machine that people may tell what to ask for, might approve their own request unnoticed: one approver more. */
export function requiredApprovals(rule: ApprovalRule, requesterIsKnown: boolean): number {
  return rule.quorum + (requesterIsKnown ? 0 : 1);
}

/** Whether an IAM principal's approval could count under some rule: over HTTP, or in Slack as the person behind them. */
export function mayApproveSomething(
  caller: Actor,
  rules: readonly ApprovalRule[],
  directory: Directory,
): boolean {
  const slackId = directory.slackIds.get(caller.id);
  const person: Actor | undefined = slackId === undefined ? undefined : { kind: 'slack', id: slackId };
  return rules.some(
    (rule) =>
      (isKnown(caller, directory) && mayApprove(caller, rule, directory)) ||
      (person && mayApprove(person, rule, directory)),
  );
}

/** How far a request is: who counts, who no longer does, how many are needed. */
export interface Tally {
  counted: number;
  required: number;
  complete: boolean;
  /** Ids of approvers whose approval does not count (any more). */
  lost: string[];
}

/**
 * Counts the approvals of a digest: each must be of somebody known and hold under every rule given (the pinned and the
 * current one). As many
 * are needed as the strictest of the rules says, and never fewer than approvers were told when they were asked.
 */
export function tally(
  request: Pick<Request, 'requester' | 'digest' | 'decisions' | 'approval'>,
  rules: readonly ApprovalRule[],
  directory: Directory,
): Tally {
  const requester = personIdOf(request.requester, directory);
  const approvals = request.decisions.filter(({ verdict }) => verdict === 'approve');
  const valid = approvals.filter(
    ({ approver, digest }) =>
      digest === request.digest &&
      isKnown(approver, directory) &&
      personIdOf(approver, directory) !== requester &&
      rules.every((rule) => mayApprove(approver, rule, directory)),
  );
  const counted = new Set(valid.map(({ approver }) => personIdOf(approver, directory))).size;
  const known = directory.slackIds.has(request.requester.id);
  const asked = request.approval?.required ?? 0;
  const required = Math.max(asked, ...rules.map((rule) => requiredApprovals(rule, known)));
  const lost = approvals.filter((approval) => !valid.includes(approval)).map(({ approver }) => approver.id);
  return { counted, required, complete: counted >= required, lost };
}
