import { Advice, type Check, type CheckContext, CheckFailed, NotChecked, NotDue } from './check.ts';

/** What came of a check. */
export type Finding = { name: string } & (
  | { verdict: 'pass'; seen: string }
  | { verdict: 'fail'; problem: string; fix: string }
  | { verdict: 'advice'; problem: string; fix: string }
  | { verdict: 'not-due'; until: string }
  | { verdict: 'not-checked'; because: string }
);

/**
 * Makes one check after the other; later ones use what earlier ones found. A failure that no check foresaw is a
 * finding as well, so that the rest is still told.
 */
export async function* examine(patient: CheckContext, checks: readonly Check[]): AsyncGenerator<Finding> {
  for (const { name, run } of checks) {
    try {
      yield { name, verdict: 'pass', seen: await run(patient) };
    } catch (error) {
      yield { name, ...verdictOn(error) };
    }
  }
}

function verdictOn(error: unknown) {
  if (error instanceof Advice) return { verdict: 'advice', problem: error.message, fix: error.fix } as const;
  if (error instanceof CheckFailed)
    return { verdict: 'fail', problem: error.message, fix: error.fix } as const;
  if (error instanceof NotDue) return { verdict: 'not-due', until: error.until } as const;
  if (error instanceof NotChecked) return { verdict: 'not-checked', because: error.message } as const;
  const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fix = 'Check the credentials and the network of this machine, then try again.';
  return { verdict: 'fail', problem, fix } as const;
}
