import { TransientFailure } from '../../domain/errors.ts';
import type { Actor } from '../../domain/events.ts';
import type { FailureClass, Sighting } from '../../domain/request-types/request-type.ts';
import { later } from '../../domain/transitions.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import { mayStillShow } from './doubt.ts';
import type { Execution } from './execute.ts';
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
  const { call, creation, context } = execution;
  let arn: string | undefined;
  try {
    arn = await creation.send(call, context.clients.target);
  } catch (error) {
    return judge(execution, error);
  }
  const sighting = await readBack(execution, arn);
  if (sighting.kind !== 'ours') throw new TransientFailure('Created, but not readable yet');
  await recordFound(execution, sighting, 'resource.created');
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
  return { ...execution, request: { ...request, head: { length: seq, hash } } };
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

/** What there is of a request's resource, by its ARN if a send answered that. Throws TransientFailure if nobody can tell. */
export async function look<Target>(
  { creation, call, request, context }: Execution<Target>,
  arn?: string,
): Promise<Sighting> {
  return creation.find(call, request.id, context.clients.target, arn).catch((error: unknown) => {
    throw new TransientFailure(`Cannot look for ${call.operation}'s result: ${String(error)}`);
  });
}
