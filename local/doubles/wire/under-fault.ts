import { setTimeout } from 'node:timers/promises';
import type { FaultAction } from '../faults.ts';

/** What a faulty call comes to: the caller's answer, or a connection to cut. */
export type Outcome<Answer> = { answer: Answer } | 'cut';

/**
 * Lets a call happen under a fault. `act` performs it and answers, also when it is refused; `fail` answers an injected
 * error without performing it; `crash` ends the caller.
 */
export async function underFault<Answer>(
  fault: FaultAction | undefined,
  steps: { act: () => Promise<Answer>; fail: (name: string) => Answer; crash: () => void },
): Promise<Outcome<Answer>> {
  switch (fault?.kind) {
    case undefined:
      return { answer: await steps.act() };
    case 'error':
      return { answer: steps.fail(fault.name) };
    case 'delay':
      await setTimeout(fault.milliseconds);
      return { answer: await steps.act() };
    case 'drop-response':
      await steps.act();
      return 'cut';
    case 'crash-before':
      steps.crash();
      return 'cut';
    case 'crash-after':
      await steps.act();
      steps.crash();
      return 'cut';
  }
}
