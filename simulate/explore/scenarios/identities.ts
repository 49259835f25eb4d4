import { bob, pipelineAs, releaseAs, sessionOf } from '../../people/people.ts';
import { ending, rest, type Scenario } from './scenario.ts';

const asBob = { requester: sessionOf(bob) };
/** Under a session name that anybody may choose who may assume the role. */
const namedBob = { requester: pipelineAs(bob) };
const shared = { requester: releaseAs('asking') };

/** Who counts as whom. */
export const identities: readonly Scenario[] = [
  {
    row: 22,
    what: 'somebody approves their own request, under whatever name',
    cases: [
      ending(['pending'], { actions: [rest('approve-b', 'duplicate')], circumstances: asBob }),
      ending(['pending'], { actions: [rest('http-approve-b')], circumstances: asBob }),
      ending(['pending'], { actions: [rest('http-own')] }),
      ending(['pending'], { actions: [rest('approve-c'), rest('approve-b')], circumstances: namedBob }),
      ending(['created'], { actions: [rest('approve-c', 'approve-b')], circumstances: namedBob }),
      ending(['pending'], {
        actions: [rest('shared-approve', 'shared-again', 'approve-b')],
        circumstances: shared,
      }),
      ending(['created'], {
        actions: [rest('shared-approve', 'approve-b', 'approve-c')],
        circumstances: shared,
      }),
    ],
  },
  {
    what: 'the same person in Slack and over HTTP, the same role under two names',
    cases: [
      ending(['pending'], {
        quorum: 2,
        actions: [
          rest('approve-b', 'http-approve-b'),
          rest('http-approve-b', 'approve-b'),
          rest('shared-approve', 'shared-again'),
        ],
      }),
      ending(['created'], {
        quorum: 2,
        actions: [rest('approve-b', 'shared-approve'), rest('shared-approve', 'http-approve-c')],
      }),
    ],
  },
];
