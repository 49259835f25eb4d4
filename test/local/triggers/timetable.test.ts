import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Timetable, untilNext } from '../../../local/triggers/timetable.ts';

const hourly = { functionArn: 'digest', input: {}, everySeconds: 3600, atSecond: 600 };
const minutely = { functionArn: 'reconcile', input: { scope: 'due' }, everySeconds: 60 };

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test.each([
  ['05:00:00.000', 600_000],
  ['05:09:59.999', 1],
  ['05:10:00.000', 3_600_000],
  ['05:40:00.000', 1_800_000],
])('at %s, ten past the hour is %d ms away', (time, milliseconds) => {
  expect(untilNext(hourly, new Date(`2026-11-22T${time}Z`))).toBe(milliseconds);
  expect(untilNext(minutely, new Date(`2026-11-22T${time}Z`))).toBe(60_000);
});

test('what is due runs again and again until it is closed', async () => {
  const ran: string[] = [];
  const invoke = async (functionArn: string) => ran.push(functionArn);
  const timetable = new Timetable([minutely, hourly], { invoke, clock: () => new Date() });
  await jest.advanceTimersByTimeAsync(3 * 60_000);
  timetable.close();
  expect(ran.filter((each) => each === 'reconcile')).toHaveLength(3);
  const { length } = ran;
  await jest.advanceTimersByTimeAsync(3 * 3_600_000);
  expect(ran).toHaveLength(length);
});

test('a stack that is kept catches up on what runs by the clock, a new one has missed nothing', () => {
  const ran: string[] = [];
  const invoke = async (functionArn: string) => ran.push(functionArn);
  const timetable = new Timetable([minutely, hourly], { invoke, clock: () => new Date() });
  timetable.runMissed({ isKept: false });
  expect(ran.splice(0)).toEqual(['reconcile']);
  timetable.runMissed({ isKept: true });
  expect(ran).toEqual(['reconcile', 'digest']);
  timetable.close();
});
