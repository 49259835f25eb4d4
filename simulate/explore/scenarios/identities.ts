import { bob, pipelineAs, releaseAs, sessionOf } from '../../people/people.ts';
import { ending, rest, type Scenario } from './scenario.ts';

const asBob = { requester: sessionOf(bob) };
/** Under a session name that anybody may choose who may assume the role: somebody whom nobody knows. */
const namedBob = { requester: pipelineAs(bob) };
const machine = { requester: releaseAs('asking') };

/** Who counts as whom. */
export const identities: readonly Scenario[] = [
  {
    row: 22,
    what: 'somebody approves their own request, under whatever name',
    cases: [
      ending(['pending'], { actions: [rest('approve-b', 'duplicate')], circumstances: asBob }),
      ending(['pending'], { actions: [rest('http-approve-b')], circumstances: asBob }),
      ending(['pending'], { actions: [rest('http-own'), rest('ops-own', 'nobody-approve')] }),
      ending(['pending'], { actions: [rest('approve-c'), rest('approve-b')], circumstances: namedBob }),
      ending(['created'], { actions: [rest('approve-c', 'approve-b')], circumstances: namedBob }),
      ending(['pending'], {
        actions: [rest('machine-approve', 'machine-again', 'approve-b')],
        circumstances: machine,
      }),
      ending(['created'], {
        actions: [rest('machine-approve', 'approve-b', 'approve-c')],
        circumstances: machine,
      }),
    ],
  },
  {
    what: 'the same person in Slack and over HTTP, the same machine under two names',
    cases: [
      ending(['pending'], {
        quorum: 2,
        actions: [
          rest('approve-b', 'http-approve-b'),
          rest('http-approve-b', 'approve-b'),
          rest('machine-approve', 'machine-again'),
        ],
      }),
      ending(['created'], {
        quorum: 2,
        actions: [rest('approve-b', 'machine-approve'), rest('machine-approve', 'http-approve-c')],
      }),
    ],
  },
  {
    what: 'the same person in Slack and through a role that people share under names of their choice',
    cases: [
      ending(['pending'], {
        quorum: 2,
        actions: [rest('approve-b', 'ops-approve-b'), rest('ops-own', 'approve-b', 'nobody-approve')],
      }),
      ending(['pending'], { actions: [rest('approve-b', 'ops-approve-b')], circumstances: namedBob }),
      ending(['created'], {
        actions: [rest('ops-approve-b', 'approve-b', 'approve-c')],
        circumstances: namedBob,
      }),
      ending(['denied'], { actions: [rest('ops-approve-b', 'ops-deny', 'approve-b')] }),
    ],
  },
];
