import { asked, created, during, ending, rest, type Scenario } from './scenario.ts';

const minute = 60_000;

/** People who decide at once, too late, or without the right to. */
export const decisions: readonly Scenario[] = [
  {
    row: 1,
    what: 'approve and deny at once',
    cases: [ending(['created', 'denied'], { actions: during('approve-b', 'deny', asked, 31) })],
  },
  {
    row: 2,
    what: 'two approvals at once, quorum 2',
    cases: [ending(['created'], { quorum: 2, actions: during('approve-b', 'approve-c', asked, 29) })],
  },
  {
    row: 8,
    what: 'decided after expiry while nothing reconciles',
    cases: [
      ending(['expired'], {
        actions: [
          rest('overdue', 'approve-b'),
          rest('overdue', 'deny'),
          rest('overdue', 'http-approve-b'),
          rest('overdue', 'http-deny'),
        ],
      }),
    ],
  },
  {
    row: 9,
    what: 'expiry as somebody approves',
    cases: [ending(['created', 'expired'], { actions: during('approve-b', 'expire', asked, 31) })],
  },
  {
    row: 14,
    what: 'the right to approve is lost before creation',
    cases: [ending(['created', 'pending'], { actions: during('approve-b', 'demote', asked, created) })],
  },
  {
    row: 18,
    what: 'the same delivery twice; a denial submitted after a cancellation',
    cases: [
      ending(['created'], { actions: during('approve-b', 'duplicate', asked, 31) }),
      ending(['denied', 'cancelled'], { actions: during('deny', 'cancel', asked, 34) }),
    ],
  },
  {
    row: 19,
    what: 'rules change while a request waits',
    cases: [
      ending(['created'], {
        actions: [rest('rules', 'approve-b', 'approve-c'), rest('approve-b', 'rules', 'approve-c')],
      }),
      ending(['created', 'pending'], { actions: during('approve-b', 'rules', asked, created) }),
    ],
  },
  {
    row: 20,
    what: 'what the plan refers to changes after approval',
    cases: (['rolesanywhere-profile', 'iam-role'] as const).flatMap((type) => [
      ending(['failed'], { type, quorum: 2, actions: [rest('approve-b', 'replace', 'approve-c')] }),
      ending(['created', 'failed'], { type, actions: during('approve-b', 'replace', asked, created) }),
    ]),
  },
  {
    row: 21,
    what: 'a stranger clicks again and again',
    cases: [
      ending(['created'], {
        actions: [rest('stranger', 'stranger', 'approve-b'), ...during('stranger', 'approve-b', asked, 31)],
      }),
    ],
  },
  {
    what: 'decided in Slack and over HTTP at once',
    cases: [
      ending(['created'], {
        quorum: 2,
        actions: [
          ...during('approve-b', 'http-approve-c', asked, 29),
          ...during('http-approve-b', 'approve-c', asked, 31),
        ],
      }),
      ending(['created', 'denied'], {
        actions: [
          ...during('http-approve-b', 'deny', asked, 34),
          ...during('approve-b', 'http-deny', asked, 34),
        ],
      }),
    ],
  },
  {
    what: 'creation is switched off as somebody approves, and on again',
    cases: [
      ending(['created'], {
        actions: [
          rest('switch-on', 'approve-b', 'switch-off'),
          ...during('approve-b', 'switch-on', asked, created).map((placed) => [
            ...placed,
            ...rest('switch-off'),
          ]),
        ],
        circumstances: { hiddenFor: 2 * minute },
      }),
    ],
  },
];
