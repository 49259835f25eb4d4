import type { Status } from '../../../domain/trail/request.ts';
import type { Deployment } from '../../workflow/deployment.ts';
import type { Ran } from '../run-schedule.ts';
import type { ActionName, Circumstances, Placed, PlacedFault, Schedule } from '../schedule.ts';

/** Schedules that must all end in one of some states. */
export interface Case {
  schedules: readonly Schedule[];
  ends: readonly Status[];
}

/** A run that is more than the schedule of one request. */
export interface Play {
  name: string;
  run: (deployment: Deployment) => Promise<Ran>;
}

/** Something that must go well: by its number in the list of races and crashes that the design must survive, if it is one. */
export interface Scenario {
  row?: number;
  what: string;
  cases: readonly Case[];
  plays?: readonly Play[];
}

/** One after the other, each when the one before has come to rest. */
export const rest = (...actions: ActionName[]): Placed[] => actions.map((action) => ({ action, at: 'rest' }));

/** The second interrupts the first, or what follows from it, before each call from a number up to another. */
export const during = (first: ActionName, second: ActionName, from: number, to: number): Placed[][] =>
  range(from, to).map((at) => [...rest(first), { action: second, at }]);

/** An action that interrupts before each call from a number up to another, and others at rest. */
export const amid = (action: ActionName, from: number, to: number, others: Placed[]): Placed[][] =>
  range(from, to).map((at) => [{ action, at }, ...others]);

/** One fault at each call from a number up to another. */
export const faults = (kind: PlacedFault['kind'], from: number, to: number): PlacedFault[][] =>
  range(from, to).map((call) => [{ call, kind }]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_each, index) => from + index);
}

interface Variety {
  type?: Schedule['type'];
  quorum?: number;
  actions: readonly (readonly Placed[])[];
  wrong?: readonly (readonly PlacedFault[])[];
  circumstances?: Circumstances;
}

/** Every way of acting with every way of going wrong; of a role and with a quorum of one unless it is said otherwise. */
export function schedulesOf({
  type = 'iam-role',
  quorum = 1,
  actions,
  wrong = [[]],
  circumstances,
}: Variety): Schedule[] {
  const about = { type, quorum, ...(circumstances && { circumstances }) };
  return actions.flatMap((placed) => wrong.map((each) => ({ ...about, actions: placed, faults: each })));
}

/** Schedules that must all end in one of some states. */
export function ending(ends: readonly Status[], ...varieties: Variety[]): Case {
  return { ends, schedules: varieties.flatMap(schedulesOf) };
}

/** Calls that a request takes until its card is out, and until it is created: both a little less and a little more. */
export const asked = 18;
export const created = 50;
