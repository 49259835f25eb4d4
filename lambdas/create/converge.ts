import { meansUnseen } from '../../domain/aws/failures.ts';
import { TransientFailure } from '../../domain/errors.ts';
import type { PlannedCall } from '../../domain/plan.ts';
import type { Sighting } from '../../domain/request-types/reading.ts';
import type { FailureClass } from '../../domain/request-types/request-type.ts';
import { addMilliseconds } from '../../domain/time.ts';
import { CreationThrottled, claim, sendInTurn } from './attempts.ts';
import { mayStillShow } from './doubt.ts';
import type { Execution } from './execution.ts';
import { type CreationType, type Found, isUnfinished, recordFailure, recordFound } from './record.ts';

/** IAM shows a new resource within seconds, mostly at once: three looks before the workflow's own retries. */
const readBackPauses = [0, 500, 1500];

/**
 * Makes what there is equal to the plan and records it: sends the call that creates, then those that give the resource what
 * it still lacks. Whatever stays in doubt is looked for before anything else; what is there is never changed or removed.
 * `earlier`: what was seen of an earlier attempt, where the API would create a second one without a word.
 */
export async function converge<Target>(
  approved: Execution<Target>,
  earlier: Sighting | undefined,
): Promise<void> {
  if (earlier?.kind === 'ours') return goOn(approved, earlier, 'resource.created');
  const execution = earlier ? await claim(approved) : approved;
  const { call, request, creation, context } = execution;
  let arn: string | undefined;
  try {
    arn = earlier ? await sendInTurn(execution) : await creation.send(call, context.clients.target);
  } catch (error) {
    if (error instanceof CreationThrottled) throw error;
    return judge(execution, error);
  }
  await complete(execution, request.plan.slice(1), { at: context.now(), arn }, 'resource.created');
}

/** Sends what is missing of what is there; nothing if more stands between it and the plan. */
async function goOn<Target>(execution: Execution<Target>, found: Found, type: CreationType): Promise<void> {
  if (!isUnfinished(found)) return recordFound(execution, found, type);
  const { reading, difference } = found;
  return complete(execution, difference.operations, { at: reading.createdAt, arn: reading.arn }, type);
}

/** The creation that further operations build on: when it happened, and what it answered. */
interface Made {
  at: string | undefined;
  arn: string | undefined;
}

/** Sends what is left of a plan, in order; each of these may be sent again. Then reads all of it back and records it. */
async function complete<Target>(
  execution: Execution<Target>,
  operations: readonly PlannedCall[],
  made: Made,
  type: CreationType,
): Promise<void> {
  const { creation, context } = execution;
  for (const call of operations) {
    await creation
      .send(call, context.clients.target)
      .catch((error: unknown) => refused(execution, call, made, error));
  }
  const sighting = await readBack(execution, made.arn);
  if (sighting.kind !== 'ours') throw new TransientFailure('Created, but not readable yet');
  await recordFound(execution, sighting, type);
}

/** What it means that a call is refused after the one that created: what is there so far stays as it is. */
async function refused<Target>(
  execution: Execution<Target>,
  { operation }: PlannedCall,
  made: Made,
  error: unknown,
): Promise<never> {
  const { request, creation, context } = execution;
  const settled = made.at === undefined || context.now() >= settledAt(made.at, execution);
  const isFinal = creation.classify(error) === 'terminal' && (settled || !meansUnseen(error));
  if (!isFinal) throw new TransientFailure(`${operation}: ${String(error)}`);
  return recordFailure(request, { type: 'resource.failed', operation, reason: reasonOf(error) }, context);
}

/** What the refusal of the call that creates means, by the API's own error list. */
async function judge<Target>(execution: Execution<Target>, error: unknown): Promise<void> {
  const { request, call, creation, context } = execution;
  const elapsed = request.approvedAt
    ? (Date.parse(context.now()) - Date.parse(request.approvedAt)) / 1000
    : 0;
  const failure = creation.classify(error, elapsed);
  if (failure === 'transient') throw new TransientFailure(`${call.operation}: ${String(error)}`);
  // Even of what is refused for good, an earlier attempt may have taken effect without an answer.
  const sighting = await look(execution);
  if (sighting.kind === 'ours') return goOn(execution, sighting, 'resource.adopted');
  const isDoubtful = sighting.kind === 'absent' && mayStillShow(execution);
  const reason = isDoubtful ? undefined : definiteReason(failure, error, sighting);
  if (reason)
    return recordFailure(request, { type: 'resource.failed', operation: call.operation, reason }, context);
  throw new TransientFailure(`The outcome of ${call.operation} is not known yet: ${String(error)}`);
}

/** Why nothing will come of a creation, if that is certain. */
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

function settledAt<Target>(at: string, { context }: Execution<Target>): string {
  return addMilliseconds(at, context.configuration.settleSeconds * 1000);
}

async function readBack<Target>(execution: Execution<Target>, arn?: string): Promise<Sighting> {
  let sighting: Sighting = { kind: 'absent' };
  for (const pause of readBackPauses) {
    if (pause > 0) await execution.context.sleep(pause);
    sighting = await look(execution, arn);
    if (sighting.kind === 'ours' && !isUnfinished(sighting)) break;
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
  return creation.look(request, context.clients.target, { arn, since }).catch((error: unknown) => {
    throw new TransientFailure(`Cannot look for ${call.operation}'s result: ${String(error)}`);
  });
}
