import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Configuration } from '../../domain/configuration.ts';
import { DecisionRefused, decide, type Word } from '../../domain/decide.ts';
import type { Draft } from '../../domain/events.ts';
import type { Metrics } from '../../domain/metrics.ts';
import type { Request } from '../../domain/request.ts';
import { authorityOver } from '../slack/authority.ts';
import type { SlackClient } from '../slack/client.ts';
import { auditTrail } from '../store/audit-trail.ts';

interface JudgeContext {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'>; slack: Pick<SlackClient, 'members' | 'idOf'> };
  environment: { AUDIT_TRAIL_TABLE: string };
  configuration: Configuration;
  newId: () => string;
  metrics: Metrics;
}

/**
 * The event that somebody's word on a request becomes, under the pinned and the current rule. Throws
 * DecisionRefused where it does not count, SlackFailure where Slack does not say who may decide.
 */
export async function judge(request: Request, word: Word, context: JudgeContext): Promise<Draft> {
  const { configuration, clients } = context;
  const authority = await authorityOver(request, configuration, clients.slack, word.actor);
  if (!authority) throw new DecisionRefused('not-pending', 'This request is still being checked.');
  return decide(request, word, authority);
}

/** Appends what the trail must say about a refused word: once a person and request, while it is undecided. */
export async function recordRefusal(
  id: string,
  { record }: DecisionRefused,
  context: JudgeContext,
): Promise<void> {
  if (!record) return;
  await auditTrail(context).advance(id, ({ refused, status }) =>
    status !== 'pending' || refused.includes(record.actor.id) ? undefined : record,
  );
}
