import * as z from 'zod';
import { digestOf } from '../../domain/digest.ts';
import { CreateRefused, QuorumLost, TransientFailure } from '../../domain/errors.ts';
import type { Creation } from '../../domain/request-types/request-type.ts';
import { addMilliseconds } from '../../domain/time.ts';
import { verifyChain } from '../../domain/trail/chain.ts';
import { fold } from '../../domain/trail/fold.ts';
import { isTerminal } from '../../domain/trail/request.ts';
import { auditTrail } from '../store/audit-trail.ts';
import { step } from '../workflow/step.ts';
import { CreationThrottled } from './attempts.ts';
import { converge, look } from './converge.ts';
import { mayStillShow } from './doubt.ts';
import { attempt, type CreatorContext, type Execution } from './execution.ts';
import { type Impediment, impedimentTo } from './impediments.ts';
import { release } from './pause.ts';
import { differencesOf, isUnfinished, recordFailure, recordFound } from './record.ts';

const input = attempt.extend({ requestId: z.uuid(), execution: z.string() });
type Order = z.output<typeof input>;

/** How long one invocation tries anew what is throttled, in milliseconds; after that, the workflow does. */
const patience = 60_000;

/**
 * What the four "Create …" states do: re-reads the trail, checks digest, time, kill switch, pins and quorum, makes
 * what there is equal to the plan, records; and all of that anew for what was throttled. Throws TransientFailure (try again), CreationPaused
 * (look again later), QuorumLost (back to Request approval) or CreateRefused (the trail says why); returns once the request
 * has its resource or is over.
 */
export function executor<Target>(creation: Creation<Target>) {
  return step(async (event: unknown, context: CreatorContext<Target>): Promise<void> => {
    const order = input.parse(event);
    const until = addMilliseconds(context.now(), patience);
    const throttled = new Set<string>();
    for (;;) {
      try {
        return await execute(order, { creation, context, throttled });
      } catch (error) {
        if (!(error instanceof CreationThrottled) || context.now() >= until) throw error;
        throttled.add(error.attemptedAt);
      }
    }
  });
}

interface Executing<Target> extends Pick<Execution<Target>, 'creation' | 'context'> {
  /** When those attempts were recorded of which this invocation knows that nothing was executed. */
  throttled: ReadonlySet<string>;
}

async function execute<Target>(
  { requestId, execution: name, ...attempt }: Order,
  { creation, context, throttled }: Executing<Target>,
): Promise<void> {
  const [[first, ...others], killSwitch] = await Promise.all([
    auditTrail(context).events(requestId),
    context.clients.killSwitch(),
  ]);
  if (!first) throw new CreateRefused(`There is no request ${requestId}`);
  const told = fold([first, ...others]);
  if (isTerminal(told.status)) return;
  if (told.status !== 'approved') throw new QuorumLost(`${requestId} is ${told.status}`);
  if (!verifyChain([first, ...others]).valid || digestOf(told.plan) !== told.digest) {
    context.metrics.count('TrailsDamaged');
    return recordFailure(told, tampered, context);
  }
  const [call] = told.plan;
  if (!call) throw new CreateRefused(`${requestId} plans nothing`);
  const attempts = told.attempts.filter((each) => !(each.execution === name && throttled.has(each.at)));
  const request = { ...told, attempts };
  await proceed({ request, call, name, attempt, creation, killSwitch, context });
}

async function proceed<Target>(execution: Execution<Target>): Promise<void> {
  const [impediment, earlier] = await Promise.all([
    impedimentTo(execution),
    execution.creation.lookFirst ? look(execution) : undefined,
  ]);
  if (impediment) await giveUp(execution, impediment);
  else await converge(await release(execution), earlier);
}

/** Nothing is looked for, as before other refusals: what this trail says is not to be believed in any respect. */
const tampered = {
  type: 'creation.refused',
  reason: {
    code: 'digest-mismatch',
    message: 'What is stored is not what was approved: the trail was changed.',
  },
} as const;

/**
 * An execution before this one may have created the resource while it was allowed to: then that is the truth, also while
 * creation is paused, for nothing is created by saying so. Of what it created in part nothing would speak once the request
 * expired or was asked for anew: then the creation has failed.
 */
async function giveUp<Target>(execution: Execution<Target>, impediment: Impediment): Promise<void> {
  const sighting = await look(execution);
  const isWhole = sighting.kind === 'ours' && !isUnfinished(sighting);
  if (isWhole) return recordFound(execution, sighting, 'resource.adopted');
  if (sighting.kind !== 'foreign' && mayStillShow(execution))
    throw new TransientFailure('What an earlier attempt created may still show');
  if (sighting.kind === 'ours' && impediment.reason !== undefined) {
    const { request, context } = execution;
    const message = `${sighting.reading.arn} exists without ${differencesOf(sighting)}, which is not sent any more: ${impediment.reason}`;
    const reason = { code: 'unfinished', message };
    const [next] = sighting.difference.operations;
    const operation = next?.operation ?? execution.call.operation;
    return recordFailure(request, { type: 'resource.failed', operation, reason }, context);
  }
  await impediment.obey();
}
