import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import * as z from 'zod';
import { slackIdentityOf } from '../domain/approval/principal.ts';
import { requiredApprovals, ruleFor } from '../domain/approval/quorum.ts';
import { adaptive } from '../domain/aws/adaptive.ts';
import { readFailures } from '../domain/aws/failure-tables.ts';
import { classifyFailure } from '../domain/aws/failures.ts';
import { inHaste } from '../domain/aws/haste.ts';
import { ownResourcePatterns } from '../domain/aws/own-resources.ts';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../domain/aws/paced-roles-anywhere.ts';
import { RequestRejected, TransientFailure } from '../domain/errors.ts';
import { type Finding, riskOf } from '../domain/finding.ts';
import { analyse } from '../domain/policy/analysis/analyse.ts';
import { bySeverity } from '../domain/policy/analysis/severity.ts';
import { derivedRisks, type ServiceCatalogue } from '../domain/policy/catalogue.ts';
import type { Inspection, InspectionClients } from '../domain/request-types/inspection.ts';
import { inspections } from '../domain/request-types/inspections.ts';
import type { Pin } from '../domain/request-types/pin.ts';
import { submissions } from '../domain/request-types/registry.ts';
import type { Actor, Draft } from '../domain/trail/events.ts';
import type { Request } from '../domain/trail/request.ts';
import { beside } from './beside.ts';
import { type Context, serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';
import { step } from './workflow/step.ts';

interface Clients extends InspectionClients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  /** Every action there is, as it was when this was deployed. */
  services: () => ServiceCatalogue;
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
  const { id, type, plan } = request;
  const { configuration, environment, clients } = context;
  const place = { account: environment.ACCOUNT_ID, region: environment.AWS_REGION };
  const { rejection, findings, pins } = await inspections[type](plan, id, clients).catch((error: unknown) =>
    unanswered(error, request, context),
  );
  const where = { requestId: id, ...place, ...configuration };
  const services = clients.services();
  const ownResources = ownResourcePatterns(place, environment.OWN_ARNS.split(' '));
  const analysed = submissions[type].analyse(plan, where, (kind, document, about) =>
    analyse(kind, document, { ...about, services, ownResources }),
  );
  const all = [...analysed, ...findings].sort(bySeverity);
  const about = { actor: validator, at: context.now() };
  if (!rejection) return { type: 'request.validated', ...about, detail: pinned(request, all, pins, context) };
  return {
    type: 'request.rejected',
    ...about,
    detail: { reason: rejection, risk: riskOf(all), findings: all },
  };
}

function pinned(
  { type, requester }: Request,
  findings: Finding[],
  pins: Pin[],
  { configuration, configurationHash, clients }: ValidateContext,
) {
  const risk = riskOf(findings);
  const rule = ruleFor(configuration.approvals, { type, risk });
  const known = slackIdentityOf(requester, configuration.identities) !== undefined;
  const required = requiredApprovals(rule, known);
  return { rule, required, risk, findings, configurationHash, version: clients.version(), pins };
}

/**
 * A check that does not answer delays the request; it never waves it through. One that is refused, for want of a
 * permission above all, will be refused until an operator mends it.
 */
function unanswered(error: unknown, { id }: Request, { log }: ValidateContext): Promise<Inspection> {
  const refused = classifyFailure(error, readFailures) === 'terminal';
  log[refused ? 'error' : 'warn']('A check of the account does not answer', {
    requestId: id,
    error: String(error),
  });
  throw new TransientFailure(`The account cannot be asked: ${String(error)}`);
}

const names = z.array(z.string());
const catalogueSchema = z.record(
  z.string(),
  z.object({
    actions: names,
    risks: z.partialRecord(z.enum(derivedRisks), names).optional(),
    starters: z.object({ passedTo: names, actions: names }).optional(),
  }),
);
const versionSchema = z.object({ version: z.string() });

const version = beside('./version.json', versionSchema);

export const handler = serve(
  'validate-request',
  ({ AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }, _metrics, { timing, configuration }) => ({
    dynamodb: new DynamoDBClient(),
    iam: pacedReads(new IAMClient(adaptive), timing),
    ram: new RAMClient(),
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself.
    rolesAnywhere: pacedRolesAnywhere(
      new RolesAnywhereClient(endpoint ? { endpoint } : {}),
      timing,
      inHaste,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
    accessAnalyzer: new AccessAnalyzerClient(),
    services: beside('./services.json', catalogueSchema),
    version: () => version().version,
  }),
  validateRequest,
);
