import { expect, test } from '@jest/globals';
import { streamFilter } from '../../../local/triggers/stream-filter.ts';

const pattern = JSON.stringify({
  eventName: ['INSERT'],
  dynamodb: { NewImage: { type: { S: ['request.expired', 'resource.created'] } } },
});
const record = (eventName: string, type: string) => ({
  eventName,
  dynamodb: { NewImage: { type: { S: type }, other: { N: '1' } } },
});

test('a filter lets through what has one of the values at each place', () => {
  const wants = streamFilter([pattern]);
  expect(wants(record('INSERT', 'resource.created'))).toBe(true);
  expect(wants(record('INSERT', 'approval.reminded'))).toBe(false);
  expect(wants(record('MODIFY', 'resource.created'))).toBe(false);
  expect(wants({ eventName: 'INSERT', dynamodb: {} })).toBe(false);
});

test('one filter of several is enough, and without any everything passes', () => {
  expect(streamFilter(['{"a":[1]}', '{"a":[2]}'])({ a: 2 })).toBe(true);
  expect(streamFilter([])({})).toBe(true);
});

test('comparisons that nobody here uses are refused, not guessed', () => {
  expect(() => streamFilter(['{"a":[{"prefix":"b"}]}'])).toThrow();
});
