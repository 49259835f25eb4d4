import type * as z from 'zod';
import { page } from '../paging.ts';
import type { Execution } from './engine.ts';
import { type executionHistory, refusal } from './parameters.ts';

const defaultPage = 100;

/**
 * An execution's history as far as the double knows it: its start and the states it entered, all dated at its start,
 * every state called a task.
 */
export function historyOf(
  execution: Execution,
  statesEntered: readonly string[],
  paging: z.output<typeof executionHistory>,
): object {
  const { startDate: timestamp, input } = execution;
  const entered = statesEntered.map((name, index) => ({
    id: index + 2,
    previousEventId: index + 1,
    timestamp,
    type: 'TaskStateEntered',
    stateEnteredEventDetails: { name },
  }));
  const started = { timestamp, type: 'ExecutionStarted', executionStartedEventDetails: { input } };
  const events = [{ id: 1, previousEventId: 0, ...started }, ...entered];
  const { items, nextToken } = page(
    paging.reverseOrder ? events.toReversed() : events,
    { token: paging.nextToken, size: paging.maxResults || defaultPage },
    () => refusal('InvalidToken', 'Invalid Token: the next token is not valid'),
  );
  return { events: items, nextToken };
}
