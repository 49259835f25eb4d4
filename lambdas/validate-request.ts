import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { RequestRejected } from '../domain/errors.ts';
import type { Actor, Draft } from '../domain/events.ts';
import { riskOf } from '../domain/finding.ts';
import { slackIdentityOf } from '../domain/principal.ts';
import { requiredApprovals, ruleFor } from '../domain/quorum.ts';
import type { Request } from '../domain/request.ts';
import { submissions } from '../domain/request-types/registry.ts';
import { later } from '../domain/transitions.ts';
import { type Context, serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };
type ValidateContext = Context<'validate-request', Clients>;

const validator: Actor = { kind: 'system', id: 'validate-request' };
const input = z.object({ requestId: z.uuid() });

/**
 * State "Validate request": analyses the plan and pins what the request will be decided by.
 * Throws RequestRejected once the trail says that it did not pass.
 */
export async function validateRequest(event: unknown, context: ValidateContext): Promise<void> {
  const { requestId } = input.parse(event);
  const advance = await auditTrail(context).advance(requestId, (request) => judge(request, context));
  if (!advance) throw new RequestRejected(`There is no request ${requestId}`);
  const { request } = advance;
  await workIndex(context).reflect(request, context.now(), later(context.now(), 60_000));
  if (request.rejected) throw new RequestRejected(request.rejected.reason.message);
}

/** What validation finds; nothing if it was found before or the request is over. */
function judge(request: Request, context: ValidateContext): Draft | undefined {
  if (request.status !== 'submitted' || request.validated) return undefined;
  const { configuration, configurationHash, environment } = context;
  const { type, plan } = request;
  const place = { account: environment.ACCOUNT_ID, region: environment.AWS_REGION };
  const findings = submissions[type].analyse(plan, { requestId: request.id, ...place, ...configuration });
  const risk = riskOf(findings);
  const rule = ruleFor(configuration.approvals, { type, risk });
  const known = slackIdentityOf(request.requester, configuration.identities) !== undefined;
  return {
    type: 'request.validated',
    actor: validator,
    at: context.now(),
    detail: { rule, required: requiredApprovals(rule, known), risk, findings, configurationHash, pins: [] },
  };
}

export const handler = serve('validate-request', () => ({ dynamodb: new DynamoDBClient() }), validateRequest);
