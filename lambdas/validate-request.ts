import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { RequestRejected, TransientFailure } from '../domain/errors.ts';
import type { Actor, Draft } from '../domain/trail/events.ts';
import type { Request } from '../domain/trail/request.ts';
import { beside } from './beside.ts';
import { type Context, serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';
import { connectExamination, type ExaminationClients } from './validation/clients.ts';
import { AccountUnanswered, decidedBy, type Examination, examine } from './validation/examine.ts';
import { step } from './workflow/step.ts';

interface Clients extends ExaminationClients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  /** Which Countersign runs. */
  version: () => string;
}
type ValidateContext = Context<'validate-request', Clients>;

const validator: Actor = { kind: 'system', id: 'validate-request' };
const input = z.object({ requestId: z.uuid() });

/**
 * State "Validate request": analyses the plan, asks the account about it, and pins what the request will be decided by.
 * Throws RequestRejected once the trail says that it did not pass, TransientFailure while a check does not answer.
 */
export const validateRequest = step(async (event: unknown, context: ValidateContext): Promise<void> => {
  const { requestId } = input.parse(event);
  const advance = await auditTrail(context).advance(requestId, (request) => judge(request, context));
  if (!advance) throw new RequestRejected(`There is no request ${requestId}`);
  const { request } = advance;
  await workIndex(context).keepUp(request, context.now());
  if (request.rejected) throw new RequestRejected(request.rejected.reason.message);
});

/** What validation finds; nothing if it was found before or the request is over. */
async function judge(request: Request, context: ValidateContext): Promise<Draft | undefined> {
  if (request.status !== 'submitted' || request.validated) return undefined;
  const examination = await examine(request, context).catch(unanswered);
  const { risk, findings, rejections } = examination;
  const about = { actor: validator, at: context.now() };
  const [first] = rejections;
  if (!first) return { type: 'request.validated', ...about, detail: pinned(request, examination, context) };
  const reason = { code: first.code, message: rejections.map(({ message }) => message).join(' ') };
  return { type: 'request.rejected', ...about, detail: { reason, risk, findings } };
}

function pinned(
  { type, requester }: Request,
  { risk, findings, pins }: Examination,
  { configuration, configurationHash, clients }: ValidateContext,
) {
  const { rule, required } = decidedBy({ type, risk, requester }, configuration);
  return { rule, required, risk, findings, configurationHash, version: clients.version(), pins };
}

/** A check that does not answer delays the request; it never waves it through. */
function unanswered(error: unknown): never {
  if (error instanceof AccountUnanswered) throw new TransientFailure(error.message);
  throw error;
}

const versionSchema = z.object({ version: z.string() });

const version = beside('./version.json', versionSchema);

export const handler = serve(
  'validate-request',
  (environment, _metrics, around) => ({
    dynamodb: new DynamoDBClient(),
    ...connectExamination(environment, around),
    version: () => version().version,
  }),
  validateRequest,
);
