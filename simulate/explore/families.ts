import type { RequestTypeName } from '../../domain/request-types/names.ts';
import type { Random } from '../random.ts';
import {
  type ActionName,
  actionNames,
  faultKinds,
  type Placed,
  type PlacedFault,
  type Schedule,
} from './schedule.ts';

/** Schedules without faults, by what they explore; each is then run with every fault at every place. */
export interface Family {
  name: string;
  /** Every schedule, given how many calls one without people takes until its card is out. */
  schedules: (
    type: RequestTypeName,
    callsOf: (schedule: Schedule) => Promise<number>,
  ) => AsyncIterable<Schedule>;
}

/** One after the other, each when the one before has come to rest. */
export const atRest = (actions: readonly ActionName[]): Placed[] =>
  actions.map((action) => ({ action, at: 'rest' }));

/** Every order of all actions, each beginning when the one before and the workflow have come to rest. */
export const orders: Family = {
  name: 'orders',
  async *schedules(type) {
    for (const order of permutations(actionNames))
      yield { type, quorum: 2, actions: atRest(order), faults: [] };
  },
};

/** One action that interrupts the workflow before each of its calls. */
export const interruptions: Family = {
  name: 'interruptions',
  async *schedules(type, callsOf) {
    for (const quorum of [1, 2]) {
      const approvals: readonly ActionName[] = quorum === 1 ? ['approve-c'] : ['approve-b', 'approve-c'];
      const undisturbed: Schedule = { type, quorum, actions: atRest(approvals), faults: [] };
      const calls = await callsOf(undisturbed);
      for (const action of [...actionNames, 'reconcile', 'kill'] as const) {
        for (let at = 0; at < calls; at++) {
          yield { ...undisturbed, actions: [{ action, at }, ...atRest(approvals)] };
        }
      }
    }
  },
};

/** Every pair of actions, the second interrupting the first before each of its calls. */
export const pairs: Family = {
  name: 'pairs',
  async *schedules(type, callsOf) {
    for (const quorum of [1, 2]) {
      const before = await callsOf({ type, quorum, actions: [], faults: [] });
      for (const first of actionNames) {
        const calls = await callsOf({ type, quorum, actions: atRest([first]), faults: [] });
        for (const second of [...actionNames, 'reconcile'] as const) {
          for (let at = before + 1; at < calls; at++) {
            yield {
              type,
              quorum,
              actions: [
                { action: first, at: 'rest' },
                { action: second, at },
              ],
              faults: [],
            };
          }
        }
      }
    }
  },
};

export const families = [orders, interruptions, pairs];

/** All actions, in an order drawn at random. */
export function orderOf(random: Random): ActionName[] {
  const left: ActionName[] = [...actionNames];
  return actionNames.flatMap(() => left.splice(random.below(left.length), 1));
}

/** Every single fault at every call of a schedule. */
export function* singleFaults(schedule: Schedule, calls: number): Iterable<Schedule> {
  for (const fault of faultsIn(1, calls)) yield { ...schedule, faults: [fault] };
}

/** Every fault at every call from one number to another. */
export function* faultsIn(first: number, last: number): Iterable<PlacedFault> {
  for (let call = first; call <= last; call++) for (const kind of faultKinds) yield { call, kind };
}

function* permutations<Item>(items: readonly Item[]): Iterable<Item[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    const others = items.filter((_other, at) => at !== index);
    for (const rest of permutations(others)) yield [item, ...rest];
  }
}
