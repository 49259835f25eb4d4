import type { Send } from '../../simulate/world/clients.ts';
import type { Sabotage } from '../../simulate/world/options.ts';
import {
  appendedBy,
  asDefeat,
  asRefusal,
  backdated,
  blindDecider,
  tokenOf,
  withEmptyBody,
  withoutCondition,
  withoutKey,
} from './sabotage.ts';

/** A mistake that the simulation must notice. */
export interface Planted {
  name: string;
  sabotage: Sabotage;
}

type Meddle = NonNullable<Sabotage['send']>;

/** A mistake in some calls. */
const inCalls = (name: string, send: Meddle): Planted => ({ name, sabotage: { send } });
const done = () => Promise.resolve({});
const isCreator = (name: string) => name.startsWith('create-');

/** Mistakes at the boundary between functions and services, each of which breaks a promise. */
export const plantedFaults: Planted[] = [
  inCalls('events are appended without a condition', (call, send) =>
    appendedBy(call) ? send('dynamodb', 'PutItem', withoutCondition(call.input)) : undefined,
  ),
  inCalls('the workflow goes on before the denial is in the trail', (call, send) =>
    appendedBy(call) === 'approval.denied' ? resumeFirst(call, send) : undefined,
  ),
  { name: 'the work index decides', sabotage: { work: { 'slack-interaction': blindDecider } } },
  inCalls('a lost answer counts as a defeat', (call, send) =>
    appendedBy(call) ? send('dynamodb', 'PutItem', call.input).catch(asDefeat) : undefined,
  ),
  inCalls('a profile is not looked for by its tag', ({ operation }) =>
    operation === 'ListProfiles' ? Promise.resolve({ profiles: [] }) : undefined,
  ),
  inCalls('an unknown outcome is recorded as a refusal', ({ operation, service, input }, send) =>
    operation.startsWith('Create') ? send(service, operation, input).catch(asRefusal) : undefined,
  ),
  inCalls('the executor takes everybody for an approver', (call) =>
    isCreator(call.function) && call.operation === 'members'
      ? Promise.resolve(['U0BOB', 'U0CAROL', 'U0DAVE', 'U0MALLORY'])
      : undefined,
  ),
  inCalls('the requester is taken for somebody else', ({ operation }) =>
    operation === 'idOf' ? Promise.resolve('U0SOMEBODY') : undefined,
  ),
  inCalls('something else is created than was approved', ({ operation, input }, send) =>
    operation === 'CreateRole' ? send('iam', operation, withEmptyBody(input)) : undefined,
  ),
  inCalls('cards are not updated', ({ operation }) => (operation === 'update' ? done() : undefined)),
  inCalls('an update that Slack refused counts as shown', ({ operation, input }, send) =>
    operation === 'update' ? send('slack', operation, input).catch(() => ({})) : undefined,
  ),
  inCalls('two functions post the same card', ({ operation, input }, send) =>
    JSON.stringify(input).includes('cardClaimedAt')
      ? send('dynamodb', operation, withoutCondition(input, [':stale']))
      : undefined,
  ),
  inCalls('an outcome is told by everybody who sees it', ({ operation, input }, send) =>
    JSON.stringify(input).includes('attribute_not_exists(outcomeTold)')
      ? send('dynamodb', operation, withoutCondition(input))
      : undefined,
  ),
  inCalls('the reconciler lets nothing go on', (call) =>
    call.function === 'reconcile' && call.operation === 'SendTaskSuccess' ? done() : undefined,
  ),
  inCalls('the reconciler starts nothing', (call) =>
    call.function === 'reconcile' && call.operation === 'StartExecution' ? done() : undefined,
  ),
  inCalls('the reconciler expires nothing', (call) =>
    appendedBy(call) === 'request.expired' ? Promise.reject(new Error('not today')) : undefined,
  ),
  { name: 'a click is dated an hour back', sabotage: { work: { 'slack-interaction': backdated } } },
  {
    name: 'a repeated submission is a new request',
    sabotage: { work: { 'submit-request': (work) => (event, around) => work(withoutKey(event), around) } },
  },
  {
    name: 'the task token is logged',
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

/** Lets the workflow go on with a word that is not in the trail yet. */
async function resumeFirst({ input, operation }: Parameters<Meddle>[0], send: Send) {
  const taskToken = await tokenOf(input, send);
  const output = JSON.stringify({ status: 'denied' });
  if (taskToken) await send('states', 'SendTaskSuccess', { taskToken, output }).catch(() => ({}));
  return send('dynamodb', operation, input);
}
