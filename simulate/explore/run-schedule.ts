import { leads } from '../configuration.ts';
import { checkEnding } from '../invariants/ending.ts';
import type { Wish } from '../people/api.ts';
import type { Answer } from '../people/crowd.ts';
import { alice, sessionOf } from '../people/people.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { Fault } from '../world/call.ts';
import type { Sabotage, WorldOptions } from '../world/options.ts';
import { Actor } from './actor.ts';
import type { Placed, Schedule } from './schedule.ts';
import { Stage } from './stage.ts';

/** A pause in which nothing happens but what a person waits for: longer than the first retry of a state. */
const rest = 3000;
/** By then everything that can be repaired is: the longest are a state's retries and the settling of a profile. */
const repaired = 20 * 60_000;

/** What a service says when there are too many of something already. */
const refusal: Fault = { kind: 'error', name: 'LimitExceeded', status: 409, acted: false };

export interface Ran {
  stage: Stage;
  /** How many external calls it took. */
  calls: number;
  /** What was broken, if anything. */
  failure: unknown;
}

/** Runs one schedule to its end and checks it there. */
export async function runSchedule(
  deployment: Deployment,
  schedule: Schedule,
  sabotage?: Sabotage,
): Promise<Ran> {
  const options = {
    seed: 1,
    policy: 'newest-first' as const,
    latency: () => 0,
    jitter: () => 0.5,
    fault: faultsOf(schedule),
    hiddenFor: schedule.circumstances?.hiddenFor ?? 0,
    indexLag: () => schedule.circumstances?.indexLag ?? 0,
    ...(sabotage && { sabotage }),
  };
  const stage = new Stage(deployment, options, { rules: { quorum: schedule.quorum, group: leads }, pace: 1 });
  try {
    await play(stage, schedule);
    checkEnding(stage);
    return { stage, calls: stage.world.calls.count, failure: undefined };
  } catch (failure) {
    return { stage, calls: stage.world.calls.count, failure };
  }
}

function faultsOf({ faults, circumstances }: Schedule): WorldOptions['fault'] {
  const placed = new Map(faults.map(({ call, kind }) => [call, kind]));
  let refusals = circumstances?.refusals ?? 0;
  return ({ operation }, index) => {
    const kind = placed.get(index);
    if (kind) return { kind };
    return operation.startsWith('Create') && refusals-- > 0 ? refusal : undefined;
  };
}

async function play(stage: Stage, schedule: Schedule): Promise<void> {
  const { type, actions, circumstances } = schedule;
  const requester = circumstances?.requester ?? sessionOf(alice);
  const actor = new Actor(stage, schedule, requester);
  submit(stage, { type, name: 'simulated', requester, key: 'key' });
  const placed = actions.filter(({ at }) => at !== 'rest');
  await come(stage, actor, placed);
  if (placed.some(({ action }) => action === 'expire')) await stage.pass(actor.expiresAt - 200);
  for (const { action } of actions.filter(({ at }) => at === 'rest')) {
    if (!actor.canDo(action)) await stage.pass(stage.world.agenda.now + repaired);
    if (action === 'expire' && actor.canDo(action)) await stage.pass(actor.expiresAt, false);
    if (actor.canDo(action)) actor.do(action);
    await come(stage, actor, placed);
  }
  await stage.pass(stage.world.agenda.now + repaired + 2 * (circumstances?.hiddenFor ?? 0));
}

/** Lets everything come to rest, and begins what is placed at a call when that call is about to act. */
async function come(stage: Stage, actor: Actor, placed: Placed[]): Promise<void> {
  const { agenda, calls } = stage.world;
  for (;;) {
    await stage.world.settle();
    const next = placed.findIndex(({ at }) => typeof at === 'number' && calls.count >= at);
    const [due] = next < 0 ? [] : placed.splice(next, 1);
    if (due && actor.canDo(due.action)) actor.do(due.action, true);
    else if (!(await stage.step(agenda.now + rest, false))) return;
  }
}

/** A client that sends again with the same key when it gets no answer, or a 5xx. */
function submit(stage: Stage, wish: Wish, tries = 3): void {
  const again = (answer: Answer) => {
    if (answer && answer.statusCode < 500) return;
    if (tries > 1) stage.world.agenda.add(1000, () => submit(stage, wish, tries - 1));
  };
  stage.crowd.submit(wish, again);
}
