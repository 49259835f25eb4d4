import type { ApprovalRule } from './approval/approval-rule.ts';
import { nextStepsAfter } from './request-types/next-steps.ts';
import type { Request } from './trail/request.ts';
import { expiryOf } from './trail/transitions.ts';

/** A request as `GET /requests/{id}` shows it. */
export function viewOf(request: Request) {
  const { id, type, status, requester, justification, parameters, plan, digest, createdAt, updatedAt } =
    request;
  const [call] = plan;
  const analysed = request.validated ?? request.rejected;
  const next = nextStepsAfter(request);
  const expiresAt = expiryOf(request) ?? request.approval?.expiresAt;
  return {
    id,
    type,
    status,
    ...(call && { account: call.account, region: call.region }),
    requester: requester.id,
    justification,
    parameters,
    plan,
    digest,
    ...(analysed?.risk && { risk: analysed.risk }),
    ...(analysed && { findings: analysed.findings }),
    ...(request.validated && { quorum: quorumOf(request), rule: ruleOf(request.validated.rule) }),
    decisions: request.decisions.map(({ verdict, approver, at, machine, reason }) => ({
      verdict,
      approver: approver.id,
      at,
      ...(machine !== undefined && { machine }),
      ...(reason !== undefined && { reason }),
    })),
    ...(expiresAt && { expiresAt }),
    ...(request.stopped && { stopped: request.stopped }),
    ...(request.status === 'approved' && request.paused && { paused: request.paused }),
    ...(request.result && { result: request.result }),
    ...(next.length > 0 && { next }),
    ...(request.failure && { failure: request.failure }),
    ...undoOf(request),
    createdAt,
    updatedAt,
  };
}

/** What became of what a failed creation had made: why it is still there, if that is known, or what was removed. */
type Undo =
  | { since: string; reason?: { code: string; message: string }; remains?: string[] }
  | { at: string; removed: string[] };

function undoOf({ undo, undone }: Request): { undo?: Undo } {
  if (undo) return { undo: { since: undo.since, ...undo.problem } };
  return undone ? { undo: undone } : {};
}

/** How many approvals count and how many are needed, as last found. */
export function quorumOf({ counted, required }: Request): { counted: number; required: number } {
  return { counted, required };
}

/** Of an approval rule, what whoever waits for it has to know: who may decide, how many it takes, and how long they have. */
export function ruleOf({ approvers, quorum, window }: ApprovalRule) {
  return { approvers, quorum, window };
}
