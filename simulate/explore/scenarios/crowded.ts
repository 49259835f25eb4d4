import { checkEnding } from '../../invariants/ending.ts';
import { must } from '../../invariants/violation.ts';
import { alice, bob, sessionOf } from '../../people/people.ts';
import type { Deployment } from '../../workflow/deployment.ts';
import type { Fault } from '../../world/call.ts';
import type { WorldOptions } from '../../world/options.ts';
import type { Ran } from '../run-schedule.ts';
import { Stage } from '../stage.ts';
import type { Play } from './scenario.ts';

const minute = 60_000;
const unheard: Fault = { kind: 'error', name: 'InternalServerError', status: 500, acted: false };

/** Sixty at once; Slack takes twenty, then one a second. */
export const burst: Play = {
  name: 'sixty submissions at once',
  run: (deployment) => playing(deployment, {}, fillChannel),
};

async function fillChannel(stage: Stage): Promise<void> {
  const { world, crowd, ledger } = stage;
  for (let index = 0; index < 60; index++) submit(stage, `burst-${index}`);
  await stage.pass(world.agenda.now + 10 * minute);
  must('nothing-lost', crowd.submitted.size === 60, () => `${crowd.submitted.size} of 60 were accepted`);
  for (const id of ledger.accounts.keys()) {
    const cards = world.slack.cards(id).length;
    must('one-card', cards === 1, () => `${id} has ${cards} cards after ten minutes`);
  }
}

/** The reconciler cannot read one trail, the first that is due; the other request's execution has died. */
export const poisoned: Play = {
  name: 'one trail cannot be read, beside another request',
  run: (deployment) => {
    let unreadable: string | undefined;
    const fault: WorldOptions['fault'] = ({ invocation, operation, input }) => {
      const isPoison = unreadable !== undefined && JSON.stringify(input).includes(unreadable);
      return invocation.name === 'reconcile' && operation === 'Query' && isPoison ? unheard : undefined;
    };
    return playing(deployment, { fault }, async (stage) => {
      const [first, second] = await twoPending(stage);
      unreadable = first;
      await checkNeighbour(stage, first, second);
      unreadable = undefined;
    });
  },
};

async function twoPending(stage: Stage): Promise<[string, string]> {
  const { world, ledger } = stage;
  submit(stage, 'poisoned');
  submit(stage, 'other');
  await stage.pass(world.agenda.now + minute);
  const [first = '', second = ''] = ledger.accounts.keys();
  return [first, second];
}

async function checkNeighbour(stage: Stage, first: string, second: string): Promise<void> {
  const { world, crowd, ledger } = stage;
  for (const { execution } of world.workflow.executions()) {
    if (execution.status === 'RUNNING') world.workflow.kill(execution.executionArn);
  }
  for (let runs = 0; runs < 3; runs++) {
    world.invoke('reconcile', { scope: 'open' });
    await stage.pass(world.agenda.now + minute);
  }
  const [card] = world.slack.cards(second);
  if (card) crowd.click(bob, 'approve', card);
  await stage.pass(world.agenda.now + 20 * minute);
  const status = ledger.accounts.get(second)?.status;
  must('nothing-lost', status === 'created', () => `${second}, beside a poisoned request, is ${status}`);
  const isNamed = world.log.lines.some((line) => line.includes('error') && line.includes(first));
  must('nothing-lost', isNamed, () => `no error in the log names ${first}`);
}

function submit({ crowd }: Stage, name: string): void {
  crowd.submit({ type: 'iam-role', name, requester: sessionOf(alice), key: name });
}

/** Plays on a calm world, then lets half a day pass, and checks the ending. */
async function playing(
  deployment: Deployment,
  { fault = () => undefined }: Partial<Pick<WorldOptions, 'fault'>>,
  play: (stage: Stage) => Promise<void>,
): Promise<Ran> {
  const usual = { seed: 1, policy: 'by-time' as const, latency: () => 20, jitter: () => 0.5 };
  const stage = new Stage(deployment, { ...usual, fault }, { pace: 0 });
  const ran = (failure: unknown): Ran => ({ stage, calls: stage.world.calls.count, failure });
  try {
    await play(stage);
    await stage.pass(stage.world.agenda.now + 12 * 60 * minute);
    checkEnding(stage);
    return ran(undefined);
  } catch (failure) {
    return ran(failure);
  }
}
