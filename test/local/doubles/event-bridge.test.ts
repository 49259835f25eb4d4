import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDoubles } from './aws-clients.ts';

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

const entry = {
  ...{ EventBusName: 'default', Source: 'countersign', DetailType: 'Request Created', Detail: '{"seq":5}' },
  Time: new Date('2026-11-22T05:15:31.482Z'),
  Resources: ['arn:aws:iam::111122223333:role/requested/r'],
};

test('events are kept as rules would see them; one that makes no sense fails alone', async () => {
  const Entries = [entry, { ...entry, Detail: 'no JSON' }, { ...entry, Source: '' }];
  const answer = await local.events.send(new PutEventsCommand({ Entries }));
  expect(answer.FailedEntryCount).toBe(2);
  expect(answer.Entries).toMatchObject([
    { EventId: expect.any(String) },
    { ErrorCode: 'MalformedDetail' },
    { ErrorCode: 'InvalidArgument' },
  ]);
  expect(local.doubles.events.events()).toEqual([
    {
      ...{ version: '0', id: answer.Entries?.[0]?.EventId, 'detail-type': 'Request Created' },
      ...{ source: 'countersign', account: '111122223333', time: '2026-11-22T05:15:31Z' },
      ...{ region: 'us-east-1', resources: entry.Resources, detail: { seq: 5 } },
    },
  ]);
});

test('more than ten at once are refused', async () => {
  const Entries = Array.from({ length: 11 }, () => entry);
  await expect(local.events.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
