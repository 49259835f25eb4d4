import { describe, expect, test } from '@jest/globals';
import { archiveKey } from '../../domain/audit/archive-keys.ts';
import { verifyChain } from '../../domain/trail/chain.ts';
import { eventSchema } from '../../domain/trail/events.ts';
import { Archive, type StreamRecord } from '../support/archive.ts';

const hour = '20261102T09Z';
const nothingFailed = { batchItemFailures: [] };
const failuresOf = (...records: { dynamodb: { SequenceNumber: string } }[]) => ({
  batchItemFailures: records.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber })),
});

/** What the stream says when an item is changed or removed. */
function altered(record: StreamRecord, eventName: 'MODIFY' | 'REMOVE', id = 'f00d') {
  const { NewImage, ...dynamodb } = record.dynamodb;
  const after = { ...NewImage, type: { S: 'request.cancelled' } };
  const images = { OldImage: NewImage, ...(eventName === 'MODIFY' && { NewImage: after }) };
  return { ...record, eventID: id, eventName, dynamodb: { ...dynamodb, ...images } };
}

describe('an event of the trail', () => {
  test('is archived as it was hashed, under the hour in which it was stored', async () => {
    const archive = new Archive();
    const records = [archive.store('a'), archive.store('a'), archive.store('b/c')];
    expect(await archive.deliver(...records)).toEqual(nothingFailed);
    const archived = await archive.archived();
    expect(Object.keys(archived)).toEqual([
      `trail/${hour}/a/1.json`,
      `trail/${hour}/a/2.json`,
      `trail/${hour}/b%2Fc/1.json`,
    ]);
    const events = Object.values(archived).map((text) => eventSchema.parse(JSON.parse(text)));
    expect(verifyChain(events.slice(0, 2))).toMatchObject({ valid: true, length: 2 });
    expect(events[1]).toEqual(archive.heads.get('a'));
    expect(archive.metrics.sum('EventsArchived')).toBe(3);
  });

  test('is archived once, however often its record comes, in one batch or in several', async () => {
    const archive = new Archive();
    const record = archive.store('a');
    expect(await archive.deliver(record, record)).toEqual(nothingFailed);
    const before = await archive.archived();
    archive.clock.pass(3600);
    expect(await archive.deliver(record)).toEqual(nothingFailed);
    expect(await archive.archived()).toEqual(before);
    expect(archive.metrics.sum('EventsArchived')).toBe(1);
  });

  test('that S3 does not take is sent again, with what follows it, and keeps no other request waiting', async () => {
    const archive = new Archive();
    const [first, second, other] = [archive.store('a'), archive.store('a'), archive.store('b')];
    archive.desk.fail('s3:PutObject', { error: 'SlowDown', status: 503 });
    expect(await archive.deliver(first, second, other)).toEqual(failuresOf(first));
    expect(await archive.keys('trail/')).toEqual([`trail/${hour}/b/1.json`]);
    expect(await archive.deliver(first, second, other)).toEqual(nothingFailed);
    expect(await archive.keys('trail/')).toHaveLength(3);
  });

  test('is not archived before those that come before it', async () => {
    const archive = new Archive();
    const [first, second] = [archive.store('a'), archive.store('a')];
    archive.desk.fail('s3:PutObject', { error: 'AccessDenied', status: 403 });
    expect(await archive.deliver(first, second)).toEqual(failuresOf(first));
    expect(await archive.archived()).toEqual({});
    expect(archive.log.lines.join()).toContain('could not be archived');
  });

  test.each(['crash-before', 'crash-after', 'drop-response', 'retried'] as const)(
    'is archived whatever happens to the call: %s',
    async (fault) => {
      const archive = new Archive();
      const record = archive.store('a');
      archive.desk.fail('s3:PutObject', fault);
      await archive.insistently(() => archive.deliver(record));
      expect(await archive.deliver(record)).toEqual(nothingFailed);
      expect(Object.keys(await archive.archived())).toEqual([`trail/${hour}/a/1.json`]);
    },
  );
});

describe('what was changed or removed in the trail', () => {
  test.each(['MODIFY', 'REMOVE'] as const)(
    'by %s raises an alarm and is archived beside the event',
    async (name) => {
      const archive = new Archive();
      const record = archive.store('a');
      const change = altered(record, name);
      expect(await archive.deliver(record, change)).toEqual(nothingFailed);
      const key = archiveKey({ hour, requestId: 'a', seq: 1, alteration: 'f00d' });
      const { [key]: text = '{}' } = await archive.archived();
      const event = archive.heads.get('a');
      expect(JSON.parse(text)).toEqual({
        ...{ eventName: name, at: '2026-11-02T09:00:00.000Z', oldImage: event },
        newImage: name === 'MODIFY' ? { ...event, type: 'request.cancelled' } : null,
      });
      expect(archive.metrics.sum('AuditTrailAltered')).toBe(1);
      expect(archive.metrics.sum('EventsArchived')).toBe(1);
    },
  );

  test('raises the alarm even while S3 takes nothing, and says nothing of what the event held', async () => {
    const archive = new Archive();
    const change = altered(archive.store('a'), 'REMOVE');
    archive.desk.fail('s3:PutObject', { error: 'AccessDenied', status: 403 });
    expect(await archive.deliver(change)).toEqual(failuresOf(change));
    expect(archive.metrics.sum('AuditTrailAltered')).toBe(1);
    const log = archive.log.lines.join();
    expect(log).toContain('An event of the trail was altered');
    expect(log).not.toMatch(/justification|PAY-1234|AssumeRole/);
  });

  test('is kept apart from other changes of the same event', async () => {
    const archive = new Archive();
    const record = archive.store('a');
    const changes = ['1', '2'].map((id) => altered(record, 'MODIFY', id));
    await archive.deliver(record, ...changes, ...changes);
    expect(await archive.keys('trail/')).toHaveLength(3);
  });
});

describe('an item that is no event', () => {
  const strange: [what: string, image: object, archived: object][] = [
    ['detail that is no JSON', { detail: { S: '{"a":' } }, { detail: '{"a":' }],
    ['no detail', {}, {}],
    ['detail that is not text', { detail: { M: { a: { BOOL: true } } } }, { detail: { a: true } }],
    [
      'half a surrogate pair in its detail',
      { detail: { S: '{"a":"\\ud800"}' } },
      { detail: '{"a":"\\ud800"}' },
    ],
    ['a set', { tags: { SS: ['x'] } }, { tags: { SS: ['x'] }, requestId: { S: 'a' }, seq: { N: '1' } }],
    [
      'a number that JSON would round',
      { amount: { N: '9007199254740993' } },
      { amount: { N: '9007199254740993' }, requestId: { S: 'a' }, seq: { N: '1' } },
    ],
    ['bytes', { blob: { B: 'AAE=' } }, { blob: { B: 'AAE=' }, requestId: { S: 'a' }, seq: { N: '1' } }],
  ];

  test.each(strange)('is archived all the same: %s', async (_what, image, archived) => {
    const archive = new Archive();
    const record = archive.store('a');
    const NewImage = { ...record.dynamodb.Keys, ...image };
    await archive.deliver({ ...record, dynamodb: { ...record.dynamodb, NewImage } });
    const [text = ''] = Object.values(await archive.archived());
    expect(JSON.parse(text)).toEqual({ requestId: 'a', seq: 1, ...archived });
  });
});

test('what is not a stream record fails the batch, so that Lambda keeps it', async () => {
  await expect(new Archive().deliver({ body: 'from a queue' })).rejects.toThrow();
});
