/** What must hold whatever happens, by name. */
export const invariants = {
  'append-only': 'Events are appended one after the other; none is overwritten, changed or deleted.',
  'chain-valid': 'Every event carries the hash of the one before and its own.',
  'explained-state': 'Every event fits the state before it, and every state follows from its events.',
  'terminal-is-final': 'Nothing is appended to a request that is over.',
  'decided-first': 'An execution goes on only with a decision that is in the trail already.',
  'one-resource': 'A request has at most one resource, and one only if it says so.',
  'as-approved': 'What is created equals the approved plan.',
  'in-time':
    'A profile is created within 15 seconds of its approval at one request a second, ten at once within 90 each.',
  'as-permitted': 'No function does what the policies of its role do not allow.',
  'authorised-quorum': 'A resource comes only of a quorum of distinct people who may approve, on its digest.',
  'enough-people':
    'Nothing is created by fewer distinct people than the rules say, and never by the requester, under any names.',
  'nothing-lost': 'Every request ends, or truly waits for a person.',
  'nothing-twice': 'A repeated submission is one request.',
  'one-card': 'Each card is posted once; twice only after an answer was lost.',
  'true-card': 'In the end every card shows the true state.',
  'told-once': 'Outcomes and reminders are told once.',
  'told-truth': 'Nobody whose word counted is told otherwise.',
  'no-secret': 'No task token and no secret is in the trail, a log or Slack.',
  'own-removal':
    'Nothing is removed but what a request made in part, once its creation has failed and nobody creates.',
  'half-said': 'What a failed creation made in part is gone, or its trail says why it is not.',
  'true-index': 'In the end the work index says what the trail says.',
} as const;
export type InvariantName = keyof typeof invariants;

/** An invariant that does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: InvariantName;
  constructor(invariant: InvariantName, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** Throws Violation unless something holds. */
export function must(invariant: InvariantName, holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new Violation(invariant, message());
}
