import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DecisionInput, DecisionRefused, decide } from '../../domain/approval/decide.ts';
import { mustRecordRefusal } from '../../domain/approval/refusals.ts';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { Metrics } from '../../domain/metrics/metrics.ts';
import type { Draft } from '../../domain/trail/events.ts';
import type { Request } from '../../domain/trail/request.ts';
import type { Log } from '../log.ts';
import { authorityOver } from '../slack/authority.ts';
import type { SlackClient } from '../slack/client.ts';
import { tellApart } from '../slack/directory.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';

interface JudgeContext {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'>; slack: Pick<SlackClient, 'members' | 'idOf'> };
  environment: { AUDIT_TRAIL_TABLE: string };
  configuration: Configuration;
  newId: () => string;
  log: Log;
  metrics: Metrics;
}

/**
 * The event that somebody's decision on a request becomes, under the pinned and the current rule. Throws
 * DecisionRefused where it does not count, SlackFailure where Slack does not say who may decide.
 */
export async function judge(request: Request, input: DecisionInput, context: JudgeContext): Promise<Draft> {
  const { configuration, clients } = context;
  const authority = await authorityOver(request, configuration, clients.slack, input);
  if (!authority) throw new DecisionRefused('not-pending', 'This request is still being checked.');
  return decide(request, input, authority);
}

/**
 * Appends what the trail must say about a refused decision, if it must. That others append all the time changes nothing
 * about the refusal.
 */
export async function recordRefusal(
  id: string,
  { record }: DecisionRefused,
  context: JudgeContext,
): Promise<void> {
  if (!record) return;
  const { actor } = record;
  try {
    await auditTrail(context).advance(id, async (request) => {
      if (!mustRecordRefusal(request, actor, ({ id }) => id)) return undefined;
      const whoIs = await tellApart(
        [...request.refused, actor],
        context.clients.slack,
        context.configuration,
      );
      return mustRecordRefusal(request, actor, whoIs) ? record : undefined;
    });
  } catch (error) {
    if (!(error instanceof AppendConflict)) throw error;
    context.log.warn('Refusal not recorded', { requestId: id, error });
  }
}
