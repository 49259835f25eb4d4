import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { asked, created, during, ending, faults, rest, type Scenario } from './scenario.ts';

const approved = [rest('approve-b')];
const seconds = (count: number) => count * 1000;

/** Creations that crash, whose answers are lost, that show late, that are refused. */
export const creations: readonly Scenario[] = [
  {
    row: 10,
    what: 'created, then a crash',
    cases: [ending(['created'], { actions: approved, wrong: faults('crash-after', 28, created) })],
  },
  {
    row: 11,
    what: 'exists already, but does not show yet',
    cases: requestTypeNames.map((type) =>
      ending(['created'], {
        type,
        actions: approved,
        wrong: [[], ...faults('lost', 33, created)],
        circumstances: { hiddenFor: seconds(100) },
      }),
    ),
  },
  {
    row: 12,
    what: 'retries run out after the creation took effect',
    cases: (['iam-role', 'iam-policy', 'ram-permission'] as const).map((type) =>
      ending(['created'], {
        type,
        actions: approved,
        wrong: [[], ...faults('lost', 36, 42)],
        circumstances: { hiddenFor: seconds(40 * 60) },
      }),
    ),
  },
  {
    row: 13,
    what: 'two executors of one profile',
    cases: [
      ending(['created'], {
        type: 'rolesanywhere-profile',
        actions: approved,
        wrong: [...faults('crash-after', 28, created), ...faults('lost', 28, created)],
      }),
    ],
  },
  {
    row: 16,
    what: 'a card is posted, the answer lost',
    cases: [ending(['created'], { actions: approved, wrong: faults('lost', 12, 18) })],
  },
  {
    row: 17,
    what: 'the outcome is recorded, then a crash',
    cases: [ending(['created'], { actions: approved, wrong: faults('crash-before', 34, created) })],
  },
  {
    what: 'what was created does not show yet when the next attempt may not create',
    cases: requestTypeNames.flatMap((type) => [
      ending(['created', 'denied'], {
        type,
        actions: during('approve-b', 'demote', 30, created).map((placed) => [...placed, ...rest('deny')]),
        circumstances: { hiddenFor: seconds(60) },
      }),
      ending(['created', 'failed'], {
        type,
        actions: approved,
        wrong: [...faults('lost', 33, 46), ...faults('crash-after', 33, 46)],
        circumstances: { hiddenFor: seconds(60), refusals: 1 },
      }),
    ]),
  },
  {
    what: 'refused, and tried again',
    cases: [
      ending(['failed'], { actions: approved, circumstances: { refusals: 1 } }),
      ending(['created'], { actions: [rest('approve-b', 'retry')], circumstances: { refusals: 1 } }),
      ending(['created'], { actions: [rest('approve-b', 'retry', 'retry')], circumstances: { refusals: 2 } }),
      ending(['created', 'failed'], {
        actions: [rest('approve-b', 'retry')],
        wrong: [
          ...faults('crash-before', 40, 80),
          ...faults('crash-after', 40, 80),
          ...faults('lost', 40, 80),
        ],
        circumstances: { refusals: 1 },
      }),
      ending(['created', 'failed'], {
        actions: [
          ...during('approve-b', 'retry', asked, 60),
          ...during('retry', 'retry', 40, 80).map((placed) => [...rest('approve-b'), ...placed]),
        ],
        circumstances: { refusals: 1 },
      }),
    ],
  },
  {
    what: 'tried again too late',
    cases: [
      ending(['failed'], {
        actions: [rest('approve-b', 'overdue', 'retry')],
        circumstances: { refusals: 1 },
      }),
    ],
  },
];
