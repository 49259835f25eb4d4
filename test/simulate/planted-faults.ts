import {
  amid,
  asked,
  created,
  during,
  faults,
  rest,
  schedulesOf,
} from '../../simulate/explore/scenarios/scenario.ts';
import { approvedAtOnce } from '../../simulate/explore/scenarios/throttled.ts';
import { inCalls, type Planted } from './planted.ts';
import {
  appendedBy,
  asDefeat,
  asFirstAttempt,
  asFirstVersion,
  asLost,
  asRefusal,
  asThrottled,
  backdated,
  blindDecider,
  createAndDelete,
  notThere,
  resumeFirst,
  sharedAsMachine,
  withEmptyBody,
  withoutCondition,
  withoutKey,
} from './sabotage.ts';

const done = () => Promise.resolve({});
const isCreator = (name: string) => name.startsWith('create-');

/** Mistakes at the boundary between functions and services, each of which breaks a promise. */
export const plantedFaults: Planted[] = [
  inCalls('events are appended without a condition', /^(append-only)$/, (call, send) =>
    appendedBy(call) ? send('dynamodb', 'PutItem', withoutCondition(call.input)) : undefined,
  ),
  {
    name: 'the workflow goes on before the denial is in the trail',
    noticedBy: /^(decided-first)$/,
    sabotage: {
      send: (call, send) => (appendedBy(call) === 'approval.denied' ? resumeFirst(call, send) : undefined),
      bringsPermissions: true,
    },
  },
  {
    name: 'the work index decides',
    noticedBy: /^(explained-state|terminal-is-final|authorised-quorum|enough-people)$/,
    sabotage: { work: { 'slack-interaction': blindDecider }, bringsPermissions: true },
  },
  {
    name: 'a creating function takes back what it made',
    noticedBy: /^(own-removal)$/,
    sabotage: {
      send: (call, send) => (call.operation === 'CreateRole' ? createAndDelete(call, send) : undefined),
      bringsPermissions: true,
    },
  },
  inCalls('a lost answer counts as a defeat', /^(told-truth)$/, (call, send) =>
    appendedBy(call) ? send('dynamodb', 'PutItem', call.input).catch(asDefeat) : undefined,
  ),
  inCalls(
    'a function asks for more than its role allows',
    /^as-permitted$/,
    ({ operation, input, ...by }, send) =>
      by.function.startsWith('create-') && operation === 'GetParameter'
        ? send('iam', 'ListRoles', {}).then(() => send('ssm', operation, input))
        : undefined,
  ),
  inCalls('a profile is not looked for by its tag', /^(one-resource)$/, ({ operation }) =>
    operation === 'ListProfiles' ? Promise.resolve({ profiles: [] }) : undefined,
  ),
  inCalls(
    'a lost answer is taken for a throttled request',
    /^one-resource$/,
    ({ service, operation, input }, send) =>
      operation === 'CreateProfile' ? send(service, operation, input).catch(asThrottled) : undefined,
    schedulesOf({
      type: 'rolesanywhere-profile',
      actions: [rest('approve-b')],
      wrong: faults('lost', 27, created),
    }),
  ),
  {
    name: 'a throttled creation is waited for as if it might have been executed',
    noticedBy: /^in-time$/,
    sabotage: {
      send: ({ service, operation, input }, send) =>
        operation === 'CreateProfile' ? send(service, operation, input).catch(asLost) : undefined,
    },
    play: (deployed, sabotage) => approvedAtOnce(deployed, 1, { profiles: 10, within: 90_000 }, sabotage),
  },
  inCalls(
    'an unknown outcome is recorded as a refusal, without a look',
    /^one-resource$/,
    ({ operation, service, input, ...by }, send) => {
      if (operation.startsWith('Create')) return send(service, operation, input).catch(asRefusal);
      return by.function === 'create-iam-role' && operation === 'GetRole' ? notThere() : undefined;
    },
  ),
  inCalls(
    'the executor takes everybody for an approver',
    /^(authorised-quorum|enough-people)$/,
    (call) =>
      isCreator(call.function) && call.operation === 'members'
        ? Promise.resolve(['U0BOB', 'U0CAROL', 'U0DAVE', 'U0MALLORY'])
        : undefined,
    schedulesOf({ actions: during('approve-b', 'demote', asked, created) }),
  ),
  inCalls(
    'the requester is taken for somebody else',
    /^(authorised-quorum|enough-people)$/,
    ({ operation }) => (operation === 'idOf' ? Promise.resolve('U0SOMEBODY') : undefined),
  ),
  {
    name: 'a role that people share is taken for somebody of its own',
    noticedBy: /^enough-people$/,
    sabotage: { work: { 'decide-request': sharedAsMachine, 'create-iam-role': sharedAsMachine } },
    schedules: schedulesOf({ quorum: 2, actions: [rest('approve-b', 'ops-approve-b')] }),
  },
  inCalls('something else is created than was approved', /^(as-approved)$/, ({ operation, input }, send) =>
    operation === 'CreateRole' ? send('iam', operation, withEmptyBody(input)) : undefined,
  ),
  inCalls(
    'a change of what the plan refers to goes unnoticed',
    /^(as-approved)$/,
    ({ operation, input, ...by }, send) =>
      by.function === 'create-iam-role' && operation === 'GetPolicy'
        ? send('iam', operation, input).then(asFirstVersion)
        : undefined,
    schedulesOf({ quorum: 2, actions: [rest('approve-b', 'replace', 'approve-c')] }),
  ),
  {
    name: 'what does not show is taken for absent, whatever an earlier attempt did',
    noticedBy: /^(one-resource)$/,
    sabotage: { work: { 'create-iam-role': asFirstAttempt } },
    schedules: schedulesOf({
      actions: during('approve-b', 'demote', 30, created).map((placed) => [...placed, ...rest('deny')]),
      circumstances: { hiddenFor: 60_000 },
    }),
  },
  inCalls('cards are not updated', /^(true-card)$/, ({ operation }) =>
    operation === 'update' ? done() : undefined,
  ),
  inCalls('an update that Slack refused counts as shown', /^(true-card)$/, ({ operation, input }, send) =>
    operation === 'update' ? send('slack', operation, input).catch(() => ({})) : undefined,
  ),
  inCalls(
    'two functions post the same card',
    /^(one-card)$/,
    ({ operation, input }, send) =>
      JSON.stringify(input).includes('cardClaimedUntil <= :now')
        ? send('dynamodb', operation, withoutCondition(input, [':now']))
        : undefined,
    schedulesOf({ actions: amid('reconcile', 8, asked, []) }),
  ),
  inCalls('an outcome is told by everybody who sees it', /^(told-once)$/, ({ operation, input }, send) =>
    JSON.stringify(input).includes('attribute_not_exists(outcomeTold)')
      ? send('dynamodb', operation, withoutCondition(input))
      : undefined,
  ),
  inCalls('the reconciler lets nothing go on', /^(nothing-lost)$/, (call) =>
    call.function === 'reconcile' && call.operation === 'SendTaskSuccess' ? done() : undefined,
  ),
  inCalls(
    'the reconciler starts nothing',
    /^(nothing-lost)$/,
    (call) => (call.function === 'reconcile' && call.operation === 'StartExecution' ? done() : undefined),
    schedulesOf({ actions: [rest('kill')] }),
  ),
  inCalls('the reconciler expires nothing', /^(nothing-lost)$/, (call) =>
    appendedBy(call) === 'request.expired' ? Promise.reject(new Error('not today')) : undefined,
  ),
  {
    name: 'a click is dated an hour back',
    noticedBy: /^explained-state$/,
    sabotage: { work: { 'slack-interaction': backdated } },
  },
  {
    name: 'a repeated submission is a new request',
    noticedBy: /^nothing-twice$/,
    sabotage: { work: { 'submit-request': (work) => (event, around) => work(withoutKey(event), around) } },
  },
  {
    name: 'the task token is logged',
    noticedBy: /^no-secret$/,
    sabotage: {
      work: {
        'request-approval': (work) => (event, around) => {
          around.log.info('Asked', { event: JSON.stringify(event) });
          return work(event, around);
        },
      },
    },
  },
];
