/** Which attempt of which execution a task token was given to. */
export interface TokenAttempt {
  /** The execution's name: the request id, then `id-2`, `id-3`, … */
  execution: string;
  /** When the state was entered, ISO 8601. */
  enteredAt: string;
  retryCount: number;
}

/** Sorts as later the token of a later execution, then of a later entry into the state, then of a later retry. */
export function tokenOrder(requestId: string, { execution, enteredAt, retryCount }: TokenAttempt): string {
  const ordinal = execution.slice(requestId.length + 1) || '1';
  return [ordinal.padStart(6, '0'), enteredAt, String(retryCount).padStart(3, '0')].join('#');
}

/** Which of the request's executions the token belongs to: 1, 2, 3, … */
export function executionOrdinal(order: string): number {
  return Number(order.slice(0, order.indexOf('#')));
}
