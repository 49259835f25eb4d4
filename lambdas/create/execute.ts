import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { verifyChain } from '../../domain/chain.ts';
import { digestOf } from '../../domain/digest.ts';
import { CreateRefused, QuorumLost, TransientFailure } from '../../domain/errors.ts';
import { fold } from '../../domain/fold.ts';
import type { PlannedCall } from '../../domain/plan.ts';
import { tally } from '../../domain/quorum.ts';
import { isTerminal, type Request } from '../../domain/request.ts';
import { changesSince, type PinReader } from '../../domain/request-types/pins.ts';
import type { Creation } from '../../domain/request-types/request-type.ts';
import { expire, withdraw } from '../../domain/transitions.ts';
import type { Context } from '../serve.ts';
import { authorityOver } from '../slack/authority.ts';
import type { SlackClient } from '../slack/client.ts';
import { SlackFailure } from '../slack/failure.ts';
import { auditTrail } from '../store/audit-trail.ts';
import { createOnce, look } from './create-once.ts';
import { recordFailure, recordFound } from './record.ts';

export type CreatorName =
  | 'create-iam-role'
  | 'create-iam-policy'
  | 'create-rolesanywhere-profile'
  | 'create-ram-permission';

export interface CreatorClients<Target> {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  slack: Pick<SlackClient, 'members' | 'idOf'>;
  /** The service that creates; `maxAttempts: 1`, so that each send is ours to judge. */
  target: Target;
  /** Reads again what was pinned at validation. */
  readPins: PinReader;
}
export type CreatorContext<Target> = Context<CreatorName, CreatorClients<Target>>;

/** One execution of an approved plan: everything its steps need to know. */
export interface Execution<Target> {
  request: Request;
  call: PlannedCall;
  name: string;
  creation: Creation<Target>;
  context: CreatorContext<Target>;
}

const input = z.object({ requestId: z.uuid(), execution: z.string() });

/**
 * What the four "Create …" states do: re-reads the trail, checks digest, time, pins and quorum, creates, reads back,
 * records. Throws TransientFailure (try again), QuorumLost (back to Request approval) or CreateRefused (the trail
 * says why); returns once the request has its resource or is over.
 */
export function executor<Target>(creation: Creation<Target>) {
  return async (event: unknown, context: CreatorContext<Target>): Promise<void> => {
    const { requestId, execution: name } = input.parse(event);
    const [first, ...later] = await auditTrail(context).events(requestId);
    if (!first) throw new CreateRefused(`There is no request ${requestId}`);
    const request = fold([first, ...later]);
    if (isTerminal(request.status)) return;
    if (request.status !== 'approved') throw new QuorumLost(`${requestId} is ${request.status}`);
    if (!verifyChain([first, ...later]).valid || digestOf(request.plan) !== request.digest) {
      return recordFailure(request, tampered, context);
    }
    const [call] = request.plan;
    if (!call) throw new CreateRefused(`${requestId} plans nothing`);
    await proceed({ request, call, name, creation, context });
  };
}

async function proceed<Target>(execution: Execution<Target>): Promise<void> {
  const [impediment, earlier] = await Promise.all([
    impedimentTo(execution),
    execution.creation.lookFirst ? look(execution) : undefined,
  ]);
  if (impediment) await giveUp(execution, impediment);
  else await createOnce(execution, earlier);
}

/** Nothing is looked for, as before other refusals: what this trail says is not to be believed in any respect. */
const tampered = {
  type: 'creation.refused',
  reason: {
    code: 'digest-mismatch',
    message: 'What is stored is not what was approved: the trail was changed.',
  },
} as const;

/** What an execution that must not go on does instead of creating. */
type Impediment = () => Promise<void>;

async function impedimentTo<Target>({
  request,
  context,
}: Execution<Target>): Promise<Impediment | undefined> {
  const trail = auditTrail(context);
  if (expire(request, context.now())) {
    return async () => {
      await trail.advance(request.id, (current) => expire(current, context.now()));
    };
  }
  const [authority, changes] = await Promise.all([
    authorityOver(request, context.configuration, context.clients.slack).catch(delayed),
    changesOf(request, context),
  ]);
  if (changes.length > 0) {
    const message = `What the plan refers to has changed since it was validated: ${changes.join('; ')}. Submit it again.`;
    const reason = { code: 'reference-changed', message };
    return () => recordFailure(request, { type: 'creation.refused', reason }, context);
  }
  const standing = authority && tally(request, [authority.pinned, authority.current], authority.directory);
  if (standing?.complete) return undefined;
  return async () => {
    if (standing) {
      await trail.advance(request.id, (current) =>
        current.status === 'approved' ? withdraw(standing, context.now()) : undefined,
      );
    }
    throw new QuorumLost(`${request.id} has lost its quorum`);
  };
}

/** What has changed among what approvers were shown; it cannot be waved through while IAM does not tell. */
async function changesOf<Target>(
  { validated }: Request,
  { clients }: CreatorContext<Target>,
): Promise<string[]> {
  const pins = validated?.pins ?? [];
  const now = await clients.readPins(pins).catch((error: unknown) => {
    throw new TransientFailure(`Cannot read what the plan refers to: ${String(error)}`);
  });
  return changesSince(pins, now);
}

/** An execution before this one may have created the resource while it was allowed to: then that is the truth. */
async function giveUp<Target>(execution: Execution<Target>, impediment: Impediment): Promise<void> {
  const sighting = await look(execution);
  if (sighting.kind === 'ours') await recordFound(execution, sighting, 'resource.adopted');
  else await impediment();
}

function delayed(error: unknown): never {
  if (error instanceof SlackFailure)
    throw new TransientFailure(`Slack does not say who may approve: ${error.code}`);
  throw error;
}
