import { tally } from '../../domain/approval/quorum.ts';
import { QuorumLost, TransientFailure } from '../../domain/errors.ts';
import { changesSince } from '../../domain/request-types/pin.ts';
import type { Request } from '../../domain/trail/request.ts';
import { expire, isOverdue, withdraw } from '../../domain/trail/transitions.ts';
import { authorityOver } from '../slack/authority.ts';
import { SlackFailure } from '../slack/failure.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { CreatorContext, Execution } from './execution.ts';
import { holdBack } from './pause.ts';
import { recordFailure } from './record.ts';

/** Why an execution must not go on. */
export interface Impediment {
  /** Says so in the trail, and ends the execution if it must end. */
  obey: () => Promise<void>;
  /** Why what was created in part will not be finished; missing if it will be. */
  reason?: string;
}

/**
 * Why an approved plan must not be executed, the cheapest question first: out of time, paused by an operator, changed
 * references, lost quorum; undefined if nothing stands against it. Throws TransientFailure where nobody can tell.
 */
export async function impedimentTo<Target>(execution: Execution<Target>): Promise<Impediment | undefined> {
  const { request, context } = execution;
  const trail = auditTrail(context);
  if (isOverdue(request, context.now())) {
    const obey = async () => {
      await trail.advance(request.id, (current) => expire(current, context.now(), 'executor'));
    };
    return { obey, reason: 'the approvals are too old' };
  }
  if (!execution.killSwitch.isOff) return { obey: () => holdBack(execution) };
  const [authority, changes] = await Promise.all([
    authorityOver(request, context.configuration, context.clients.slack).catch(delayed),
    changesOf(request, context),
  ]);
  if (changes.length > 0) {
    const message = `What the plan refers to has changed since it was validated: ${changes.join('; ')}. Submit it again.`;
    const reason = { code: 'reference-changed', message };
    const obey = () => recordFailure(request, { type: 'creation.refused', reason }, context);
    return { obey, reason: message };
  }
  const standing = authority && tally(request, [authority.pinned, authority.current], authority.directory);
  if (standing?.complete) return undefined;
  const obey = async () => {
    if (standing) {
      await trail.advance(request.id, (current) =>
        current.status === 'approved' ? withdraw(standing, context.now()) : undefined,
      );
    }
    throw new QuorumLost(`${request.id} has lost its quorum`);
  };
  return { obey, reason: 'its approvals no longer count' };
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

function delayed(error: unknown): never {
  if (error instanceof SlackFailure)
    throw new TransientFailure(`Slack does not say who may approve: ${error.code}`);
  throw error;
}
