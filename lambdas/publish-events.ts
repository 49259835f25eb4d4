import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type * as z from 'zod';
import type { Notice } from '../domain/notices/notice.ts';
import { requestNotice } from '../domain/notices/request-notice.ts';
import { BrokenTrail } from '../domain/trail/fold.ts';
import { changeIn, streamEvent } from './archive/stream-record.ts';
import { maxAtOnce, publish } from './notices/publish.ts';
import { type Context, serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { TrailDamaged } from './store/trail-items.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  events: Pick<EventBridgeClient, 'send'>;
}
type PublishContext = Context<'publish-events', Clients>;
type StreamRecord = z.output<typeof streamEvent>['Records'][number];

/**
 * Tells the event bus what the stream of the audit trail brings: that approvers are asked, and how requests end. Each
 * notice arrives at least once. Answers the first record that is to be sent again: Lambda goes on from there.
 */
export async function publishEvents(event: unknown, context: PublishContext) {
  const { Records } = streamEvent.parse(event);
  for (let first = 0; first < Records.length; first += maxAtOnce) {
    const failed = await publishSome(Records.slice(first, first + maxAtOnce), context);
    if (failed) return { batchItemFailures: [{ itemIdentifier: failed.dynamodb.SequenceNumber }] };
  }
  return { batchItemFailures: [] };
}

/** Publishes up to ten records; returns the first that did not get through. */
async function publishSome(
  records: StreamRecord[],
  context: PublishContext,
): Promise<StreamRecord | undefined> {
  const [oldest] = records;
  try {
    const notices = await Promise.all(records.map((record) => noticeOf(record, context)));
    const told = notices.flatMap((notice, index) => (notice ? [{ notice, record: records[index] }] : []));
    const taken = await publish(
      told.map(({ notice }) => notice),
      context,
    );
    const published = taken.filter(Boolean).length;
    if (published > 0) context.metrics.put('NoticesPublished', published);
    const refused = taken.indexOf(false);
    if (refused < 0) return undefined;
    context.log.error('The event bus did not take a notice', { refused: taken.length - published });
    return told[refused]?.record;
  } catch (error) {
    context.log.error('Nothing could be published', { records: records.length, error });
    return oldest;
  }
}

/** What a record tells others; of a trail that cannot be read, nothing: it would hold up everybody else's notices. */
async function noticeOf(record: StreamRecord, context: PublishContext): Promise<Notice | undefined> {
  const { requestId, seq } = changeIn(record);
  try {
    const [first, ...later] = await auditTrail(context).events(requestId);
    return first && requestNotice([first, ...later.slice(0, seq - 1)]);
  } catch (error) {
    if (!(error instanceof TrailDamaged || error instanceof BrokenTrail)) throw error;
    context.metrics.count('NoticesDropped');
    context.log.about(requestId).error('An unreadable trail was not published', { seq, error });
    return undefined;
  }
}

export const handler = serve(
  'publish-events',
  () => ({ dynamodb: new DynamoDBClient(), events: new EventBridgeClient() }),
  publishEvents,
);
