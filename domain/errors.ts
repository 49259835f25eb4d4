/**
 * What a workflow step may end with. The state machine matches these by `name`, so the names are a contract
 * with `lib/workflow/approval-workflow.ts`, which refers to the `type` constants below.
 */
export abstract class WorkflowFailure extends Error {
  abstract override readonly name: string;
}

/** The request did not pass validation; the reason is in the trail. Ends the workflow. */
export class RequestRejected extends WorkflowFailure {
  static readonly type = 'RequestRejected';
  override readonly name = RequestRejected.type;
}

/** Something that may pass: the step is tried again. */
export class TransientFailure extends WorkflowFailure {
  static readonly type = 'TransientFailure';
  override readonly name = TransientFailure.type;
}

/** An operator's kill switch is on; `creation.paused` is in the trail. Looked at again until it is off. */
export class CreationPaused extends WorkflowFailure {
  static readonly type = 'CreationPaused';
  override readonly name = CreationPaused.type;
}

/** An approval no longer counts; `approval.withdrawn` is in the trail. Back to Request approval. */
export class QuorumLost extends WorkflowFailure {
  static readonly type = 'QuorumLost';
  override readonly name = QuorumLost.type;
}

/** Nothing is seen any more of what was to be removed, or it was removed just now: looked at again `settleSeconds` later. */
export class AbsenceUnproven extends WorkflowFailure {
  static readonly type = 'AbsenceUnproven';
  override readonly name = AbsenceUnproven.type;
}

/** Something could not be removed; the reason is in the trail. Ends the execution: the reconciler starts another. */
export class RemovalFailed extends WorkflowFailure {
  static readonly type = 'RemovalFailed';
  override readonly name = RemovalFailed.type;
}

/** A definite refusal, by us or by AWS; the reason is in the trail. Ends the workflow. */
export class CreateRefused extends WorkflowFailure {
  static readonly type = 'CreateRefused';
  override readonly name = CreateRefused.type;
}
