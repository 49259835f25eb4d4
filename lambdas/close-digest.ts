import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { hourOf } from '../domain/audit/archive-keys.ts';
import { Coverage } from '../domain/audit/coverage.ts';
import { makeDigest, type WrittenDigest } from '../domain/audit/make-digest.ts';
import { earlierDigestsFrom, lookBackFrom, nextPeriod, type Period } from '../domain/audit/periods.ts';
import { keysOf, readArchived } from './digests/archived-objects.ts';
import { digestStore } from './digests/digest-store.ts';
import { type Context, serve } from './serve.ts';

interface Clients {
  s3: Pick<S3Client, 'send'>;
  kms: Pick<KMSClient, 'send'>;
}
type DigestContext = Context<'close-digest', Clients>;

/** Of the 15 minutes a run has, the last five are for the digest under way; the next run catches up on the rest. */
const runMilliseconds = 600_000;

const input = z.object({ now: z.boolean().default(false) });

/**
 * Every hour: signs what was archived, one digest for each hour that has ended since the last one, also where nothing
 * happened. `now: true` closes the hour under way up to this moment as well. A digest takes one write, named after the
 * end of the one before: a run that dies, comes late or comes twice leaves one unbroken row of digests.
 */
export async function closeDigest(event: unknown, context: DigestContext) {
  const { now: unfinished } = input.parse(event);
  const present = context.now();
  const until = Date.parse(present) + runMilliseconds;
  let previous = await digestStore(context).newest(present);
  const next = () => nextPeriod(previous?.digest.period.to, present, { unfinished });
  const closed: ReturnType<typeof summary>[] = [];
  let covered: Coverage | undefined;
  for (let period = next(); period && Date.parse(context.now()) < until; period = next()) {
    covered ??= await coverageBefore(period, context);
    previous = await close(period, previous, covered, context);
    covered.add(previous.digest);
    closed.push(summary(previous));
  }
  return { closed };
}

/** What the digests list that may list what the digest of this period looks at. */
async function coverageBefore(period: Period, context: DigestContext): Promise<Coverage> {
  const covered = new Coverage();
  for await (const { digest } of digestStore(context).since(earlierDigestsFrom(period))) covered.add(digest);
  return covered;
}

async function close(
  period: Period,
  previous: WrittenDigest | undefined,
  covered: Coverage,
  context: DigestContext,
): Promise<WrittenDigest> {
  const { environment, clients, metrics, log } = context;
  const bucket = { s3: clients.s3, bucket: environment.AUDIT_BUCKET };
  covered.forgetBefore(hourOf(lookBackFrom(period)));
  const keys: string[] = [];
  for await (const key of keysOf(period, bucket)) if (!covered.has(key)) keys.push(key);
  const objects = await readArchived(keys, bucket);
  const closedAt = context.now();
  const digest = makeDigest({ place: placeIn(environment), period, closedAt, previous, objects, covered });
  const { written, isOurs } = await digestStore(context).write(digest);
  if (isOurs) {
    metrics.count('DigestsClosed');
    log.info('Closed a digest', summary(written));
  }
  return written;
}

function placeIn(environment: DigestContext['environment']) {
  return {
    account: environment.ACCOUNT_ID,
    region: environment.AWS_REGION,
    table: environment.AUDIT_TRAIL_TABLE,
    bucket: environment.AUDIT_BUCKET,
    signingKey: environment.AUDIT_KEY_ARN,
  };
}

function summary({ digest, signature }: WrittenDigest) {
  const { key, bucket, period, objects, counts } = digest;
  return { key, bucket, period, objects: objects.length, alterations: counts.alterations, signature };
}

export const handler = serve(
  'close-digest',
  () => ({ s3: new S3Client(), kms: new KMSClient() }),
  closeDigest,
);
