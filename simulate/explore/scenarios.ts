import type { Deployment } from '../workflow/deployment.ts';
import { type Ran, runSchedule } from './run-schedule.ts';
import { creations } from './scenarios/creation.ts';
import { decisions } from './scenarios/decisions.ts';
import { identities } from './scenarios/identities.ts';
import type { Case, Scenario } from './scenarios/scenario.ts';
import { throttled } from './scenarios/throttled.ts';
import { workflows } from './scenarios/workflow.ts';
import { scheduleName } from './schedule.ts';

/** Every row of the list of races and crashes, by its number, and what else has a name. */
export const scenarios: readonly Scenario[] = [
  ...decisions,
  ...identities,
  ...creations,
  ...throttled,
  ...workflows,
].toSorted(({ row: one = 99 }, { row: other = 99 }) => one - other);

/** What a scenario came to. */
export interface Enacted {
  runs: number;
  /** In words, each that broke an invariant or ended otherwise than it must. */
  broken: string[];
}

/** Runs everything that a scenario consists of; of the schedules of each case every Nth. */
export async function enact(
  deployment: Deployment,
  { cases, plays = [] }: Scenario,
  stride = 1,
): Promise<Enacted> {
  const enacted: Enacted = { runs: 0, broken: [] };
  const note = (name: string, failure: string | undefined) => {
    enacted.runs++;
    if (failure !== undefined) enacted.broken.push(`${name}: ${failure}`);
  };
  for (const { schedules, ends } of cases) {
    for (const schedule of schedules.filter((_each, index) => index % stride === 0))
      note(scheduleName(schedule), failureOf(await runSchedule(deployment, schedule), ends));
  }
  for (const { name, run } of plays) {
    const { failure } = await run(deployment);
    note(name, failure === undefined ? undefined : String(failure));
  }
  return enacted;
}

function failureOf({ failure, stage }: Ran, ends: Case['ends']): string | undefined {
  if (failure !== undefined) return String(failure);
  const status = [...stage.ledger.accounts.values()][0]?.status;
  const isRight = status !== undefined && ends.includes(status);
  return isRight ? undefined : `ends as ${status}, not as ${ends.join(' or ')}`;
}
