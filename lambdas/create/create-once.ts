import { isThrottled } from '../../domain/aws/failures.ts';
import { afterThrottle } from '../../domain/aws/lane.ts';
import { TransientFailure } from '../../domain/errors.ts';
import type { FailureClass, Sighting } from '../../domain/request-types/request-type.ts';
import type { Actor } from '../../domain/trail/events.ts';
import { later } from '../../domain/trail/transitions.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import { mayStillShow } from './doubt.ts';
import type { Execution } from './execution.ts';
import { recordFailure, recordFound } from './record.ts';

const executorActor: Actor = { kind: 'system', id: 'executor' };

/** IAM shows a new resource within seconds, mostly at once: three looks before the workflow's own retries. */
const readBackPauses = [0, 500, 1500];

/**
 * Sends the call once and records what came of it; whatever stays in doubt is looked for before anything else.
 * `earlier`: what was seen of an earlier attempt, where the API would create a second one without a word.
 */
export async function createOnce<Target>(approved: Execution<Target>, earlier: Sighting | undefined) {
  if (earlier?.kind === 'ours') return recordFound(approved, earlier, 'resource.created');
  const execution = earlier ? await claim(approved) : approved;
  let arn: string | undefined;
  try {
    arn = earlier ? await sendInTurn(execution) : await send(execution);
  } catch (error) {
    if (error instanceof CreationThrottled) throw error;
    return judge(execution, error);
  }
  const sighting = await readBack(execution, arn);
  if (sighting.kind !== 'ours') throw new TransientFailure('Created, but not readable yet');
  await recordFound(execution, sighting, 'resource.created');
}

/** All that was sent of an attempt was throttled, so that nothing was executed. */
export class CreationThrottled extends TransientFailure {
  /** When the attempt was recorded. */
  readonly attemptedAt: string;

  constructor(operation: string, attemptedAt: string) {
    super(`${operation} is throttled`);
    this.attemptedAt = attemptedAt;
  }
}

/** Seconds in which an attempt may be sent after it was recorded. */
const longestSending = 15;

/**
 * Sends until it is not throttled, for as long as the attempt on record says of itself: an executor after this one looks
 * for what it may have created `settleSeconds` after that record, so that nothing is sent later than half of these. Throws
 * CreationThrottled after that: it takes another record, and all that stands in the way is asked again.
 */
async function sendInTurn<Target>(execution: Execution<Target>): Promise<string | undefined> {
  const { call, context, attemptedAt = context.now() } = execution;
  const seconds = Math.min(longestSending, context.configuration.settleSeconds / 2);
  const until = later(attemptedAt, seconds * 1000);
  do {
    try {
      return await send(execution);
    } catch (error) {
      if (!isThrottled(error)) throw error;
    }
    await context.sleep(afterThrottle(context));
  } while (context.now() < until);
  throw new CreationThrottled(call.operation, attemptedAt);
}

function send<Target>({ creation, call, context }: Execution<Target>): Promise<string | undefined> {
  return creation.send(call, context.clients.target);
}

/**
 * Waits until the resource of an earlier attempt had time to show, and claims the next attempt, so that there is one
 * executor at a time.
 */
async function claim<Target>(execution: Execution<Target>): Promise<Execution<Target>> {
  const { request, call, name, context } = execution;
  const last = request.attempts.at(-1);
  const at = context.now();
  if (last && at < later(last.at, context.configuration.settleSeconds * 1000)) {
    throw new TransientFailure(`An attempt of ${last.at} may still show`);
  }
  const draft = { type: 'creation.attempted' as const, actor: executorActor, at };
  const detail = { operation: call.operation, execution: name };
  const { seq, hash } = await auditTrail(context)
    .append(request.id, { ...draft, detail }, request.head)
    .catch((error: unknown) => {
      throw error instanceof AppendConflict ? new TransientFailure('Another executor is at work') : error;
    });
  return { ...execution, attemptedAt: at, request: { ...request, head: { length: seq, hash } } };
}

/** What a failed send means, by the API's own error list. */
async function judge<Target>(execution: Execution<Target>, error: unknown): Promise<void> {
  const { request, call, creation, context } = execution;
  const elapsed = request.approvedAt
    ? (Date.parse(context.now()) - Date.parse(request.approvedAt)) / 1000
    : 0;
  const failure = creation.classify(error, elapsed);
  if (failure === 'transient') throw new TransientFailure(`${call.operation}: ${String(error)}`);
  // Even of what is refused for good, an earlier attempt may have taken effect without an answer.
  const sighting = await look(execution);
  if (sighting.kind === 'ours') return recordFound(execution, sighting, 'resource.adopted');
  const isDoubtful = sighting.kind === 'absent' && mayStillShow(execution);
  const reason = isDoubtful ? undefined : definiteReason(failure, error, sighting);
  if (reason)
    return recordFailure(request, { type: 'resource.failed', operation: call.operation, reason }, context);
  throw new TransientFailure(`The outcome of ${call.operation} is not known yet: ${String(error)}`);
}

/** Why nothing will come of a send, if that is certain. */
function definiteReason(failure: FailureClass, error: unknown, sighting: Sighting) {
  if (failure === 'terminal') return reasonOf(error);
  if (failure !== 'taken' || sighting.kind !== 'foreign') return undefined;
  return { code: 'name-taken', message: `${sighting.arn} exists already and belongs to ${sighting.owner}.` };
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'Unknown', message: String(error) };
  // Half a surrogate pair could not be hashed.
  return { code: error.name, message: error.message.slice(0, 1000).toWellFormed() };
}

async function readBack<Target>(execution: Execution<Target>, arn?: string): Promise<Sighting> {
  let sighting: Sighting = { kind: 'absent' };
  for (const pause of readBackPauses) {
    if (pause > 0) await execution.context.sleep(pause);
    sighting = await look(execution, arn);
    if (sighting.kind === 'ours') break;
  }
  return sighting;
}

/**
 * What there is of a request's resource, by its ARN if a send answered that. Of what was never sent there is nothing: where
 * each attempt is on record, that is known without asking. Throws TransientFailure if nobody can tell.
 */
export async function look<Target>(
  { creation, call, request, attemptedAt, context }: Execution<Target>,
  arn?: string,
): Promise<Sighting> {
  const since = request.attempts[0]?.at ?? attemptedAt;
  if (creation.lookFirst && since === undefined) return { kind: 'absent' };
  return creation.find(call, request.id, context.clients.target, { arn, since }).catch((error: unknown) => {
    throw new TransientFailure(`Cannot look for ${call.operation}'s result: ${String(error)}`);
  });
}
