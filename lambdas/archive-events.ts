import { S3Client } from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { archivedObject } from '../domain/audit/archived-object.ts';
import { changeIn, streamEvent } from './archive/stream-record.ts';
import { writeOnce } from './archive/write-once.ts';
import { type Context, serve } from './serve.ts';

type ArchiveContext = Context<'archive-events', { s3: Pick<S3Client, 'send'> }>;
type StreamRecord = z.output<typeof streamEvent>['Records'][number];

/**
 * Archives what the stream of the audit trail brings: added events as they were hashed, and whatever changed or removed
 * one, which raises an alarm. Each object is written once, so that records may come again. Of one request, an event is
 * archived only after those before it. Answers what is to be sent again: Lambda goes on from the oldest of it.
 */
export async function archiveEvents(event: unknown, context: ArchiveContext) {
  const { Records } = streamEvent.parse(event);
  const byRequest = Map.groupBy(Records, ({ dynamodb }) => dynamodb.Keys.requestId.S);
  // A batch has 100 records at most, and so many calls at once.
  const results = await Promise.all(
    [...byRequest.values()].map((records) => archiveInOrder(records, context)),
  );
  const archived = results.reduce((sum, each) => sum + each.archived, 0);
  if (archived > 0) context.metrics.put('EventsArchived', archived);
  return {
    batchItemFailures: results.flatMap(({ failed }) =>
      failed ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [],
    ),
  };
}

/** Archives one request's records, up to the first that fails. */
async function archiveInOrder(records: StreamRecord[], context: ArchiveContext) {
  let archived = 0;
  for (const record of records) {
    try {
      if (await archive(record, context)) archived += 1;
    } catch (error) {
      const { requestId, seq } = changeIn(record);
      context.log.about(requestId).error('A record of the trail could not be archived', { seq, error });
      return { archived, failed: record };
    }
  }
  return { archived };
}

/** Archives one record. Returns whether an event was, and not before. */
async function archive(record: StreamRecord, { clients, environment, log, metrics }: ArchiveContext) {
  const change = changeIn(record);
  const { id, name, requestId, seq, at } = change;
  if (name !== 'INSERT') {
    // Before it is archived: the alarm must not wait for S3.
    metrics.count('AuditTrailAltered');
    log.about(requestId).error('An event of the trail was altered', { seq, name, at, streamRecord: id });
  }
  const written = await writeOnce(clients.s3, {
    bucket: environment.AUDIT_BUCKET,
    ...archivedObject(change),
  });
  return written && name === 'INSERT';
}

export const handler = serve('archive-events', () => ({ s3: new S3Client() }), archiveEvents);
