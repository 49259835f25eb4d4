import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { StreamRecord } from '../../../local/doubles/dynamodb/stream-records.ts';
import type { InvocationResult } from '../../../local/functions/messages.ts';
import { DeliveryFailed, EventSourceMapping } from '../../../local/triggers/event-source.ts';

const numbered = (number: number) => `1${String(number).padStart(20, '0')}`;

function recordOf(number: number): StreamRecord {
  return {
    ...{ eventID: String(number), eventName: 'INSERT', eventVersion: '1.1', eventSource: 'aws:dynamodb' },
    ...{ awsRegion: 'us-east-1', eventSourceARN: 'arn' },
    dynamodb: {
      ...{ ApproximateCreationDateTime: 0, Keys: {}, SequenceNumber: numbered(number), SizeBytes: 1 },
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

const open: EventSourceMapping[] = [];
beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(async () => {
  for (const mapping of open.splice(0)) await mapping.close();
  jest.useRealTimers();
});
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

/** A mapping of a stream in memory to a function that answers as a test says. */
function newMapping({ batchSize = 3, windowSeconds = 30, reportsFailures = true, records = [] as number[] }) {
  const waiting = records.map(recordOf);
  let last = waiting.length;
  const stream = {
    onRecord: () => {},
    mark: () => numbered(++last),
    read: async (limit: number) => waiting.slice(0, limit),
    acknowledge: async (done: readonly StreamRecord[]) => void waiting.splice(0, done.length),
  };
  const batches: string[][] = [];
  const answers: (() => InvocationResult)[] = [];
  const invoke = async (_arn: string, event: unknown): Promise<InvocationResult> => {
    const { Records }: { Records: StreamRecord[] } = JSON.parse(JSON.stringify(event));
    batches.push(Records.map(({ eventID }) => eventID));
    return answers.shift()?.() ?? { ok: true, payload: '{"batchItemFailures":[]}' };
  };
  const source = {
    functionArn: 'archive',
    tableName: 'T',
    streamArn: 'arn',
    batchSize,
    windowSeconds,
    reportsFailures,
    wants: () => true,
  };
  const mapping = new EventSourceMapping({ source, stream, invoke });
  open.push(mapping);
  const arrive = (count: number) => {
    for (let each = 0; each < count; each++) {
      waiting.push(recordOf(++last));
      stream.onRecord();
    }
  };
  return { mapping, batches, answers, arrive, waiting };
}

const failed = (number: number) => (): InvocationResult => {
  const payload = JSON.stringify({ batchItemFailures: [{ itemIdentifier: numbered(number) }] });
  return { ok: true, payload };
};
const error = (): InvocationResult => {
  return { ok: false, error: { errorType: 'Lambda.Unknown', errorMessage: 'It ended' } };
};

test('a full batch is delivered at once, the rest with its window', async () => {
  const { batches, arrive } = newMapping({ windowSeconds: 0.2 });
  arrive(4);
  await pass(50);
  expect(batches).toEqual([['1', '2', '3'], ['4']]);
  arrive(1);
  await pass(199);
  expect(batches).toHaveLength(2);
  await pass(1);
  expect(batches.at(-1)).toEqual(['5']);
});

test('what is waiting when it starts is delivered without anything arriving', async () => {
  const { batches, waiting } = newMapping({ windowSeconds: 0.02, records: [1, 2] });
  await pass(100);
  expect([batches, waiting]).toEqual([[['1', '2']], []]);
});

test.each([
  ['says that one failed, from that one on', failed(2), ['2', '3']],
  ['fails, as a whole', error, ['1', '2', '3']],
  ['names a record that is none, as a whole', failed(9), ['1', '2', '3']],
])('a batch of which the function %s is delivered again after a second', async (_, answer, again) => {
  const { batches, answers, arrive, waiting } = newMapping({});
  answers.push(answer);
  arrive(3);
  await pass(999);
  expect(batches).toHaveLength(1);
  await pass(1);
  expect([batches[1], waiting]).toEqual([again, []]);
});

test('draining delivers everything there is, in order, and says what could not be delivered', async () => {
  const { mapping, batches, answers, arrive, waiting } = newMapping({ batchSize: 2 });
  arrive(1);
  await mapping.drain();
  expect(waiting).toEqual([]);
  answers.push(failed(4), error);
  arrive(3);
  await expect(mapping.drain()).rejects.toThrow(DeliveryFailed);
  await expect(mapping.drain()).rejects.toThrow('archive failed: Lambda.Unknown: It ended');
  await mapping.drain();
  expect(batches.flat().filter((id, place, all) => all.indexOf(id) === place)).toEqual(['1', '3', '4', '5']);
  expect(waiting).toEqual([]);
});

test('nothing is delivered once it is closed', async () => {
  const { mapping, batches, arrive } = newMapping({ windowSeconds: 0.02 });
  await mapping.close();
  arrive(5);
  await pass(80);
  expect(batches).toEqual([]);
});
