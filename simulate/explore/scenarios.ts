import type { ActionName, Placed, PlacedFault, Schedule } from './schedule.ts';

/** A row of the list of races and crashes that the design must survive: what happens, and where it is simulated. */
export interface Scenario {
  row: number;
  what: string;
  /** Schedules of this row alone; empty: every run of the random seeds may hold it. */
  schedules: readonly Schedule[];
  /** Where it is found otherwise. */
  also: string;
}

const rest = (...actions: ActionName[]): Placed[] => actions.map((action) => ({ action, at: 'rest' }));
const during = (first: ActionName, second: ActionName, from: number, to: number): Placed[][] =>
  Array.from({ length: to - from }, (_each, index) => [...rest(first), { action: second, at: from + index }]);
const faults = (kind: PlacedFault['kind'], from: number, to: number): PlacedFault[][] =>
  Array.from({ length: to - from }, (_each, index) => [{ call: from + index, kind }]);

function schedulesOf(
  type: Schedule['type'],
  quorum: number,
  actions: readonly (readonly Placed[])[],
  wrong: readonly (readonly PlacedFault[])[] = [[]],
): Schedule[] {
  return actions.flatMap((placed) => wrong.map((each) => ({ type, quorum, actions: placed, faults: each })));
}

const role = 'iam-role' as const;
const profile = 'rolesanywhere-profile' as const;
/** Calls that a request takes until its card is out, and until it is created: both a little less and a little more. */
const asked = 17;
const created = 50;

/** Every row of the list, by its number. */
export const scenarios: readonly Scenario[] = [
  {
    row: 1,
    what: 'approve and deny at once',
    schedules: schedulesOf(role, 1, during('approve-b', 'deny', asked, 30)),
    also: 'pairs',
  },
  {
    row: 2,
    what: 'two approvals at once, quorum 2',
    schedules: schedulesOf(role, 2, during('approve-b', 'approve-c', asked, 30)),
    also: 'pairs',
  },
  {
    row: 3,
    what: 'a decision is in the trail, then a crash',
    schedules: schedulesOf(role, 1, [rest('approve-b')], faults('crash-after', asked, 30)),
    also: 'orders',
  },
  {
    row: 4,
    what: 'the answer to an append is lost',
    schedules: schedulesOf(role, 1, [rest('approve-b', 'duplicate')], faults('lost', 1, created)),
    also: 'orders',
  },
  {
    row: 5,
    what: 'submitting crashes anywhere',
    schedules: schedulesOf(
      role,
      1,
      [rest('approve-b')],
      [...faults('crash-before', 1, 8), ...faults('crash-after', 1, 8)],
    ),
    also: 'orders',
  },
  {
    row: 6,
    what: 'cancelled while the token is stored',
    schedules: schedulesOf(
      role,
      1,
      Array.from({ length: 12 }, (_each, at): Placed[] => [{ action: 'cancel', at: at + 6 }]),
    ),
    also: 'interruptions',
  },
  {
    row: 7,
    what: 'a late duplicate of Request approval',
    schedules: [],
    also: 'random seeds: duplicated invocations',
  },
  {
    row: 8,
    what: 'approved after expiry while nothing reconciles',
    schedules: [],
    also: 'random seeds; orders: expire before approve',
  },
  {
    row: 9,
    what: 'expiry as somebody approves',
    schedules: schedulesOf(role, 1, during('approve-b', 'expire', asked, 30)),
    also: 'pairs',
  },
  {
    row: 10,
    what: 'created, then a crash',
    schedules: schedulesOf(role, 1, [rest('approve-b')], faults('crash-after', 25, created)),
    also: 'orders',
  },
  {
    row: 11,
    what: 'IAM does not show yet what it has',
    schedules: [],
    also: 'random seeds: reads answered with NoSuchEntity',
  },
  {
    row: 12,
    what: 'retries run out after the creation took effect',
    schedules: [],
    also: 'random seeds: a tenth of all calls hit',
  },
  {
    row: 13,
    what: 'two executors of one profile',
    schedules: schedulesOf(
      profile,
      1,
      [rest('approve-b')],
      [...faults('crash-after', 25, created), ...faults('lost', 25, created)],
    ),
    also: 'random seeds: duplicated invocations',
  },
  {
    row: 14,
    what: 'the right to approve is lost before creation',
    schedules: schedulesOf(role, 1, during('approve-b', 'demote', asked, created)),
    also: 'random seeds',
  },
  {
    row: 15,
    what: 'two reconcilers at once',
    schedules: schedulesOf(role, 1, during('reconcile', 'reconcile', asked, 30)),
    also: 'random seeds',
  },
  {
    row: 16,
    what: 'a card is posted, the answer lost',
    schedules: schedulesOf(role, 1, [rest('approve-b')], faults('lost', 12, 18)),
    also: 'orders',
  },
  {
    row: 17,
    what: 'the outcome is recorded, then a crash',
    schedules: schedulesOf(role, 1, [rest('approve-b')], faults('crash-before', 34, created)),
    also: 'orders',
  },
  {
    row: 18,
    what: 'the same delivery twice; a denial submitted after a cancellation',
    schedules: [
      ...schedulesOf(role, 1, during('approve-b', 'duplicate', asked, 30)),
      ...schedulesOf(role, 1, during('deny', 'cancel', asked, 34)),
    ],
    also: 'pairs',
  },
  {
    row: 19,
    what: 'rules change while a request waits',
    schedules: schedulesOf(role, 1, [
      rest('rules', 'approve-b', 'approve-c'),
      rest('approve-b', 'rules', 'approve-c'),
      ...during('approve-b', 'rules', asked, created),
    ]),
    also: 'random seeds',
  },
  {
    row: 20,
    what: 'what the plan refers to changes after approval',
    schedules: schedulesOf(profile, 2, [rest('approve-b', 'replace', 'approve-c')]),
    also: '',
  },
  {
    row: 21,
    what: 'a stranger clicks again and again',
    schedules: schedulesOf(role, 1, [
      rest('stranger', 'stranger', 'approve-b'),
      ...during('stranger', 'approve-b', asked, 30),
    ]),
    also: 'random seeds',
  },
  {
    row: 22,
    what: 'somebody approves their own request',
    schedules: [],
    also: 'random seeds: Bob submits and clicks',
  },
  {
    row: 23,
    what: 'a burst, and Slack takes one message a second',
    schedules: [],
    also: 'random seeds pace Slack; the burst itself runs on the local stack',
  },
  {
    row: 24,
    what: 'an operator stops an execution',
    schedules: schedulesOf(role, 1, [
      rest('stop', 'cancel'),
      rest('stop', 'expire'),
      ...during('approve-b', 'stop', asked, 30),
    ]),
    also: 'random seeds',
  },
  {
    row: 25,
    what: 'a poisoned request',
    schedules: [],
    also: 'random seeds: crashes of visits, many requests a run',
  },
];
