import type { Schedule } from '../../simulate/explore/schedule.ts';
import type { Deployment } from '../../simulate/workflow/deployment.ts';
import type { Sabotage } from '../../simulate/world/options.ts';

/** A mistake that the simulation must notice. */
export interface Planted {
  name: string;
  /** The invariants that it may break first. */
  noticedBy: RegExp;
  sabotage: Sabotage;
  /** Where it is looked for; in random seeds unless it is given, for that would take fifty of them and more. */
  schedules?: readonly Schedule[];
  /** Looks for it in a play of several requests instead. */
  play?: (deployment: Deployment, sabotage: Sabotage) => Promise<{ failure: unknown }>;
}

type Meddle = NonNullable<Sabotage['send']>;

/** A mistake in some calls. */
export const inCalls = (
  name: string,
  noticedBy: RegExp,
  send: Meddle,
  schedules?: readonly Schedule[],
): Planted => ({
  name,
  noticedBy,
  sabotage: { send },
  ...(schedules && { schedules }),
});
