import { describe, expect, test } from '@jest/globals';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { problemsOf } from './plan-context.ts';

/** Of one limit, a value just inside it, one just outside, and what is said about the latter. */
export type Limit = [field: string, inside: unknown, outside: unknown, problem: string];

/** Puts each value into the type's example in turn. */
export function describeLimits(type: RequestTypeName, limits: Limit[]): void {
  const cases = limits.map(([field, inside, outside, problem]) => ({ field, inside, outside, problem }));
  describe(`the limits of ${type}`, () => {
    test.each(cases)(
      '$field: just inside is taken, just outside is $problem',
      ({ field, inside, outside, problem }) => {
        expect(problemsOf(type, { [field]: inside })).toEqual([]);
        expect(problemsOf(type, { [field]: outside })).toContain(problem);
      },
    );
  });
}

export const tags = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
export const lowerTags = (count: number) => tags(count).map(({ Key, Value }) => ({ key: Key, value: Value }));
export const tag = (Key: string, Value = '') => [{ Key, Value }];
export const lowerTag = (key: string, value = '') => [{ key, value }];
