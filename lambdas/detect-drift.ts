import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { S3Client } from '@aws-sdk/client-s3';
import { adaptive } from '../domain/aws/adaptive.ts';
import { unhurried } from '../domain/aws/haste.ts';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../domain/aws/paced-roles-anywhere.ts';
import { approvalIn, isListedUnder } from '../domain/drift/approvals.ts';
import { type DriftSources, detectDrift } from '../domain/drift/detect.ts';
import { driftKinds } from '../domain/drift/finding.ts';
import { Round } from '../domain/drift/round.ts';
import { listings, listPresent } from '../domain/request-types/listings.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Request } from '../domain/trail/request.ts';
import type { DriftContext } from './drift/drift-context.ts';
import { toldFindings } from './drift/told-findings.ts';
import { serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { TrailDamaged } from './store/trail-items.ts';
import { workLists } from './store/work-lists.ts';

/** How many requests are judged at once, of which a service is asked about five, and Roles Anywhere about one. */
const atOnce = 25;

/** Milliseconds of a run's fifteen minutes in which it begins to look at more; a page of profiles may take two more. */
const looking = 11 * 60_000;

/**
 * Once a day: what in the account no approval explains, and what was approved and is changed or gone. Tells the event bus
 * of each new finding, and counts all of them. Returns the counts, how many were new, and where it stopped for want of time:
 * the next run goes on there.
 */
export async function findDrift(_event: unknown, context: DriftContext) {
  const told = await toldFindings(context);
  const until = addMilliseconds(context.now(), looking);
  const round = new Round(told.from, () => context.now() < until);
  const found = { unexplained: 0, changed: 0, deleted: 0 };
  let raised = 0;
  for await (const finding of detectDrift(sourcesOf(context, round))) {
    found[finding.kind] += 1;
    if (await told.tell(finding)) raised += 1;
  }
  await told.note(round);
  for (const kind of driftKinds) context.metrics.put('Drift', found[kind], kind);
  const result = { ...found, raised, ...(round.stoppedAt !== undefined && { stoppedAt: round.stoppedAt }) };
  context.log.info('Compared the account with the approvals', result);
  return result;
}

function sourcesOf(context: DriftContext, round: Round): DriftSources {
  const { clients, configuration, environment, now } = context;
  const { path } = configuration.guardrails;
  const place = { account: environment.ACCOUNT_ID, region: environment.AWS_REGION };
  return {
    now,
    settleSeconds: configuration.settleSeconds,
    present: () => listPresent(clients, path),
    created: () => createdRequests(context, round),
    request: (id) => approvalOf(id, context),
    looksAt: (id) => round.looksAt(id),
    look: (request, arn) => listings[request.type].look(request, arn, clients),
    isListed: isListedUnder(path, place),
  };
}

/** The work index says where to look; what is true is read from the trails. */
async function* createdRequests(context: DriftContext, round: Round): AsyncGenerator<string[]> {
  let before: string | undefined;
  do {
    const query = { status: 'created' as const, requester: undefined, limit: atOnce, before };
    const { items, next } = await workLists(context).list(query);
    round.take(items);
    yield items.map(({ id }) => id);
    before = next;
  } while (before !== undefined);
}

async function approvalOf(id: string, context: DriftContext): Promise<Request | undefined> {
  try {
    return approvalIn(await auditTrail(context).events(id));
  } catch (error) {
    if (!(error instanceof TrailDamaged)) throw error;
    context.log.about(id).error('A damaged trail explains nothing', { error });
    return undefined;
  }
}

export const handler = serve(
  'detect-drift',
  ({ AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }, _metrics, { timing, configuration }) => ({
    dynamodb: new DynamoDBClient(),
    events: new EventBridgeClient(),
    iam: pacedReads(new IAMClient(adaptive), timing, unhurried),
    ram: pacedReads(new RAMClient(adaptive), timing, unhurried),
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself.
    rolesAnywhere: pacedRolesAnywhere(
      new RolesAnywhereClient(endpoint ? { endpoint } : {}),
      timing,
      unhurried,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
    s3: new S3Client(),
  }),
  findDrift,
);
