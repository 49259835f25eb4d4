import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type DecisionInput, DecisionRefused } from '../domain/approval/decide.ts';
import { decisionSchema } from '../domain/approval/decision-body.ts';
import { parseFields } from '../domain/field-problems.ts';
import { viewOf } from '../domain/view.ts';
import { follow } from './decisions/follow.ts';
import { judge, recordRefusal } from './decisions/judge.ts';
import type { ApiEvent } from './http/api-event.ts';
import { jsonBody } from './http/body.ts';
import { Problem } from './http/problems.ts';
import { callerOf, json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { interactiveTimeoutMs, type SlackClient } from './slack/client.ts';
import { connectSlack } from './slack/connect.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  slack: SlackClient;
}

/** `POST /requests/{id}/decisions`: the way without Slack, for IAM principals that a rule lists as approvers. */
export async function decideRequest(event: ApiEvent, context: Context<'decide-request', Clients>) {
  const id = requestIdOf(event);
  const actor = callerOf(event);
  const body = parseFields(decisionSchema, jsonBody(event), '');
  if (!body.ok)
    throw new Problem('invalid-fields', 'The decision is not complete; see errors.', body.problems);
  const input: DecisionInput = {
    verdict: body.value.verdict,
    digest: body.value.digest,
    actor,
    at: context.now(),
  };
  const said = body.value.reason === undefined ? input : { ...input, reason: body.value.reason };
  const row = await workIndex(context).expectVisit(id, input.at);
  const advance = await auditTrail(context)
    .advance(id, (request) => judge(request, said, context))
    .catch(async (error: unknown) => {
      if (error instanceof DecisionRefused) await recordRefusal(id, error, context);
      throw error;
    });
  if (!advance) throw noSuchRequest(id);
  const card = row?.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined;
  await follow(advance.request, row, card, context);
  return json(200, viewOf(advance.request));
}

export const handler = serveRoute(
  'decide-request',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    slack: connectSlack(environment, metrics, interactiveTimeoutMs),
  }),
  decideRequest,
);
