import { burst, poisoned } from './crowded.ts';
import { amid, asked, created, during, ending, faults, rest, type Scenario } from './scenario.ts';

const approved = [rest('approve-b')];
/** Whoever hears of a failure clicks again. */
const clickedTwice = [rest('approve-b', 'duplicate')];

/** Functions and executions that die, run twice or come late. */
export const workflows: readonly Scenario[] = [
  {
    row: 3,
    what: 'a decision is in the trail, then a crash',
    cases: [ending(['created'], { actions: clickedTwice, wrong: faults('crash-after', asked, 31) })],
  },
  {
    row: 4,
    what: 'the answer to an append is lost',
    cases: [
      ending(['created'], { actions: [rest('approve-b', 'duplicate')], wrong: faults('lost', 1, created) }),
    ],
  },
  {
    row: 5,
    what: 'submitting crashes anywhere',
    cases: [
      ending(['created'], {
        actions: approved,
        wrong: [...faults('crash-before', 1, 8), ...faults('crash-after', 1, 8)],
      }),
    ],
  },
  {
    row: 6,
    what: 'cancelled while the token is stored',
    cases: [ending(['cancelled'], { actions: amid('cancel', 6, 18, []) })],
  },
  {
    row: 7,
    what: 'Request approval is delivered once more, long after',
    cases: [
      ending(['created'], {
        actions: [
          rest('ask-again', 'approve-b'),
          rest('kill', 'reconcile', 'ask-again', 'approve-b'),
          ...amid('ask-again', asked, 60, rest('kill', 'reconcile', 'approve-b')),
        ],
      }),
      ending(['created'], {
        actions: amid('ask-again', asked, 34, rest('approve-b')),
        wrong: [...faults('crash-before', 9, 17), ...faults('crash-after', 9, 17)],
      }),
    ],
  },
  {
    row: 15,
    what: 'two reconcilers at once',
    cases: [
      ending(['pending'], { actions: during('reconcile', 'reconcile', asked, 31) }),
      ending(['created'], {
        actions: during('reconcile', 'reconcile', asked, 40).map((placed) => [
          ...rest('kill'),
          ...placed,
          ...rest('approve-b'),
        ]),
      }),
    ],
  },
  {
    row: 23,
    what: 'a burst, and Slack takes one message a second',
    cases: [],
    plays: [burst],
  },
  {
    row: 24,
    what: 'an operator stops an execution',
    cases: [
      ending(['cancelled'], { actions: [rest('stop', 'cancel')] }),
      ending(['expired'], { actions: [rest('stop', 'expire')] }),
      ending(['created', 'approved'], { actions: during('approve-b', 'stop', asked, 31) }),
    ],
  },
  {
    row: 25,
    what: 'a request whose every visit fails',
    cases: [],
    plays: [poisoned],
  },
  {
    what: 'a crash, and the list of what is due is a minute and a half behind',
    cases: [
      ending(['created'], {
        actions: clickedTwice,
        wrong: faults('crash-after', 3, created),
        circumstances: { indexLag: 90_000 },
      }),
    ],
  },
];
